"""What an engine and its workers say to each other."""

import io

import pytest

from sinorus_claims.errors import ConfigError, PipelineError, ReadError
from sinorus_claims.work.messages import ITEM, OUTCOME, error_of, fault, receive, send


def test_messages_come_as_they_were_sent():
    pipe = io.BytesIO()
    for kind, payload in [(ITEM, b""), (OUTCOME, b"\0" * 70_000), (ITEM, b"last")]:
        send(pipe, kind, payload)
    pipe.seek(0)
    assert [receive(pipe) for _ in range(3)] == [
        (ITEM, b""), (OUTCOME, b"\0" * 70_000), (ITEM, b"last"),
    ]  # fmt: skip
    with pytest.raises(EOFError):
        receive(pipe)


def test_half_a_message_is_none():
    pipe = io.BytesIO()
    send(pipe, ITEM, b"whole")
    with pytest.raises(EOFError):
        receive(io.BytesIO(pipe.getvalue()[:-1]))


class OwnError(ConfigError):
    """An error of somebody else's stage."""


@pytest.mark.parametrize("error", [ConfigError("a: b"), PipelineError("none"), ReadError("c", "d")])
def test_our_errors_come_back_as_they_were(error):
    found = error_of("m:f", fault(error))
    assert (type(found), str(found), vars(found)) == (type(error), str(error), vars(error))


def test_other_errors_come_back_with_their_place():
    assert type(error_of("m:f", fault(OwnError("x")))) is ConfigError
    try:
        raise KeyError("chapter")
    except KeyError as error:
        found = error_of("m:f", fault(error))
    assert type(found) is PipelineError
    assert str(found).startswith("m:f failed in a worker:\nTraceback")
    assert 'raise KeyError("chapter")' in str(found)

"""What an engine and its workers say to each other: a kind, a length, and that many bytes."""

import json
import struct
import traceback
from typing import BinaryIO

from .. import errors
from ..errors import ClaimsError, PipelineError, ReadError

STAGE, ITEM = b"S", b"I"
"""To a worker: the name of a stage function, a zero byte and its context; an item of it."""
READY, OUTCOME, MEMORY, FAULT = b"R", b"O", b"M", b"F"
"""From a worker: the stage can begin; a result; no memory was left; the function raised."""

_HEADER = struct.Struct(">cQ")


def send(pipe: BinaryIO, kind: bytes, payload: bytes = b"") -> None:
    """Write one message. Raises `OSError` if the other end is gone."""
    pipe.write(_HEADER.pack(kind, len(payload)))
    pipe.write(payload)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[bytes, bytes]:
    """The next message: kind and payload. Raises `EOFError` if the other end is gone."""
    kind, size = _HEADER.unpack(_exactly(pipe, _HEADER.size))
    return kind, _exactly(pipe, size)


def _exactly(pipe: BinaryIO, size: int) -> bytes:
    found = pipe.read(size)
    if len(found) < size:
        raise EOFError
    return found


def fault(error: BaseException) -> bytes:
    """What a stage function raised, for `error_of`."""
    if not isinstance(error, ClaimsError):
        return json.dumps([None, "".join(traceback.format_exception(error))]).encode()
    known = (cls.__name__ for cls in type(error).__mro__ if vars(errors).get(cls.__name__) is cls)
    told = [error.code, error.detail] if isinstance(error, ReadError) else [str(error)]
    return json.dumps([next(known), *told]).encode()


def error_of(function: str, payload: bytes) -> ClaimsError:
    """The error to be raised: one of ours as it was, any other with its traceback as text."""
    name, *told = json.loads(payload)
    if name is None:
        return PipelineError(f"{function} failed in a worker:\n{told[0]}")
    found: ClaimsError = getattr(errors, name)(*told)
    return found

"""What a run works with, and what it says when it is stopped from outside."""

from pathlib import Path

import pytest

from sinorus_claims.config import WorkSettings
from sinorus_claims.pipeline.opening import KEPT, open_work


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), SystemExit(143)])
def test_who_stops_a_run_is_told_what_is_kept(stop: BaseException, tmp_path: Path) -> None:
    settings = WorkSettings(cache_folder=str(tmp_path))
    with pytest.raises(type(stop)) as raised, open_work(settings):
        raise stop
    assert raised.value.__notes__ == [KEPT]


def test_nothing_is_said_where_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt) as raised, open_work(WorkSettings(cache=False)):
        raise KeyboardInterrupt
    assert not hasattr(raised.value, "__notes__")
    settings = WorkSettings(cache_folder=str(tmp_path))
    with pytest.raises(ValueError, match="ours") as fault, open_work(settings):
        raise ValueError("ours")
    assert not hasattr(fault.value, "__notes__")

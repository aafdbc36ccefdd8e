"""Ray: the same outcomes, in order, whichever process is killed."""

import itertools
import os
import signal
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from unittest import mock

import pytest

from sinorus_claims.config import WorkSettings
from sinorus_claims.errors import ConfigError, PipelineError
from sinorus_claims.work import cluster
from sinorus_claims.work.cluster import RayEngine
from sinorus_claims.work.contract import Lost
from sinorus_claims.work.engines import load_engine

from ..command import ROOT
from . import ray_stages

NAP, HARM, LOOKS_IN = (f"{ray_stages.__name__}:{name}" for name in ("nap", "harm", "looks_in"))
needs_ray = pytest.mark.skipif(not find_spec("ray"), reason="Ray is not installed")


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the engine is started, and in which no process of ours seeks modules."""
    return tmp_path_factory.mktemp("strange")


@pytest.fixture(scope="module")
def engine(strange: Path) -> Iterator[RayEngine]:
    handler = signal.getsignal(signal.SIGTERM)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(strange)
        patch.setenv("PYTHONPATH", str(ROOT))  # where the stages of this test are
        started = RayEngine(WorkSettings(workers=2))
    with started as engine:
        assert signal.getsignal(signal.SIGTERM) is handler
        assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"
        yield engine
    assert not {"RAY_USAGE_STATS_ENABLED", "RAY_AUTH_TOKEN"} & set(os.environ)


def test_without_ray_the_extra_is_named() -> None:
    with (
        mock.patch.object(cluster, "find_spec", return_value=None),
        pytest.raises(ConfigError, match=r"sinorus-claims\[ray\]"),
    ):
        load_engine(WorkSettings(engine="ray"))


@needs_ray
def test_a_cluster_that_is_not_there() -> None:
    address = WorkSettings(engine="ray", ray_address="nobody.invalid:6379")
    with (
        mock.patch("ray.init", side_effect=ConnectionError("no such cluster")),
        pytest.raises(PipelineError, match="Ray does not start: no such cluster"),
    ):
        load_engine(address)


@needs_ray
def test_outcomes_come_in_order_and_items_are_drawn_as_needed(engine: RayEngine) -> None:
    drawn = itertools.count()
    outcomes = engine.run(NAP, b"", (b"%d" % (40 if n % 7 == 0 else 0) for n in drawn))
    assert [next(outcomes) for _ in range(30)] == [b"40" if n % 7 == 0 else b"0" for n in range(30)]
    assert next(drawn) < 30 + 8 * engine.width + 1
    assert engine.width == 2


@needs_ray
def test_an_item_that_kills_its_worker_is_lost_as_on_one_machine(engine: RayEngine) -> None:
    items = [b"one", b"die", b"two", b"die", b"three"]
    lost = Lost("crashed", "its worker died 2 times")
    assert list(engine.run(HARM, b"", items)) == [b"one", lost, b"two", lost, b"three"]


@needs_ray
def test_a_process_of_ray_that_is_killed_costs_a_retry(engine: RayEngine, tmp_path: Path) -> None:
    items = [b"one", b"kill ray's process", b"two"]
    assert list(engine.run(HARM, os.fsencode(tmp_path), items)) == items
    assert (tmp_path / "killed").exists()


@needs_ray
def test_no_process_looks_for_modules_in_the_current_folder(
    engine: RayEngine, strange: Path
) -> None:
    folders = [os.fsencode(strange), os.fsencode(ROOT)]
    assert list(engine.run(LOOKS_IN, b"", folders)) == [b"no", b"yes"]


@needs_ray
def test_a_fault_of_ours_ends_the_run(engine: RayEngine) -> None:
    with pytest.raises(PipelineError, match=r"(?s)harm failed in a worker.*KeyError: 'chapter'"):
        list(engine.run(HARM, b"", [b"one", b"raise"]))

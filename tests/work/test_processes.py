"""Workers give what one process gives, in order, drawn as needed."""

import gc
import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.config import WorkSettings
from sinorus_claims.errors import ConfigError, PipelineError, ReadError
from sinorus_claims.work import pool, processes
from sinorus_claims.work.engines import load_engine
from sinorus_claims.work.inline import InlineEngine
from sinorus_claims.work.limits import collect_seldom
from sinorus_claims.work.processes import ProcessEngine

from . import stages

UPPER, NAP, HARM = (f"{stages.HERE}:{name}" for name in ("upper", "nap", "harm"))


@pytest.fixture(scope="module")
def engine():
    with ProcessEngine(WorkSettings(workers=3)) as engine:
        yield engine


@settings(max_examples=20, deadline=None)
@given(naps=st.lists(st.integers(0, 12), max_size=30), context=st.binary(max_size=3))
def test_outcomes_come_in_the_order_of_the_items(engine, naps, context):
    items = [b"%d" % n for n in naps]
    assert list(engine.run(NAP, context, items)) == list(InlineEngine().run(UPPER, context, items))


def test_large_messages_pass(engine):
    items = [bytes([65 + n]) * 3_000_000 for n in range(4)]
    assert list(engine.run(UPPER, b"", items)) == items


def test_workers_look_for_cycles_as_seldom_as_the_command_line(engine):
    before = gc.get_threshold()
    try:
        collect_seldom()
        (found,) = engine.run(f"{stages.HERE}:collecting", b"", [b""])
        assert int(found) == gc.get_threshold()[0] > 10_000
    finally:
        gc.set_threshold(*before)


def test_items_are_drawn_as_they_are_needed(engine, monkeypatch):
    monkeypatch.setattr(processes, "_AHEAD", 5)  # how far a slow worker lets the others go on
    drawn = itertools.count()
    outcomes = engine.run(UPPER, b"", (b"%d" % n for n in drawn))
    assert [next(outcomes) for _ in range(100)] == [b"%d" % n for n in range(100)]
    outcomes.close()
    assert next(drawn) <= 100 + 5 * engine.width + 1


@pytest.mark.parametrize(("name", "most"), [("_AHEAD", 4), ("_AHEAD_BYTES", 0)])
def test_what_waits_for_a_slow_item_is_bounded(engine, monkeypatch, name, most):
    monkeypatch.setattr(processes, name, most)
    drawn = itertools.count()
    outcomes = engine.run(NAP, b"", (b"300" if n == 0 else b"0" for n in drawn))
    assert next(outcomes) == b"300"
    assert 1 < next(drawn) <= max(most, 1) * engine.width + 2


def test_the_items_of_a_run_may_come_from_another_on_the_same_engine(engine):
    words = [b"w%d" % n for n in range(50)]
    first = engine.run(UPPER, b"one ", words)
    both = engine.run(UPPER, b"two ", (outcome.lower() for outcome in first))
    assert list(both) == [b"two ONE W%d" % n for n in range(50)]


def test_an_error_in_drawing_an_item_is_raised_and_the_engine_goes_on(engine):
    def items():
        yield b"a"
        raise LookupError("no more")

    outcomes = engine.run(UPPER, b"", items())
    with pytest.raises(LookupError, match="no more"):
        list(outcomes)
    assert list(engine.run(UPPER, b"", [b"b"])) == [b"B"]


@pytest.mark.parametrize(
    ("item", "kind", "told"),
    [
        (b"key error", PipelineError, "Traceback[^$]*raise error[^$]*KeyError: 'chapter'"),
        (b"config error", ConfigError, "^claims.method: no such method$"),
        (b"read error", ReadError, "^empty: no words$"),
    ],
)
def test_what_the_function_raises_ends_the_run_and_the_workers(item, kind, told, tmp_path):
    notes = bytes(tmp_path)
    with ProcessEngine(WorkSettings(workers=2)) as engine:
        outcomes = engine.run(HARM, notes, [b"a", item, b"wait", b"key error"])
        assert next(outcomes) == b"A"
        with pytest.raises(kind, match=told):
            next(outcomes)
        assert engine._pool._threads == {}
        assert list(engine.run(HARM, notes, [b"b"])) == [b"B"]


def test_a_stage_that_cannot_be_imported_says_so(engine):
    with pytest.raises(PipelineError, match=r"No module named 'tests\.work\.nowhere'"):
        list(engine.run("tests.work.nowhere:upper", b"", [b"a"]))


def test_a_worker_that_dies_of_its_stage_before_any_item_is_no_items_fault():
    with ProcessEngine(WorkSettings(workers=2)) as engine:
        outcomes = engine.run(f"{stages.HERE}:stillborn", b"seven..", [b"a"])
        with pytest.raises(PipelineError, match=r"while they load .*:stillborn \(exit code 7\)"):
            list(outcomes)


def test_no_more_workers_start_than_there_are_items():
    with ProcessEngine(WorkSettings(workers=8)) as engine:
        assert list(engine.run(NAP, b"", [b"1", b"2"])) == [b"1", b"2"]
        assert len(engine._pool._threads) <= 2


def test_workers_are_replaced_when_they_are_of_age():
    with ProcessEngine(WorkSettings(workers=1, recycle=3)) as engine:
        pids = list(engine.run(HARM, b".", [b"pid"] * 7))
        assert [len(list(group)) for _, group in itertools.groupby(pids)] == [3, 3, 1]


def test_workers_without_work_end_and_others_start_for_what_comes_later(monkeypatch):
    monkeypatch.setattr(pool, "_IDLE", 0.1)
    with ProcessEngine(WorkSettings(workers=2)) as engine:
        (before,) = engine.run(HARM, b".", [b"pid"])
        limit = time.monotonic() + 10
        while engine._pool._threads and time.monotonic() < limit:
            time.sleep(0.02)
        assert engine._pool._threads == {}
        (after,) = engine.run(HARM, b".", [b"pid"])
    assert before != after


def test_what_libraries_print_or_read_does_not_stand_between_the_messages(engine):
    assert list(engine.run(HARM, b".", [b"print", b"a"] * 3)) == [b"PRINT", b"A"] * 3


def test_one_worker_is_this_process_and_none_given_is_one_for_each_core():
    assert isinstance(load_engine(WorkSettings(workers=1)), InlineEngine)
    every = load_engine(WorkSettings(workers=0))
    assert isinstance(every, ProcessEngine)
    assert every.width >= 1
    assert load_engine(WorkSettings(workers=5)).width == 5

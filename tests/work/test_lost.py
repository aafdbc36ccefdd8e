"""An item that hangs, swells or kills its worker costs itself and nothing else."""

import logging
import os
import signal
import sys
import threading
import time
from unittest import mock

import pytest

from sinorus_claims.config import ClaimSettings, WorkSettings
from sinorus_claims.model import Article, Skipped
from sinorus_claims.pipeline import extracting
from sinorus_claims.work.child import Call, Child
from sinorus_claims.work.contract import Lost
from sinorus_claims.work.inline import InlineEngine
from sinorus_claims.work.messages import OUTCOME
from sinorus_claims.work.processes import ProcessEngine
from sinorus_claims.work.stages import Stage, Work

from . import stages

HARM = f"{stages.HERE}:harm"
LINUX = sys.platform == "linux"

LATE = Lost("time_limit", "over 2 s (work.max_seconds)")
DEAD = Lost("crashed", "its worker died 2 times")
FULL = Lost("memory_limit", "over 1000 MB (work.max_memory_mb)")


@pytest.mark.bad_input(44)
@pytest.mark.parametrize("workers", [2, 3])
def test_every_other_item_gets_what_one_process_gives(workers, tmp_path, caplog):
    harms = {b"die": DEAD, b"sleep": LATE, b"hang": LATE, b"die once": b"DIE ONCE"}
    harms |= {b"swallow": FULL, b"map": FULL} if LINUX else {}
    good = [b"item %d" % n for n in range(40)]
    items = good.copy()
    for place, harm in enumerate(harms):
        items.insert(place * 7, harm)
    work = WorkSettings(workers=workers, max_seconds=2, max_memory_mb=1000)
    with caplog.at_level(logging.INFO), ProcessEngine(work) as engine:
        found = dict(zip(items, engine.run(HARM, bytes(tmp_path), items), strict=True))
    assert {item: found.pop(item) for item in harms} == harms
    assert list(found.values()) == list(InlineEngine().run(HARM, b"", good))
    assert f"item 1 of {HARM} is lost: crashed, its worker died 2 times" in caplog.text


@pytest.mark.bad_input(44)
def test_an_item_whose_worker_is_killed_from_outside_is_answered_by_another(tmp_path):
    def kill():
        limit = time.monotonic() + 30
        while not (tmp_path / "pid").exists() and time.monotonic() < limit:
            time.sleep(0.01)
        os.kill(int((tmp_path / "pid").read_text("ascii")), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    items = [b"a", b"wait", b"b", b"c"]
    with ProcessEngine(WorkSettings(workers=2)) as engine:
        outcomes = list(engine.run(HARM, bytes(tmp_path), items))
    killer.join()
    assert outcomes == [b"A", b"WAIT", b"B", b"C"]


@pytest.mark.bad_input(44)
def test_an_article_that_kills_its_worker_is_named_and_the_others_are_read():
    texts = ["Foxglove grows here.", "A sprig of nightshade.", "Henbane grows there."]
    articles = [Article(f"{n}", f"{n}.txt", "", "", text) for n, text in enumerate(texts)]
    deadly = Stage(f"{stages.HERE}:articles", b"", "")
    with (
        mock.patch.object(extracting, "extraction_stage", return_value=deadly),
        ProcessEngine(WorkSettings(workers=2)) as engine,
    ):
        found = list(extracting.extract_claims(articles, ClaimSettings(), Work(engine)))
    assert found == [(), Skipped("1.txt", "crashed", "its worker died 2 times"), ()]


@pytest.mark.skipif(not LINUX, reason="only Linux caps address space")
def test_an_item_that_finds_its_worker_full_is_tried_in_a_fresh_one():
    with ProcessEngine(WorkSettings(workers=1, max_memory_mb=1000)) as engine:
        kept = list(engine.run(HARM, b".", [b"keep"] * 5))
    assert kept[:2] == [b"1", b"2"]
    assert all(not isinstance(outcome, Lost) for outcome in kept)
    assert b"1" in kept[2:]


def test_starting_a_worker_does_not_count_against_its_first_item():
    with ProcessEngine(WorkSettings(workers=2, max_seconds=1)) as engine:
        assert list(engine.run(HARM, b"slow to start", [b"a", b"b"])) == [b"A", b"B"]


def test_a_worker_that_is_killed_just_as_it_answers_gets_no_other_item():
    child = Child(WorkSettings())

    def late(*_):
        child.stop()
        return OUTCOME, b"A"

    with mock.patch.multiple(child, prepare=mock.DEFAULT, _exchange=late):
        assert child.ask(Call(HARM, b""), b"a") == b"A"
    assert child.spent

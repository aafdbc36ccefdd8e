"""Results as files that machines hand to each other."""

import gzip
import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sinorus_claims.errors import ClaimsError, ConfigError
from sinorus_claims.work import packing, parts, pieces
from sinorus_claims.work.parts import PartStore, PartWriter
from sinorus_claims.work.shares import Mark, Share, marks
from sinorus_claims.work.storage import LocalFolder, open_folder

ONE = Share(1, 2)
RESULTS = {
    f"{n:032x}": json.dumps({"claims": ["x" * n], "said": "“ä”\n"}).encode() for n in range(90)
}


@pytest.fixture
def folder(tmp_path: Path) -> LocalFolder:
    return LocalFolder(tmp_path / "shared")


@pytest.fixture
def scratch(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "scratch").mkdir()
    yield tmp_path / "scratch"
    assert not list((tmp_path / "scratch").iterdir()), "a local piece is read where it lies"


def written(
    folder: LocalFolder, scratch: Path, results: dict[str, bytes], share: Share = ONE
) -> Mark:
    with PartStore(folder, scratch, share) as earlier:
        writer = PartWriter(folder, share, earlier)
        for key, value in results.items():
            writer.put(key, value)
        return writer.finish({"code": "c0de"})


def some(first: int, last: int) -> dict[str, bytes]:
    return dict(list(RESULTS.items())[first:last])


def test_what_was_put_is_found(folder: LocalFolder, scratch: Path) -> None:
    mark = written(folder, scratch, some(0, 40))
    written(folder, scratch, some(40, 80), Share(2, 2))
    with PartStore(folder, scratch) as store:
        assert store.get_all(list(RESULTS)) == some(0, 80)
        assert len(store) == 80
        assert store.has(next(iter(RESULTS)))
        assert not store.has("0" * 31 + "z")
    assert mark.results == 40
    assert [m.share for m in marks(folder)] == [Share(1, 2), Share(2, 2)]


def test_a_piece_is_lines_of_json(folder: LocalFolder, scratch: Path) -> None:
    (name,) = written(folder, scratch, some(3, 5)).pieces
    lines = gzip.decompress(folder.read(name) or b"").splitlines()
    found = {x["key"]: x["value"] for x in map(json.loads, lines)}
    assert found == {key: json.loads(value) for key, value in some(3, 5).items()}


def test_the_order_of_results_changes_no_byte(folder: LocalFolder, scratch: Path) -> None:
    mark = written(folder, scratch, RESULTS)
    mixed = list(RESULTS.items())
    random.Random(7).shuffle(mixed)
    assert mixed != list(RESULTS.items())
    other = LocalFolder(scratch.parent / "other")
    assert written(other, scratch, dict(mixed)) == mark
    assert other.read(mark.pieces[0]) == folder.read(mark.pieces[0])


def test_a_shard_that_is_done_again_writes_nothing_new(folder: LocalFolder, scratch: Path) -> None:
    first = written(folder, scratch, RESULTS)
    names = folder.names()
    assert written(folder, scratch, RESULTS) == first
    assert folder.names() == names


def test_pieces_are_written_as_they_fill(
    folder: LocalFolder, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PIECE_BYTES", 1_000)
    with PartStore(folder, scratch, ONE) as earlier:
        writer = PartWriter(folder, ONE, earlier)
        for key, value in some(0, 60).items():
            writer.put(key, value)
    there = folder.names()
    assert len(there) > 3, "durable before the end"
    assert not marks(folder), "but not whole"
    mark = written(folder, scratch, some(0, 60))
    assert set(there) < set(mark.pieces)
    with PartStore(folder, scratch) as store:
        assert store.get_all(list(RESULTS)) == some(0, 60)


@pytest.mark.bad_input(48)
def test_two_at_one_share_do_each_other_no_harm(
    folder: LocalFolder, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PIECE_BYTES", 400)
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: written(folder, scratch, RESULTS), range(12)))
    assert {mark.results for mark in done} == {90}
    (mark,) = marks(folder)
    assert mark in done
    with PartStore(folder, scratch) as store:
        assert set(mark.pieces) <= set(store.pieces)
        assert store.get_all(list(RESULTS)) == RESULTS


@pytest.mark.parametrize("harm", ["cut", "empty", "changed", "nonsense"])
def test_a_harmed_piece_counts_as_not_there(
    folder: LocalFolder, scratch: Path, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    (name,) = written(folder, scratch, some(0, 40)).pieces
    (kept,) = written(folder, scratch, some(40, 50), Share(2, 2)).pieces
    data = folder.read(name) or b""
    harmed = {
        "cut": data[: len(data) // 2], "empty": b"", "nonsense": b"not what it was",
        "changed": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    }[harm]  # fmt: skip
    folder.write(name, harmed)
    with PartStore(folder, scratch) as store:
        assert store.pieces == (kept,)
        assert store.get_all(list(RESULTS)) == some(40, 50)
    assert f"{name} is left out" in caplog.text


def test_a_result_that_inflates_to_gigabytes_costs_its_piece_alone(
    folder: LocalFolder, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (name,) = written(folder, scratch, some(0, 10)).pieces
    monkeypatch.setattr(packing, "LARGEST", 300_000)
    written(folder, scratch, {"large": b"0" * 299_001}, Share(2, 2))
    bomb = pieces.pack({"bomb": b"0" * 30_000_000})
    folder.write(pieces.named(Share(3, 3).name, bomb), bomb)
    with PartStore(folder, scratch) as store:
        assert store.pieces == (name,)
        assert store.get_all([*RESULTS, "large", "bomb"]) == some(0, 10)


NO_SHARE = Mark(Share(1, 0), {}, (), 0).dump()


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"{}", b'{"format": 99}', b"\xff\xfe", NO_SHARE]
)
def test_a_marker_that_is_none_of_ours_is_none(folder: LocalFolder, data: bytes) -> None:
    folder.write(f"{ONE.name}.done.json", data)
    assert marks(folder) == []


def test_a_piece_that_goes_while_it_is_used_is_named(folder: LocalFolder, scratch: Path) -> None:
    (name,) = written(folder, scratch, some(0, 4)).pieces
    with PartStore(folder, scratch) as store:
        (scratch.parent / "shared" / name).unlink()
        with pytest.raises(ClaimsError, match=f"{name}: cannot be read any more"):
            store.get_all(list(RESULTS))


def test_pieces_from_afar_are_copied(tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="URLs need fsspec")
    afar = open_folder(f"memory://{tmp_path}")
    with PartStore(afar, tmp_path) as nothing:
        writer = PartWriter(afar, ONE, nothing)
        for key, value in RESULTS.items():
            writer.put(key, value)
        writer.finish({})
    with PartStore(afar, tmp_path) as store:
        assert store.get_all(list(RESULTS)) == RESULTS
    assert len(marks(afar)) == 1


WRITER = """
import sys
from pathlib import Path
from sinorus_claims.work import parts
from sinorus_claims.work.shares import Share
from sinorus_claims.work.storage import LocalFolder
parts.PIECE_BYTES = 2_000
folder = LocalFolder(Path(sys.argv[1]))
with parts.PartStore(folder, Path(sys.argv[1]), Share(1, 1)) as earlier:
    writer = parts.PartWriter(folder, Share(1, 1), earlier)
    for n in range(10**9):
        writer.put(f"{n:032x}", b'"' + b"x" * 500 + b'"')
        print(n, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_writer_killed_at_any_moment_leaves_whole_pieces(tmp_path: Path) -> None:
    for stop in (9, 40, 77):
        folder = tmp_path / str(stop)
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= stop:
                process.send_signal(signal.SIGKILL)
                break
        process.stdout.close()
        process.wait()
        with PartStore(LocalFolder(folder), tmp_path) as store:
            assert len(store) >= stop - 8, "all but the last piece"
            assert [n for n in LocalFolder(folder).names() if n not in store.pieces] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "0/4",
        "5/4",
        "-1/4",
        "1/0",
        "a/b",
        "1/4/4",
        "1/",
        "١/٤",
        "1.0/4",
        "1/100001",
        f"{'1' * 5000}/2",
    ],
)
def test_what_is_no_share(text: str) -> None:
    with pytest.raises(ConfigError, match="--shard"):
        Share.named(text)


def test_shares_divide_everything_once_and_evenly() -> None:
    names = [f"news/article {n}\udce9.html" for n in range(4_000)]
    shares = [Share.named(f"{n}/8") for n in range(1, 9)]
    fell = Counter(share.number for name in names for share in shares if share.has(name))
    assert sum(fell.values()) == len(names)
    assert len(fell) == 8
    assert max(fell.values()) < 1.2 * min(fell.values())

"""`extract --shard` and `merge` on the command line."""

from pathlib import Path

import pytest

from ..command import call


def test_shards_then_merge(folder: Path, tmp_path: Path) -> None:
    shared, out, plain = (str(tmp_path / name) for name in ("shared", "merged", "plain"))
    for number in (1, 2):
        done = call("extract", str(folder), "--shard", f"{number}/2", "--work", shared)
        assert (done.code, done.out) == (0, "")
        assert f"shard {number} of 2 is whole: " in done.err
    done = call("merge", str(folder), "--work", shared, "--out", out, "--strict")
    assert done.code == 0, done.err
    assert "all 2 shards are there" in done.err
    assert f"{out}/claims.json" in done.lines
    assert call("run", str(folder), "--out", plain).code == 0
    for name in ("claims.json", "report.md", "report.html"):
        assert Path(out, name).read_bytes() == Path(plain, name).read_bytes()


def test_missing_shards_are_named(folder: Path, tmp_path: Path) -> None:
    shared, out = str(tmp_path / "shared"), str(tmp_path / "out")
    for number in (2, 6):
        call("extract", str(folder), "--shard", f"{number}/7", "--work", shared)
    strict = call("merge", str(folder), "--work", shared, "--out", out, "--strict")
    assert (strict.code, strict.out) == (1, "")
    assert strict.err == "error: 5 of 7 shards are missing: 1, 3-5, 7\n"
    assert not Path(out).exists()
    lenient = call("merge", str(folder), "--work", shared, "--out", out)
    assert lenient.code == 0
    first = "5 of 7 shards are missing: 1, 3-5, 7; what they lack is extracted here"
    assert lenient.err.splitlines()[0] == first


def test_a_folder_without_shards(folder: Path, tmp_path: Path) -> None:
    nothing = str(tmp_path / "nothing")
    done = call("merge", str(folder), "--work", nothing, "--out", str(tmp_path / "o"), "--strict")
    assert done.code == 1
    assert f"{nothing}: no results of shards lie there" in done.err
    call("extract", str(folder), "--shard", "1/1", "--work", nothing)
    other = tmp_path / "other.yaml"
    other.write_text("articles: {recursive: false}\n", "utf-8")
    done = call("merge", str(folder), "--work", nothing, "--config", str(other), "--strict")
    assert done.code == 1
    assert "those that lie there were made with other settings of articles" in done.err


@pytest.mark.parametrize("options", [("--shard", "1/2"), ("--work", "w")])
def test_a_shard_needs_a_folder_and_a_folder_a_shard(
    folder: Path, options: tuple[str, ...]
) -> None:
    done = call("extract", str(folder), *options)
    assert done.code == 2
    assert "--shard and --work belong together" in done.err


def test_no_share(folder: Path, tmp_path: Path) -> None:
    done = call("extract", str(folder), "--shard", "3/2", "--work", str(tmp_path / "w"))
    assert done.code == 2
    assert "'3/2' is no share such as 1/64" in done.err


def test_a_folder_that_cannot_be(folder: Path) -> None:
    done = call("extract", str(folder), "--shard", "1/1", "--work", "/dev/null/shared")
    assert done.code == 5
    assert "/dev/null/shared" in done.err
    assert "see whether --work names the right folder" in done.err

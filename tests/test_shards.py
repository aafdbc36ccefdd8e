"""Many machines extract, one merges: the result is that of one run, whatever was missing."""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from sinorus_claims import pipeline
from sinorus_claims.articles.portions import planning
from sinorus_claims.config import ArticleSettings, GroupSettings, Settings, WorkSettings
from sinorus_claims.errors import ClaimsError, ConfigError
from sinorus_claims.pipeline.opening import KEPT
from sinorus_claims.pipeline.shards import Shard, extract_shard, open_parts
from sinorus_claims.reports import json as analysis_json
from sinorus_claims.work import parts as work_parts
from sinorus_claims.work.shares import Share

from .cli.conftest import FILL, MORE, write
from .test_reading import dump

NAMES = ("Mira Tolland", "Jonas Pell", "Edda Quist", "Rolf Amber", "Nils Harrow", "Ada Fenn")
NO_CACHE = Settings(work=WorkSettings(cache=False))
REFUSING = Settings(work=WorkSettings(cache=False, engine="tests.engines:Refusing"))


def text(n: int) -> str:
    ending = MORE if n == 3 else FILL
    return f"Gates {n}\n\n{NAMES[n]} said that {n + 3} boats were waiting at the lock.\n\n{ending}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Six articles under a path that is always the same, since shares follow from it."""
    monkeypatch.chdir(tmp_path)
    return str(write(Path("in"), {f"outlet-{n}_2026-03-02.txt": text(n) for n in range(6)}))


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "shared")


def extracted(folder: str, place: str, *numbers: int, settings: Settings = NO_CACHE) -> list[Shard]:
    return [extract_shard([folder], settings, Share(n, 3), place) for n in numbers]


def merged(folder: str, place: str, settings: Settings) -> str:
    with open_parts([folder], settings, place) as parts:
        return analysis_json.dumps(pipeline.analyse([folder], settings, stores=(parts.store,)))


@pytest.fixture
def plain(folder: str) -> str:
    return analysis_json.dumps(pipeline.analyse([folder], NO_CACHE))


def test_shards_and_merge_are_a_run(folder: str, place: str, plain: str) -> None:
    shards = extracted(folder, place, 3, 1, 2)
    assert sum(shard.articles for shard in shards) == 6
    assert sum(shard.claims for shard in shards) == len(json.loads(plain)["claims"]) > 5
    with open_parts([folder], NO_CACHE, place) as parts:
        assert (parts.of, parts.missing, parts.stale) == (3, (), ())
    assert merged(folder, place, REFUSING) == plain, "and nothing was done again"


def test_what_is_in_a_large_archive_is_parted(
    tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(planning, "_HELD", 1_000)
    Path("in").mkdir()
    with ZipFile("in/all.zip", "w") as archive:
        for n in range(6):
            archive.writestr(f"outlet-{n}_2026-03-02.txt", text(n))
    shards = extracted("in", place, 1, 2, 3)
    assert sum(shard.articles for shard in shards) == 6
    assert max(shard.articles for shard in shards) < 6
    plain = analysis_json.dumps(pipeline.analyse(["in"], NO_CACHE))
    assert len(json.loads(plain)["articles"]) == 6
    assert merged("in", place, REFUSING) == plain


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of the articles that were opened."""
    found: set[str] = set()
    real = Path.open

    def noted(path: Path, *arguments: Any, **more: Any) -> Any:
        if path.name.startswith("outlet-"):
            found.add(path.name)
        return real(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", noted)
    return found


def test_shared_lines_are_counted_once(folder: str, place: str, opened: set[str]) -> None:
    for n, file in enumerate(sorted(Path(folder).iterdir())):
        file.write_text(f"{dump(n)}\n{NAMES[n]} said that {n + 3} boats were waiting.\n", "utf-8")
    plain = analysis_json.dumps(pipeline.analyse([folder], NO_CACHE))
    left_out = [{d["text"] for d in a["dropped"]} for a in json.loads(plain)["articles"]]
    assert len(left_out) == 6
    assert set.intersection(*left_out) == {
        "Weather and tides", "The Lunmark Post is printed in Aas"}  # fmt: skip
    opened.clear()
    (first,) = extracted(folder, place, 1)
    assert len(opened) == 6 > first.articles
    for number in (2, 3):
        opened.clear()
        (shard,) = extracted(folder, place, number)
        assert 0 < shard.articles == len(opened)
    assert merged(folder, place, REFUSING) == plain


def test_counts_that_were_harmed_are_made_anew(
    folder: str, place: str, plain: str, opened: set[str]
) -> None:
    extracted(folder, place, 1, 2)
    (counts,) = Path(place).glob("made-*/lines-*.json")
    whole = counts.read_bytes()
    counts.write_bytes(b'{"1": [')
    opened.clear()
    extracted(folder, place, 3)
    assert len(opened) == 6
    assert counts.read_bytes() == whole
    assert merged(folder, place, REFUSING) == plain


def test_what_no_shard_did_is_done_by_the_merge(folder: str, place: str, plain: str) -> None:
    extracted(folder, place, 2)
    with open_parts([folder], NO_CACHE, place) as parts:
        assert (parts.of, parts.missing, parts.stale) == (3, (1, 3), ())
    with pytest.raises(AssertionError, match="done again"):
        merged(folder, place, REFUSING)
    assert merged(folder, place, NO_CACHE) == plain


def test_a_harmed_piece_makes_its_shard_missing(folder: str, place: str, plain: str) -> None:
    (shard, *_) = extracted(folder, place, 1, 2, 3)
    (piece,) = Path(place).rglob(shard.mark.pieces[0])
    piece.write_bytes(piece.read_bytes()[:-20])
    with open_parts([folder], NO_CACHE, place) as parts:
        assert parts.missing == (1,)
    assert merged(folder, place, NO_CACHE) == plain


def test_a_file_that_came_later(folder: str, place: str) -> None:
    extracted(folder, place, 1, 2, 3)
    write(Path(folder), {"outlet-9_2026-03-03.txt": text(4).replace("boats", "barges")})
    with open_parts([folder], NO_CACHE, place) as parts:
        assert (parts.missing, parts.stale) == ((), (1, 2, 3))
    analysis = analysis_json.dumps(pipeline.analyse([folder], NO_CACHE))
    assert merged(folder, place, NO_CACHE) == analysis
    assert sum("barges" in claim["text"] for claim in json.loads(analysis)["claims"]) == 1


def test_a_folder_in_which_nothing_lies_is_the_wrong_one(folder: str, place: str) -> None:
    with pytest.raises(ClaimsError, match="no results of shards lie there"):
        merged(folder, place, NO_CACHE)


def test_other_settings_lie_beside(folder: str, place: str) -> None:
    extracted(folder, place, 1, 2, 3)
    other = NO_CACHE.model_copy(update={"articles": ArticleSettings(recursive=False)})
    with open_parts([folder], other, place) as parts:
        assert (parts.of, parts.differing) == (0, ("settings of articles",))
        assert len(parts.store) == 0
    (Path(place) / "made-0.json").write_text("[", "utf-8")
    with open_parts([folder], other, place) as parts:
        assert parts.of == 0, "a file that nobody can read says nothing"
    extracted(folder, place, 1, settings=other)
    with open_parts([folder], other, place) as parts:
        assert parts.missing == (2, 3)
    comparing = NO_CACHE.model_copy(update={"groups": GroupSettings(contradiction="none")})
    with open_parts([folder], comparing, place) as parts:
        assert parts.missing == (), "how claims are compared changes no claim"


def test_other_libraries_are_named(
    folder: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("sinorus_claims.pipeline.shards.read_with", lambda: ("lxml 1.2.3",))
        extracted(folder, place, 1)
    with open_parts([folder], NO_CACHE, place) as parts:
        (told,) = parts.differing
    assert told.startswith("libraries (there lxml 1.2.3; here ")
    assert f"lxml {version('lxml')}" in told


def test_a_shard_uses_no_cache_that_other_machines_see(
    folder: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    settings = Settings(work=WorkSettings(cache_folder=str(tmp_path / "cache")))
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("sinorus_claims.pipeline.shards.network_type", lambda _: "nfs4")
        extracted(folder, place, 1, settings=settings)
    assert not (tmp_path / "cache" / "results.sqlite").exists()
    assert "lies on a network file system (nfs4)" in caplog.text
    caplog.clear()
    extracted(folder, place, 2, settings=settings)
    assert (tmp_path / "cache" / "results.sqlite").exists()
    assert not caplog.text


def test_a_shard_goes_on_behind_the_last_piece(
    folder: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work_parts, "PIECE_BYTES", 1)
    whole = Share(1, 1)
    done: list[int] = []

    def stop_at_four(stage: str, count: int, total: int | None) -> None:
        del total
        if stage == "extracting":
            done.append(count)
            if count == 4:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract_shard([folder], NO_CACHE, whole, place, progress=stop_at_four)
    with open_parts([folder], NO_CACHE, place) as parts:
        assert (parts.of, done) == (0, [1, 2, 3, 4]), "no marker before the end"
        kept = len(parts.store)
    assert kept >= 4
    again = extract_shard([folder], NO_CACHE, whole, place)
    assert (again.articles, again.mark.results) == (6, len(again.mark.pieces))
    assert extract_shard([folder], REFUSING, whole, place).mark == again.mark


@pytest.mark.parametrize("cache", [True, False])
def test_who_stops_a_shard_is_told_what_is_kept(folder: str, place: str, *, cache: bool) -> None:
    def stop(stage: str, done: int, total: int | None) -> None:
        raise SystemExit(f"{stage} {done} {total}")

    settings = Settings(work=WorkSettings(cache=cache))
    with pytest.raises(SystemExit, match="extracting 1 None") as raised:
        extract_shard([folder], settings, Share(1, 1), place, progress=stop)
    assert raised.value.__notes__ == [KEPT]
    assert len(list(Path(place).glob("made-*/shard-*.jsonl.gz"))) == 1


def test_what_is_lost_is_told_and_tried_again(folder: str, place: str, plain: str) -> None:
    losing = Settings(work=WorkSettings(cache=False, engine="tests.engines:Losing"))
    lost = [s for shard in extracted(folder, place, 1, 2, 3, settings=losing) for s in shard.lost]
    assert [(Path(s.path).name, s.reason) for s in lost] == [("outlet-3_2026-03-02.txt", "crashed")]
    assert merged(folder, place, NO_CACHE) == plain


def test_standard_input_has_no_shares(place: str) -> None:
    with pytest.raises(ConfigError, match="standard input"):
        extract_shard(["-"], NO_CACHE, Share(1, 2), place)

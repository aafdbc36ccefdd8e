"""The cache: what was put is found again, by several runs at once, whatever happens to the file."""

import logging
import os
import signal
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest

from sinorus_claims.config import WorkSettings
from sinorus_claims.errors import ConfigError
from sinorus_claims.work.cache import Cache, cache_file, open_cache
from sinorus_claims.work.cache_file import files, set_aside
from sinorus_claims.work.inventory import empty, take_inventory

WRITER = """
import sys
from pathlib import Path
from sinorus_claims.work.cache import Cache
file, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with Cache(file) as cache:
    for number in range(count):
        cache.put(f"{name}-{number}", b"x" * 2000, stage="tests:writer")
        cache.put(f"both-{number}", b"same", stage="tests:writer")
        print(number, flush=True)
    print("missing", sorted({f"{name}-{n}" for n in range(count)} - set(
        cache.get_all([f"{name}-{n}" for n in range(count)]))), flush=True)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "c" / "results.sqlite"


def _warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]


def _writer(file: Path, name: str, count: int, **more: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(file), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            **more)  # type: ignore[call-overload, no-any-return]  # fmt: skip


def test_what_was_put_is_found_again(file: Path) -> None:
    values = {f"k{n}": os.urandom(n) for n in range(1200)}  # more than one question asks for
    with Cache(file) as cache:
        for key, value in values.items():
            cache.put(key, value)
        assert cache.get_all(["k3", "nobody's"]) == {"k3": values["k3"]}
    with Cache(file) as cache:
        assert cache.get_all([*values, "nobody's"]) == values
        assert cache.get_all([]) == {}


@pytest.mark.skipif(os.name == "nt", reason="rights are told otherwise there")
def test_what_is_kept_is_for_its_user_alone(file: Path) -> None:
    with Cache(file) as cache:
        cache.put("a", b"1")
        assert [path.stat().st_mode & 0o077 for path in (file.parent, *files(file))] == [0] * 4


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_what_was_put_survives_a_kill(file: Path) -> None:
    writer = _writer(file, "a", 100_000)
    assert writer.stdout is not None
    put = [int(writer.stdout.readline()) for _ in range(50)]
    writer.send_signal(signal.SIGKILL)
    writer.communicate(timeout=10)
    with Cache(file) as cache:
        assert len(cache.get_all([f"a-{n}" for n in put])) == 50


@pytest.mark.bad_input(48)
def test_two_runs_share_a_cache(file: Path) -> None:
    writers = [_writer(file, name, 150) for name in "ab"]
    for writer in writers:
        out, err = writer.communicate(timeout=60)
        assert out.splitlines()[-1] == "missing []", err
        assert err == ""
    keys = [f"{name}-{n}" for name in ("a", "b", "both") for n in range(150)]
    with Cache(file) as cache:
        assert sorted(cache.get_all(keys)) == sorted(keys)
    assert take_inventory(file).results == len(keys)


def test_a_file_that_is_held_for_too_long_costs_the_cache_and_not_the_run(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with mock.patch("sinorus_claims.work.cache_file.WAIT_SECONDS", 0.05):
        cache = Cache(file)
    with cache, closing(sqlite3.connect(file, isolation_level=None)) as other:
        for _ in range(2):
            other.execute("BEGIN EXCLUSIVE")
            cache.put("a", b"1")
            cache.put("b", b"2")
            other.execute("ROLLBACK")
            cache.put("c", b"3")
        assert cache.keeping
        assert cache.get_all(["a", "b", "c"]) == {"c": b"3"}
        assert _warnings(caplog) == []
        other.execute("BEGIN EXCLUSIVE")
        for name in "def":
            cache.put(name, b"4")
        assert not cache.keeping
        other.execute("ROLLBACK")
        assert cache.get_all(["d", "e", "f"]) == {}
    (warning,) = _warnings(caplog)
    assert "database is locked" in warning


@pytest.mark.bad_input(49)
@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda file: file.write_bytes(b"no database, but long enough to look like one " * 90),
         "damaged"),
        (lambda file: file.write_bytes(file.read_bytes()[:700]), "damaged"),
        (lambda file: _execute(file, "PRAGMA user_version = 99"), "newer"),
        (lambda file: _execute(file, "PRAGMA application_id = 7"), "foreign"),
        (lambda file: (file.unlink(), _execute(file, "CREATE TABLE mine (x)")), "foreign"),
    ],
    ids=["no database", "cut off", "newer", "another's", "another's tables"],
)  # fmt: skip
def test_a_file_that_is_no_good_is_put_aside(
    spoil: object, word: str, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for number in (1, 2):
        with Cache(file) as cache:
            cache.put("a", b"1")
        spoil(file)  # type: ignore[operator]
        spoilt = file.read_bytes()
        with Cache(file) as cache:
            assert cache.get_all(["a"]) == {}
            cache.put("a", b"2")
            assert cache.get_all(["a"]) == {"a": b"2"}
        aside = file.with_name(f"results.sqlite.{word}-{number}")
        assert aside in set_aside(file)
        assert aside.read_bytes() == spoilt
        assert aside.name in _warnings(caplog)[-1]
        assert str(file) in _warnings(caplog)[-1]
    assert len(_warnings(caplog)) == 2
    assert empty(file).results == 1
    assert set_aside(file) == []


def _execute(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as base:
        for statement in statements:
            base.execute(statement)


@pytest.mark.bad_input(49)
def test_damage_that_shows_while_the_cache_is_used(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    values = {f"k{n}": os.urandom(3000) for n in range(100)}
    with Cache(file) as cache:
        for key, value in values.items():
            cache.put(key, value)
    data = bytearray(file.read_bytes())
    data[4096 * 8 :] = b"\xa5" * len(data[4096 * 8 :])
    file.write_bytes(data)
    with Cache(file) as cache:
        found = cache.get_all(list(values))
        assert found == {}
        cache.put("k1", b"new")
        assert cache.get_all(["k1"]) == {"k1": b"new"}
    (warning,) = _warnings(caplog)
    assert "results.sqlite.damaged-1" in warning


def test_a_spoilt_result_counts_as_missing(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Cache(file) as cache:
        cache.put("a", b"1" * 100)
        cache.put("b", b"2" * 100)
    _execute(file, "UPDATE contents SET value = x'00' WHERE id = 1")
    with Cache(file) as cache:
        assert cache.get_all(["a", "b"]) == {"b": b"2" * 100}
        cache.put("a", b"again")
        assert cache.get_all(["a"]) == {"a": b"again"}
    assert _warnings(caplog) == []


@pytest.mark.bad_input(49)
@pytest.mark.skipif(os.name == "nt", reason="no limit on memory")
def test_a_result_that_inflates_to_gigabytes_costs_itself_alone(file: Path) -> None:
    """In a process that has not so much; the bound is lowered with it."""
    with Cache(file) as cache:
        cache.put("a", b"1" * 100)
        cache.put("b", b"2" * 100)
        cache.put("c", b"3" * 100)
    packer = zlib.compressobj(1)
    bomb = b"".join(packer.compress(bytes(10_000_000)) for _ in range(40)) + packer.flush()
    with closing(sqlite3.connect(file)) as base, base:
        base.execute("UPDATE contents SET value = ? WHERE id = 1", (bomb,))
        base.execute("UPDATE contents SET value = zeroblob(21000000) WHERE id = 2")
        base.execute("UPDATE results SET used = 'once', size = 'much', made = x'00'")
    told = (
        "import sys\nfrom pathlib import Path\nfrom resource import RLIMIT_AS, setrlimit\n"
        "from sinorus_claims.work import cache, packing\n"
        "cache.LARGEST = packing.LARGEST = 20_000_000\nsetrlimit(RLIMIT_AS, (400_000_000,) * 2)\n"
        "kept = cache.Cache(Path(sys.argv[1]))\nprint(kept.get_all(['a', 'b', 'c']))\n"
    )
    done = subprocess.run([sys.executable, "-c", told, str(file)], capture_output=True, text=True,
                          check=False, timeout=60)  # fmt: skip
    assert done.stdout == str({"c": b"3" * 100}) + "\n", done.stderr
    with Cache(file, max_mb=0.05) as cache:
        cache.put("a", b"again")
        assert cache.get_all(["a"]) == {"a": b"again"}
        cache.put("e", os.urandom(90_000))  # more than there is room for
    assert take_inventory(file).results < 3


def test_a_result_that_could_not_be_unpacked_is_not_kept(file: Path) -> None:
    with Cache(file) as cache, mock.patch("sinorus_claims.work.packing.LARGEST", 5_000):
        cache.put("a", b"1" * 4_000)
        cache.put("b", b"2" * 4_001)
        assert cache.get_all(["a", "b"]) == {"a": b"1" * 4_000}


def test_a_folder_that_cannot_be_written_costs_the_cache_and_not_the_run(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "taken").write_text("a file")
    assert open_cache(WorkSettings(cache_folder=str(tmp_path / "taken"))) is None
    (warning,) = _warnings(caplog)
    assert str(tmp_path / "taken") in warning
    assert "nothing is kept" in warning
    assert open_cache(WorkSettings(cache=False)) is None
    assert len(_warnings(caplog)) == 1


@pytest.mark.bad_input(47)
@pytest.mark.skipif(os.name == "nt", reason="no limit on the size of files")
def test_a_full_disk_costs_what_is_new_and_not_the_run(file: Path) -> None:
    limited = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
    noisy = WRITER.replace('b"x" * 2000', "__import__('os').urandom(2000)")
    done = subprocess.run(
        [sys.executable, "-c", limited + noisy, str(file), "a", "100"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (warning,) = done.stderr.splitlines()
    assert "from here on nothing is kept" in warning
    assert "'a-99'" in done.stdout.splitlines()[-1]
    with Cache(file) as cache:
        assert 5 < len(cache.get_all([f"a-{n}" for n in range(100)])) < 100


def test_beyond_the_bound_goes_what_was_used_longest_ago(file: Path) -> None:
    with Cache(file, max_mb=1) as cache:
        for number in range(100):
            cache.put(f"k{number}", os.urandom(5000))
        _execute(file, "UPDATE results SET used = used - 9000")
        assert len(cache.get_all(["k0", "k1"])) == 2  # which counts as a use
        for number in range(100, 200):
            cache.put(f"k{number}", os.urandom(5000))
        kept = set(cache.get_all([f"k{number}" for number in range(200)]))
    assert {"k0", "k1", "k199"} <= kept
    assert "k2" not in kept
    assert 120 < len(kept) < 200
    assert sum(path.stat().st_size for path in file.parent.glob("results.sqlite")) < 1_100_000


def test_the_settings_name_the_folder_before_the_environment_does(tmp_path: Path) -> None:
    with mock.patch.dict(os.environ, {"SINORUS_CLAIMS_CACHE": str(tmp_path / "e")}):
        assert cache_file(WorkSettings()) == tmp_path / "e" / "results.sqlite"
        named = WorkSettings(cache_folder=str(tmp_path / "s"))
        assert cache_file(named) == tmp_path / "s" / "results.sqlite"


def test_a_user_without_a_home_is_told_what_to_name() -> None:
    homeless = mock.patch(
        "sinorus_claims.work.cache.user_cache_path", side_effect=RuntimeError("no home")
    )
    with (
        homeless,
        mock.patch.dict(os.environ, {"SINORUS_CLAIMS_CACHE": ""}),
        pytest.raises(ConfigError, match=r"no home; name one in work\.cache_folder"),
    ):
        open_cache(WorkSettings())
    with homeless:
        assert open_cache(WorkSettings(cache=False)) is None

"""Outputs that survive: kills in mid-write, full disks, folders of others, readers that go away."""

import json
import os
import random
import signal
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sinorus_claims.reports.files import sweep_drafts

from ..command import call
from .conftest import TEXTS, write
from .forking import Server

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no fork, no such limits")

DRAFT = ".report.md.0a1b2c3d.tmp"
# One after the other, each of its own title, until somebody ends it.
WRITING = """
import itertools
from pathlib import Path
from sinorus_claims.config import ReportSettings
analysis = analysis_json.read(Path({data!r}))
for number in itertools.count(1):
    exporters.export(analysis, Path({out!r}), ReportSettings(
        title=f"round {{number}}", formats=["markdown", "json", "html"]))
"""
HOLDING = """
import time
from pathlib import Path
from sinorus_claims.reports.files import writing_into
with writing_into(Path({out!r})):
    Path({sign!r}).touch()
    while Path({sign!r}).exists():
        time.sleep(0.01)
sys.exit()
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """claims.json of two short articles."""
    folder = tmp_path_factory.mktemp("data")
    inputs = write(folder / "in", TEXTS)
    assert call("run", str(inputs), "--out", str(folder / "o"), "--format", "json").code == 0
    return folder / "o" / "claims.json"


def _names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.mark.bad_input(46)
def test_killed_in_mid_write_every_file_is_an_old_or_a_new_one(
    server: Server, data: Path, tmp_path: Path
) -> None:
    chance = random.Random(7)
    out = tmp_path / "out"
    whole = 0
    for _ in range(6):
        code = WRITING.format(data=str(data), out=str(out))
        child = server.start(before=code)
        child.until((out / "report.md").exists)
        time.sleep(chance.uniform(0, 0.1))
        os.kill(child.pid, signal.SIGKILL)
        assert child.finish() == -signal.SIGKILL
        for path in (p for p in out.iterdir() if not p.name.startswith(".")):
            text = path.read_text("utf-8")
            assert text.rstrip().endswith({".json": "}", ".html": "</html>"}.get(path.suffix, ""))
            whole += path.suffix != ".json" or bool(json.loads(text)["claims"])
    assert whole >= 6
    (out / "deep").mkdir()
    write(out / "deep", {DRAFT: "half", "theirs.tmp": "kept"})
    assert call("report", str(data), "--out", str(out), "--format", "markdown").code == 0
    assert [n for n in _names(out) if n.endswith((".tmp", ".lock"))] == ["deep/theirs.tmp"]


def test_what_a_living_run_is_writing_is_not_swept(server: Server, tmp_path: Path) -> None:
    out, sign = tmp_path / "out", tmp_path / "sign"
    child = server.start(before=HOLDING.format(out=str(out), sign=str(sign)))
    child.until(sign.exists)
    write(out, {DRAFT: "half"})
    sweep_drafts(out)
    assert (out / DRAFT).exists()
    os.kill(child.pid, signal.SIGKILL)
    child.finish()
    sweep_drafts(out)
    assert _names(out) == []


@pytest.mark.bad_input(48)
def test_the_second_run_on_a_folder_waits_for_the_first(
    server: Server, data: Path, tmp_path: Path
) -> None:
    out, sign = tmp_path / "out", tmp_path / "sign"
    told: list[str] = []

    def waiting(message: str, *arguments: object) -> None:
        told.append(message % arguments)
        sign.unlink()  # the first run may end

    report = ("report", str(data), "--out", str(out), "--format", "markdown")
    first = server.start(before=HOLDING.format(out=str(out), sign=str(sign)))
    first.until(sign.exists)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sinorus_claims.reports.files.SOON", 0.1)
        patch.setattr("sinorus_claims.reports.files._LOG.warning", waiting)
        result = call(*report)
    assert first.finish() == 0
    assert result.code == 0
    assert told == [f"{out}: another run is writing there; waiting for it"]
    assert _names(out) == ["report.md"]


@pytest.mark.bad_input(48)
def test_who_waits_in_vain_leaves_with_a_word(server: Server, data: Path, tmp_path: Path) -> None:
    out, sign = tmp_path / "out", tmp_path / "sign"
    report = ("report", str(data), "--out", str(out), "--format", "markdown")
    first = server.start(before=HOLDING.format(out=str(out), sign=str(sign)))
    first.until(sign.exists)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sinorus_claims.reports.files.SOON", 0.1)
        patch.setattr("sinorus_claims.reports.files.PATIENCE", 0.2)
        result = call(*report)
    os.kill(first.pid, signal.SIGKILL)
    first.finish()
    assert result.code == 5
    assert f"error: {out}: cannot be written: another run" in result.err
    assert "report.md" not in _names(out)
    assert call(*report).code == 0
    assert _names(out) == ["report.md"]


FORMATS = ("markdown", "html", "json", "jsonl", "csv", "sqlite", "parquet", "gexf", "label-studio",
           "web-annotation", "schema-org", "ris", "ftm", "obsidian")  # fmt: skip
FULL = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (600, -1))\n"
EACH = """
import shutil
from pathlib import Path
from sinorus_claims.config import ReportSettings
from sinorus_claims.errors import ClaimsError
analysis = analysis_json.read(Path({data!r}))
for name in {formats!r}:
    exporters.find(name)
{full}
told = []
for name in {formats!r}:
    try:
        exporters.export(analysis, Path({out!r}, name), ReportSettings(title="new", formats=[name]))
    except ClaimsError as error:
        told.append(f"{{name}} {{error}}")
resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))
print(*told, sep="\\n")
sys.exit()
"""


@pytest.mark.bad_input(47)
def test_a_full_disk_leaves_the_old_output_of_every_format(
    server: Server, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for format in FORMATS:
        target = str(out / format)
        assert call("report", str(data), "--out", target, "--format", format).code == 0
    before = {name: (out / name).read_bytes() for name in _names(out)}
    code = EACH.format(data=str(data), formats=FORMATS, full=FULL, out=str(out))
    child = server.start(before=code)
    assert child.finish() == 0, child.err.read_text()
    told = dict(line.split(" ", 1) for line in child.out.read_text().splitlines())
    assert told.keys() == set(FORMATS), child.out.read_text()
    for format, line in told.items():
        assert f"{out / format}{os.sep}" in line
        assert ": cannot be written: " in line
    after = {name: (out / name).read_bytes() for name in _names(out)}
    assert after.keys() == before.keys()
    changed = {name for name, text in after.items() if text != before[name]}
    assert all(len(after[name]) <= 600 for name in changed), changed


@pytest.mark.bad_input(47)
def test_a_full_disk_is_exit_5_and_one_line(server: Server, data: Path, tmp_path: Path) -> None:
    out = write(tmp_path / "out", {"report.md": "old\n"})
    child = server.start("report", str(data), "--out", str(out), before=FULL)
    assert child.finish() == 5
    assert child.err.read_text().replace("\n", "").endswith("choose another folder with --out")
    assert child.err.read_text().startswith(f"error: {out / 'report.md'}: cannot be written: File")
    assert [(p.name, p.read_text()) for p in out.iterdir()] == [("report.md", "old\n")]


@pytest.mark.bad_input(47)
def test_room_for_what_does_not_fit_into_memory_is_wanted_by_name(
    server: Server, folder: Path, tmp_path: Path
) -> None:
    settings = write(tmp_path, {"c.yaml": "work: {held_claims: 1}\n"}) / "c.yaml"
    run = ("run", str(folder), "--config", str(settings), "--out", str(tmp_path / "out"))
    child = server.start(*run, "--no-cache", before=FULL)
    assert child.finish() == 5, child.err.read_text()
    assert ": cannot be written: File too large" in child.err.read_text()
    assert "Traceback" not in child.err.read_text()
    assert not (tmp_path / "out").exists()


@pytest.mark.bad_input(47)
def test_a_folder_that_may_not_be_written_to(server: Server, data: Path) -> None:
    """A privileged user may write everywhere: then the child gives its privileges up."""
    nobody = "if os.getuid() == 0: os.setuid(65534)\n"
    with TemporaryDirectory(prefix="sinorus-claims-test-") as name:
        top = Path(name)
        out = write(top / "out", {"report.md": "old\n"})
        source = write(top, {"claims.json": data.read_text("utf-8")}) / "claims.json"
        for path, mode in ((top, 0o755), (source, 0o644), (out, 0o555)):
            path.chmod(mode)
        for target in (out, out / "below"):
            child = server.start("report", str(source), "--out", str(target), before=nobody)
            assert child.finish() == 5, child.err.read_text()
            line = f"error: {target}: cannot be written: {out} may not be written to"
            assert child.err.read_text().startswith(line)
        assert [(p.name, p.read_text()) for p in out.iterdir()] == [("report.md", "old\n")]
        out.chmod(0o755)


GONE = "r, w = os.pipe()\nos.close(r)\nos.dup2(w, 1)\n"
DEVICE = "os.dup2(os.open('/dev/full', os.O_WRONLY), 1)\n"


def _printing(data: Path, folder: Path) -> list[tuple[str, ...]]:
    group = json.loads(data.read_text())["groups"][0]["id"]
    return [
        ("schema",), ("extract", str(folder)), ("show", group, str(data)),
        ("articles", str(folder)), ("config", "show"), ("--help",),
    ]  # fmt: skip


@pytest.mark.bad_input(50)
def test_a_reader_that_went_away_is_no_fault(server: Server, data: Path, folder: Path) -> None:
    for command in _printing(data, folder):
        child = server.start(*command, before=GONE)
        assert child.finish() == 1, command
        assert child.err.read_text() == "", command


@pytest.mark.bad_input(47)
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device")  # noqa: PTH110
def test_a_stream_that_is_full_is_one_line(server: Server, data: Path, folder: Path) -> None:
    line = "error: standard output: cannot be written: No space left on device\n"
    for command in _printing(data, folder)[:3]:
        child = server.start(*command, before=DEVICE)
        assert (child.finish(), child.err.read_text()) == (5, line), command


def test_streams_that_were_closed_before_the_start(server: Server) -> None:
    closed = "sys.stdout = sys.stderr = None\n"
    for command, code in ((("schema",), 0), (("nonsense",), 2)):
        child = server.start(*command, before=closed)
        assert (child.finish(), child.err.read_text()) == (code, ""), command

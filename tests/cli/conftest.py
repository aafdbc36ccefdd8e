"""Small folders that are read in no time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .forking import Server

FILL = (
    "The lock was built ninety years ago and has been repaired more often than anybody counts. "
    "Boats wait below the gates in summer, and in winter nobody passes for weeks on end. "
)
MORE = (
    "Old maps show three mills along the cut, two of them with wheels larger than the gates. "
    "What is left of them stands behind nettles, and herons use the walls for their nests. "
)
TEXTS = {
    "fen-gazette_2026-03-02.txt": (
        "Lock keepers want new gates\n\nMira Tolland said that the lock would close in April. "
        "The council said that 12 boats were waiting below the gates.\n\n" + FILL
    ),
    "lowmoor-star_2026-03-02.txt": (
        "Council promises to keep the lock open\n\nJonas Pell denied that the lock would close in "
        "April. The council said that 19 boats were waiting below the gates.\n\n" + FILL
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two short articles of two outlets, as files in `in/`."""
    return write(tmp_path / "in", TEXTS)


def write(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Starts commands that can be killed; POSIX alone."""
    started = Server(tmp_path_factory.mktemp("children"))
    yield started
    started.close()

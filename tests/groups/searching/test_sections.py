"""Sections of columns in files."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinorus_claims.errors import ClaimsError
from sinorus_claims.groups.searching.sections import read_section, write_sections

COUNT = 4


@given(st.lists(st.lists(st.tuples(st.integers(0, COUNT - 1), st.integers(0, 9)))))
def test_a_section_has_its_entries_of_all_files_in_order(
    tmp_path_factory: pytest.TempPathFactory, entries: list[list[tuple[int, int]]]
) -> None:
    folder = tmp_path_factory.mktemp("sections")
    files = [folder / f"pairs-{n}" for n in range(len(entries))]
    for file, found in zip(files, entries, strict=True):
        homes = np.array([home for home, _ in found], np.int64)
        values = np.array([value for _, value in found], np.int64)
        write_sections(file, homes, COUNT, [values, values.astype(np.uint8) + 1])
    for section in range(COUNT):
        wanted = [value for found in entries for home, value in found if home == section]
        values, more = read_section(files, section, ("i8", "u1"))
        assert values.tolist() == wanted
        assert more.tolist() == [value + 1 for value in wanted]
    assert sorted(folder.iterdir()) == sorted(files)


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")  # Windows has none
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(ClaimsError, match="or TMPDIR to a folder"):
            write_sections(tmp_path / "pairs-0", np.zeros(2000, np.int64), 1, [np.zeros(2000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert not list(tmp_path.iterdir())

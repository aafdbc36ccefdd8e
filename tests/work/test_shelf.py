"""Values that lie on disk, and lines of them."""

from pathlib import Path

import pytest

from sinorus_claims.work.shelf import Shelf


@pytest.mark.parametrize("held", [0, 2, 9])
def test_values_that_come_as_lines_are_as_those_that_come_as_values(
    held: int, tmp_path: Path
) -> None:
    shelf: Shelf[dict[str, int]] = Shelf(dict[str, int], held=held, folder=tmp_path)
    shelf.put({"a": 0})
    shelf.extend_lines([b'{"a":1}', b'{"a":2}'])
    shelf.put({"a": 3})
    assert shelf.on_disk == (held < 4)
    assert list(shelf) == [{"a": n} for n in range(4)]
    assert shelf[2] == {"a": 2}
    assert shelf.line(2) == b'{"a":2}\n'

"""Which files of a folder are read."""

from sinorus_claims.articles.load import read_articles
from sinorus_claims.config import ArticleSettings
from sinorus_claims.model import Skipped

from ..reading import page, read


def test_a_saved_pages_folder_on_disk_is_one_line(tmp_path, paragraphs):
    (tmp_path / "pier.html").write_text(page(paragraphs), "utf-8")
    (tmp_path / "pier_files").mkdir()
    for n in range(3):
        (tmp_path / "pier_files" / f"{n}.js").write_text("x = 1")
    (tmp_path / "pier_files" / "frame.html").write_text(page(paragraphs[::-1], "Frame"), "utf-8")
    (tmp_path / "quay_files").mkdir()
    (tmp_path / "quay_files" / "own.txt").write_text("\n\n".join(paragraphs[::-1]), "utf-8")
    for asked in (tmp_path, tmp_path / "**" / "*.*"):
        articles, skipped = read(asked)
        assert [a.path.rpartition("/")[2] for a in articles] == ["pier.html", "own.txt"]
        assert skipped == [("page_assets", "4 files that pier.html loads")]
    # Who names the folder itself wants what is in it.
    assert [a.title for a in read(tmp_path / "pier_files")[0]] == ["Frame"]


def test_what_the_system_leaves_in_folders_has_its_line(tmp_path, paragraphs):
    (tmp_path / "a.txt").write_text("\n\n".join(paragraphs), "utf-8")
    (tmp_path / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    found = list(read_articles([str(tmp_path)], ArticleSettings()))
    assert [s.reason for s in found if isinstance(s, Skipped)] == ["system_file"]
    assert len(found) == 2

"""Files in archives: each is read or named, each byte is counted, nothing touches the disk."""

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
import zlib

import pytest

from sinorus_claims.articles.containers import container
from sinorus_claims.config import ArticleSettings

from ..reading import inner, page, read, written

SMALL = ArticleSettings(max_file_mb=0.2)


def zipped(files, method=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def tarred(files, mode="w"):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            raw = content.encode() if isinstance(content, str) else content
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return data.getvalue()


def texts(paragraphs, count=3):
    return ["\n\n".join(paragraphs[n:] + paragraphs[:n]) for n in range(count)]


def noise(size, seed=7):
    return random.Random(seed).randbytes(size)


METHODS = {"stored": 0, "deflated": 8, "bzip2": 12, "lzma": 14}


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_a_zip_is_read_whatever_its_method(tmp_path, paragraphs, method):
    files = {f"{n}.txt": text for n, text in enumerate(texts(paragraphs))}
    articles, skipped = written(tmp_path, "a.zip", zipped(files, method))
    assert [(inner(a), a.text) for a in articles] == list(files.items())
    assert skipped == []


def test_the_order_of_a_zip_does_not_matter(tmp_path, paragraphs):
    files = {f"{n}.txt": text for n, text in enumerate(texts(paragraphs))}
    data = [zipped(files), zipped(dict(reversed(files.items())))]
    first, second = (written(tmp_path, "a.zip", d) for d in data)
    assert first == second
    assert [inner(a) for a in first[0]] == sorted(files)


TARS = {"tar": "w", "tar.gz": "w:gz", "tgz": "w:gz", "tar.bz2": "w:bz2", "tar.xz": "w:xz"}


@pytest.mark.parametrize(("suffix", "mode"), TARS.items(), ids=TARS)
def test_a_tar_is_read_as_it_is_and_compressed(tmp_path, paragraphs, suffix, mode):
    files = {f"in/{n}.txt": text for n, text in enumerate(texts(paragraphs))}
    articles, skipped = written(tmp_path, f"a.{suffix}", tarred(files, mode))
    assert [(inner(a), a.text) for a in articles] == list(files.items())
    assert skipped == []


def compressors():
    yield "gz", gzip.compress
    yield "bz2", bz2.compress
    yield "xz", lzma.compress
    zstandard = pytest.importorskip("zstandard", reason="extra `archives`")
    yield "zst", zstandard.compress
    brotli = pytest.importorskip("brotli", reason="extra `archives`")
    yield "br", brotli.compress


@pytest.mark.bad_input(2)
def test_a_compressed_file_is_the_file_in_it(tmp_path, body):
    for suffix, compress in compressors():
        for name in (f"pier.txt.{suffix}", *([] if suffix == "br" else ["pier.text"])):
            articles, skipped = written(tmp_path, name, compress(body.encode()))
            assert ([a.text for a in articles], skipped) == ([body], [])
            assert inner(articles[0]) == name.removesuffix(f".{suffix}")


@pytest.mark.bad_input(2)
def test_what_inflates_without_end_is_refused(tmp_path):
    blanks = b" " * 3_000_000
    for suffix, compress in compressors():
        _, skipped = written(tmp_path, f"a.{suffix}", compress(blanks))
        assert [reason for reason, _ in skipped] == ["decompression_limit"], suffix


def test_the_size_of_the_settings_holds_for_what_is_inflated(tmp_path):
    for suffix, compress in compressors():
        data = compress(noise(220_000))
        _, skipped = written(tmp_path, f"a.{suffix}", data, SMALL)
        assert [reason for reason, _ in skipped] == ["decompression_limit"], suffix
        assert "articles.max_file_mb" in skipped[0][1]


@pytest.mark.bad_input(3)
@pytest.mark.parametrize("method", [8, 12, 14], ids=["deflated", "bzip2", "lzma"])
def test_a_bomb_in_a_zip_costs_its_own_line(tmp_path, body, method):
    data = bytearray(zipped({"bomb.txt": b"a" * 5_000_000, "pier.txt": body}, method))
    # A header that lies about the size must not help.
    data = data.replace((5_000_000).to_bytes(4, "little"), (5_000).to_bytes(4, "little"))
    articles, skipped = written(tmp_path, "a.zip", bytes(data))
    assert [a.text for a in articles] == [body]
    assert len(skipped) == 1
    assert skipped[0][0] in {"decompression_limit", "bad_archive"}
    assert skipped[0][1].startswith("bomb.txt")


def test_files_that_share_their_bytes_are_a_bomb_too(tmp_path):
    # Each file alone is within its bounds, all together are 200 times the archive.
    shared = zlib.compress(b"word " * 38_000, wbits=-15)
    data = zipped({f"{n:02}.txt": b"word " * 38_000 for n in range(40)})
    assert len(shared) * 40 <= len(data)
    _, skipped = written(tmp_path, "a.zip", data, SMALL)
    codes = [reason for reason, _ in skipped]
    assert codes.count("decompression_limit") >= 20


@pytest.mark.bad_input(4)
def test_zips_are_read_to_depth_two(tmp_path, body):
    once = zipped({"c.txt": body})
    twice = zipped({"b.zip": once})
    articles, skipped = written(tmp_path, "a.zip", twice)
    assert [inner(a) for a in articles] == ["b.zip!c.txt"]
    articles, skipped = written(tmp_path, "z.zip", zipped({"a.zip": twice}))
    assert (articles, [reason for reason, _ in skipped]) == ([], ["too_deep"])


@pytest.mark.bad_input(5)
@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
def test_names_that_lead_out_of_the_archive_are_only_names(tmp_path, paragraphs, pack):
    names = ["../../out.txt", "/srv/out.txt", "..\\out.txt"]
    (tmp_path / "in").mkdir()
    files = dict(zip(names, texts(paragraphs), strict=True))
    articles, _ = written(tmp_path / "in", "a.bin", pack(files))
    assert sorted(inner(a) for a in articles) == sorted(n.replace("\\", "/") for n in names)
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "a.bin"]


@pytest.mark.bad_input(6)
def test_an_encrypted_member_is_named(tmp_path, paragraphs):
    first, second, _ = texts(paragraphs)
    data = bytearray(zipped({"locked.txt": first, "open.txt": second}, 0))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + flags] |= 1
    articles, skipped = written(tmp_path, "a.zip", bytes(data))
    assert [inner(a) for a in articles] == ["open.txt"]
    assert [(r, d.partition(":")[0]) for r, d in skipped] == [("encrypted", "locked.txt")]


def test_damaged_and_unknown_members_are_named(tmp_path, paragraphs):
    first, second, third = texts(paragraphs)
    data = zipped({"a.txt": first, "b.txt": second, "c.txt": third}, 0)
    data = bytearray(data.replace(first.encode()[:20], b"x" * 20, 1))
    at = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 1)
    data[at + 10] = 9  # deflate64, which Python cannot read
    articles, skipped = written(tmp_path, "a.zip", bytes(data))
    assert [inner(a) for a in articles] == ["c.txt"]
    assert [reason for reason, _ in skipped] == ["bad_archive", "unsupported"]


CUT = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zip": None}


@pytest.mark.parametrize("suffix", CUT)
def test_a_cut_off_archive_is_named(tmp_path, body, suffix):
    pack = CUT[suffix] or (lambda data: zipped({"a.txt": data}))
    data = pack(body.encode())
    _, skipped = written(tmp_path, f"a.{suffix}", data[: len(data) // 2])
    assert [reason for reason, _ in skipped] == ["bad_archive"]


def test_a_cut_off_tar_gives_what_came_before(tmp_path, paragraphs):
    files = {f"in/{n}.txt": text for n, text in enumerate(texts(paragraphs))}
    articles, skipped = written(tmp_path, "a.tar", tarred(files)[:4000])
    assert [inner(a) for a in articles] == ["in/0.txt", "in/1.txt"]
    assert [reason for reason, _ in skipped] == ["bad_archive"]


def test_what_systems_and_pages_leave_costs_one_line(tmp_path, paragraphs):
    first, second, _ = texts(paragraphs)
    files = {
        "__MACOSX/._pier.txt": noise(200), ".DS_Store": noise(200), "sub/": "",
        "pier.html": page(paragraphs), "pier_files/a.css": "p {}", "pier_files/b.js": "x",
        "pier_files/frame.html": page(paragraphs[::-1], "A frame"), "photo.jpg": noise(99),
        "quay_files/own.txt": second, ".hidden/x.txt": second, "README.txt": first * 2,
    }  # fmt: skip
    for name, data in (("a.zip", zipped(files)), ("b.tar.gz", tarred(files, "w:gz"))):
        articles, skipped = written(tmp_path, name, data)
        assert [inner(a) for a in articles if not inner(a).startswith("sub")] == [
            "pier.html", "quay_files/own.txt",
        ]  # fmt: skip
        assert [reason for reason, _ in skipped if reason != "empty"] == ["passed_over"]
        assert "1 of saved pages" in skipped[-1][1]
        assert "1 about the folder" in skipped[-1][1]


def test_a_folder_with_a_dot_in_an_archive_names_the_outlet(tmp_path, body):
    articles, _ = written(tmp_path, "a.zip", zipped({"lunmarkpost.example/pier.txt": body}))
    assert articles[0].outlet == "lunmarkpost.example"
    assert articles[0].origins["outlet"] == "folder (guessed)"


def test_utf8_names_without_their_flag_are_understood(tmp_path, body):
    name = "Bø_files.txt"
    data = zipped({name: body}).replace(name.encode(), name.encode())
    raw = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        raw[raw.find(mark) + flags] &= 0xF7
    articles, _ = written(tmp_path, "a.zip", bytes(raw))
    assert inner(articles[0]) == name


def test_too_many_files_are_counted_not_read(tmp_path, paragraphs, monkeypatch):
    monkeypatch.setattr(container, "MAX_ENTRIES", 2)
    monkeypatch.setattr("sinorus_claims.articles.containers.archives.MAX_ENTRIES", 2)
    files = {f"{n}.txt": text for n, text in enumerate(texts(paragraphs, 4))}
    for name, data in (("a.zip", zipped(files)), ("a.tar", tarred(files))):
        articles, skipped = written(tmp_path, name, data)
        assert len(articles) == 2
        assert skipped == [("too_many_entries", "2 further files; 2 of a container are read")]


def test_links_and_huge_headers_in_a_tar(tmp_path):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert written(tmp_path, "a.tar", data.getvalue())[1][0][0] == "not_regular"
    header = tarfile.TarInfo("long")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 2_000_000
    bomb = header.tobuf(tarfile.GNU_FORMAT) + b"a" * 2_000_384 + b"\0" * 1024
    assert written(tmp_path, "b.tar", bomb)[1][0][0] == "bad_archive"


def test_a_page_that_is_a_zip_is_read_from_the_zip(tmp_path, paragraphs):
    # As SingleFile writes them: a page that unpacks itself, the zip behind its head.
    inside = zipped({"index.html": page(paragraphs), "manifest.json": "{}", "style.css": "p {}"})
    shell = b"<!DOCTYPE html><html><head><title>x</title></head><body><script>/*"
    articles, skipped = written(tmp_path, "a.html", shell + inside)
    assert [(inner(a), a.title) for a in articles] == [("index.html", "Pier closed in Lunmark")]
    assert skipped == [("passed_over", "2 that are no articles: 2 of the page")]


@pytest.mark.bad_input(36)
@pytest.mark.parametrize("name", ["a.tar", "a.txt", "a.docx", "a.pdf", "a"])
def test_content_decides_not_the_suffix(tmp_path, body, name):
    packed = {"zip": zipped({"pier.txt": body}), "tar": tarred({"pier.txt": body})}
    packed |= {"gz": gzip.compress(body.encode()), "tgz": tarred({"pier.txt": body}, "w:gz")}
    packed["mbox"] = b"From x Mon May  4 10:00:00 2026\nFrom: a@b.example\nSubject: Pier\n"
    packed["mbox"] += (
        b"Message-ID: <1>\nContent-Type: text/plain; charset=utf-8\n\n" + body.encode()
    )
    for kind, data in packed.items():
        articles, skipped = written(tmp_path, name, data)
        assert ([a.text for a in articles], skipped) == ([body], []), kind


def test_streams_that_follow_one_another_and_padding(tmp_path, paragraphs):
    first, second = "\n\n".join(paragraphs[:2]), "\n\n".join(paragraphs[2:])
    for suffix, compress in (("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)):
        data = compress(first.encode() + b"\n\n") + compress(second.encode()) + b"\0" * 512
        articles, skipped = written(tmp_path, f"a.txt.{suffix}", data)
        assert ([a.text for a in articles], skipped) == (["\n\n".join(paragraphs)], [])


def test_the_table_of_contents_is_bounded(tmp_path, body):
    data = bytearray(zipped({"a.txt": body}))
    end = data.rfind(b"PK\x05\x06")
    data[end + 12 : end + 16] = (50_000_000).to_bytes(4, "little")
    path = tmp_path / "a.zip"
    with path.open("wb") as file:
        file.truncate(60_000_000)
        file.seek(0)
        file.write(data[:end])
        file.seek(60_000_000)
        file.write(data[end:])
    assert read(path)[1][0][0] == "too_many_entries"

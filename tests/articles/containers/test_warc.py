"""Web archives, written by warcio as crawlers write them, and damaged by hand."""

import gzip
import io
import zlib

import pytest

from sinorus_claims.config import ArticleSettings

from ..reading import inner, page, written
from .test_archives import zipped

warcio = pytest.importorskip("warcio")
from warcio.statusandheaders import StatusAndHeaders  # noqa: E402
from warcio.warcwriter import WARCWriter  # noqa: E402

SITE = "https://lunmarkpost.example"


class Crawl:
    """A WARC file in the making."""

    def __init__(self, *, packed=True, version="1.0"):
        self.file = io.BytesIO()
        self.writer = WARCWriter(self.file, gzip=packed, warc_version=version)
        self.write("warcinfo", None, b"software: tests\r\n")

    def write(self, kind, url, payload, headers=None):
        record = self.writer.create_warc_record(
            url, kind, payload=io.BytesIO(payload), http_headers=headers
        )
        self.writer.write_record(record)

    def response(self, path, payload, *fields, status="200 OK", media="text/html"):
        headers = StatusAndHeaders(status, [("Content-Type", media), *fields], protocol="HTTP/1.1")
        self.write("response", SITE + path, payload, headers)
        return self

    @property
    def data(self):
        return self.file.getvalue()


def chunked(payload, size=700):
    parts = [payload[n : n + size] for n in range(0, len(payload), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


FORMS = {"plain": (False, "1.0"), "a stream a record": (True, "1.1")}


@pytest.mark.parametrize(("packed", "version"), FORMS.values(), ids=FORMS)
def test_pages_are_read_and_the_rest_is_counted(tmp_path, paragraphs, packed, version):
    html = page(paragraphs).encode()
    crawl = Crawl(packed=packed, version=version)
    crawl.write("request", SITE + "/pier", b"GET /pier HTTP/1.1\r\n\r\n")
    crawl.response("/pier", html)
    crawl.response("/gone", html, status="404 Not Found")
    crawl.response("/old", b"", ("Location", "/pier"), status="301 Moved")
    crawl.response("/a.png", b"\x89PNG", media="image/png")
    crawl.response("/a.css", b"p {}", media="text/css")
    crawl.response("/robots.txt", b"User-agent: *\n" * 99, media="text/plain")
    crawl.write("revisit", SITE + "/pier", b"")
    (found,), skipped = written(tmp_path, "a.warc.gz", crawl.data)
    assert found.text == "\n\n".join(paragraphs)
    assert (found.url, found.outlet) == (f"{SITE}/pier", "lunmarkpost.example")
    assert inner(found) == f"{SITE}/pier"
    assert len(skipped) == 1
    assert skipped[0][0] == "passed_over"
    assert skipped[0][1].startswith("8 that are no articles: ")
    for part in ("1 request", "1 revisit", "1 status 404", "1 status 301", "1 image"):
        assert part in skipped[0][1]


def deflated(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


CODINGS = {
    "gzip": ("gzip", gzip.compress), "deflate": ("deflate", zlib.compress),
    "bare deflate": ("deflate", deflated), "only said to be gzip": ("gzip", bytes),
    "only said to be brotli": ("br", bytes), "twice": ("gzip, gzip", lambda d: gzip.compress(
        gzip.compress(d))),
}  # fmt: skip


@pytest.mark.parametrize(("coding", "pack"), CODINGS.values(), ids=CODINGS)
@pytest.mark.parametrize("chunks", [True, False], ids=["chunked", "whole"])
def test_codings_of_the_body_are_undone(tmp_path, paragraphs, coding, pack, chunks):
    payload = pack(page(paragraphs).encode())
    fields = [("Content-Encoding", coding)]
    if chunks:
        payload, fields = chunked(payload), [*fields, ("Transfer-Encoding", "chunked")]
    (found,), _ = written(tmp_path, "a.warc", Crawl().response("/a", payload, *fields).data)
    assert found.text == "\n\n".join(paragraphs)


def test_brotli_and_zstd_bodies(tmp_path, paragraphs):
    brotli = pytest.importorskip("brotli", reason="extra `archives`")
    zstandard = pytest.importorskip("zstandard", reason="extra `archives`")
    for coding, pack in (("br", brotli.compress), ("zstd", zstandard.compress)):
        payload = pack(page(paragraphs).encode())
        crawl = Crawl().response("/a", payload, ("Content-Encoding", coding))
        assert len(written(tmp_path, "a.warc", crawl.data)[0]) == 1


def test_what_is_said_to_be_chunked_and_is_not_is_taken_as_it_is(tmp_path, paragraphs):
    fields = ("Transfer-Encoding", "chunked")
    crawl = Crawl().response("/a", page(paragraphs).encode(), fields)
    (found,), _ = written(tmp_path, "a.warc", crawl.data)
    assert found.text == "\n\n".join(paragraphs)


def test_the_servers_character_set_counts(tmp_path, paragraphs):
    html = page([p.replace("said", "said “now” —") for p in paragraphs])
    crawl = Crawl().response("/a", html.encode("cp1251"), media="text/html; charset=windows-1251")
    (found,), _ = written(tmp_path, "a.warc", crawl.data)
    assert "said “now” —" in found.text


def test_a_body_that_inflates_without_end_costs_its_own_line(tmp_path, paragraphs):
    bomb = gzip.compress(b" " * 3_000_000)
    crawl = Crawl().response("/bomb", bomb, ("Content-Encoding", "gzip"))
    crawl.response("/a", page(paragraphs).encode())
    articles, skipped = written(tmp_path, "a.warc", crawl.data)
    assert len(articles) == 1
    assert skipped[0][0] == "decompression_limit"
    assert skipped[0][1].startswith(f"{SITE}/bomb")


def test_a_record_over_the_limit_is_named(tmp_path, paragraphs):
    noise = bytes(range(256)) * 500
    crawl = Crawl(packed=False).response("/big", noise).response("/a", page(paragraphs).encode())
    articles, skipped = written(tmp_path, "a.warc", crawl.data, ArticleSettings(max_file_mb=0.1))
    assert (len(articles), skipped[0][0]) == (1, "too_large")


def test_texts_that_crawls_publish_and_pages_without_http(tmp_path, paragraphs, body):
    crawl = Crawl()
    for kind, media, payload in (
        ("conversion", "text/plain", body), ("resource", "text/html", page(paragraphs, "Other")),
        ("resource", "application/json", "{}"),
    ):  # fmt: skip
        record = crawl.writer.create_warc_record(
            f"{SITE}/{kind}", kind, payload=io.BytesIO(payload.encode()), warc_content_type=media
        )
        crawl.writer.write_record(record)
    articles, skipped = written(tmp_path, "a.wet.gz", crawl.data)
    assert [inner(a) for a in articles] == [f"{SITE}/conversion", f"{SITE}/resource"]
    assert skipped == [("passed_over", "2 that are no articles: 1 resource, 1 warcinfo")]


def test_a_cut_off_file_gives_what_came_before(tmp_path, paragraphs):
    html = [page(paragraphs[n:] + paragraphs[:n], f"Pier, part {n}").encode() for n in range(2)]
    crawl = Crawl(packed=False).response("/0", html[0]).response("/1", html[1])
    articles, skipped = written(tmp_path, "a.warc", crawl.data[:-300])
    assert articles[0].title == "Pier, part 0"
    assert "cut_off" in [reason for reason, _ in skipped]
    packed = Crawl().response("/0", html[0]).response("/1", html[1]).data
    articles, skipped = written(tmp_path, "a.warc.gz", packed[:-300])
    assert [a.title for a in articles] == ["Pier, part 0"]
    assert "bad_archive" in [reason for reason, _ in skipped]


def test_damage_inside_is_named(tmp_path, paragraphs):
    crawl = Crawl(packed=False).response("/a", page(paragraphs).encode())
    for damage in (b"no record at all\r\n", b"WARC/1.0\r\nWARC-Type: response\r\n\r\n"):
        articles, skipped = written(tmp_path, "a.warc", crawl.data + damage)
        assert len(articles) == 1
        assert "bad_archive" in [reason for reason, _ in skipped]


def test_a_wacz_package(tmp_path, paragraphs):
    crawl = Crawl().response("/pier", page(paragraphs).encode())
    package = zipped(
        {"archive/data.warc.gz": crawl.data, "datapackage.json": "{}", "pages/pages.jsonl": "{}"}, 0
    )
    (found,), skipped = written(tmp_path, "a.wacz", package)
    assert found.url == f"{SITE}/pier"
    assert [reason for reason, _ in skipped] == ["passed_over"]

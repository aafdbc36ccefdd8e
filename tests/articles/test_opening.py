"""Every input gives at least one line; a wrong setting ends the run with the choices."""

import io

import pytest

from sinorus_claims.articles.load import read_articles
from sinorus_claims.config import ArticleSettings
from sinorus_claims.errors import ConfigError
from sinorus_claims.model import Article


def test_an_unknown_reader_names_the_choices(tmp_path, body):
    path = tmp_path / "a.xyz"
    path.write_text(body, "utf-8")
    for wrong in ("nonesuch", "no.such.module:read", "json:no_such_function"):
        with pytest.raises(ConfigError, match=r"articles.readers: .*markdown.*module:name"):
            list(read_articles([str(path)], ArticleSettings(readers={".xyz": wrong})))


def test_stdin_is_read_as_what_it_is(body):
    page = "<html><body>" + "".join(f"<p>{p}</p>" for p in body.split("\n\n")) + "</body></html>"
    (plain,) = read_articles(["-"], ArticleSettings(), stdin=io.BytesIO(body.encode()))
    (html,) = read_articles(["-"], ArticleSettings(), stdin=io.BytesIO(page.encode()))
    assert isinstance(plain, Article)
    assert isinstance(html, Article)
    assert plain.text == html.text == body


def test_every_block_of_the_text_has_its_range(tmp_path, body):
    path = tmp_path / "a.txt"
    path.write_text(body, "utf-8")
    (item,) = read_articles([str(path)], ArticleSettings())
    assert isinstance(item, Article)
    shown = [item.text[b.span.start : b.span.end] for b in item.blocks]
    assert shown == body.split("\n\n")
    assert {b.kind for b in item.blocks} == {"paragraph"}

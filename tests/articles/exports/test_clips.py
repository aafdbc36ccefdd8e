"""A file of clippings is split; an article with rules between its sections is not."""

import pytest

from sinorus_claims.articles.load import read_articles
from sinorus_claims.config import ArticleSettings
from sinorus_claims.model import Article


def clip(title, day, paragraphs):
    return "\n\n".join((title, day, *paragraphs))


def read(tmp_path, text, name="a.txt"):
    (tmp_path / name).write_text(text, "utf-8")
    return list(read_articles([str(tmp_path)], ArticleSettings()))


@pytest.mark.parametrize("rule", ["-----", "=" * 40, "* * *".replace(" ", "")])
def test_each_clipping_is_an_article_with_its_own_date(tmp_path, paragraphs, rule):
    first = clip("Pier closed after inspection by divers", "4 May 2026", paragraphs[:2])
    second = clip("Ferry company waits for a letter", "5 May 2026", paragraphs[2:])
    source = f"{first}\n\n{rule}\n\n{second}\n"
    found = read(tmp_path, source)
    assert [(f.path[-2:], f.published) for f in found] == [
        ("#1", "2026-05-04"), ("#2", "2026-05-05"),
    ]  # fmt: skip
    assert [f.title for f in found] == [first.split("\n")[0], second.split("\n")[0]]
    for article in found:
        assert isinstance(article, Article)
        for segment in article.segments:
            there = source[segment.source.start : segment.source.end]
            assert article.text[segment.text.start : segment.text.end] == there
    assert found[1].segments[0].line == source[: source.index(paragraphs[2])].count("\n") + 1


def test_rules_between_sections_part_nothing(tmp_path, paragraphs):
    text = clip("Pier closed after inspection by divers", "4 May 2026", paragraphs[:2])
    (found,) = read(tmp_path, f"{text}\n\n-----\n\n{paragraphs[2]}\n\n{paragraphs[3]}")
    assert isinstance(found, Article)
    assert paragraphs[3] in found.text


def test_front_matter_is_no_clipping(tmp_path, body):
    text = f"---\ntitle: A pier\ndate: 2026-05-04\nurl: https://post.example/1\n---\n\n{body}"
    (found,) = read(tmp_path, text, "a.md")
    assert found.title == "A pier"

"""What the tests of this folder ask about the articles of an export."""

from sinorus_claims.articles.exports.bundles import split_text
from sinorus_claims.articles.mapping import assemble
from sinorus_claims.articles.raw import BadRecord, RawArticle

from ..conftest import PARAGRAPHS

BODY = "\n\n".join(PARAGRAPHS)
WORDS = len(BODY.split())


def text_of(found: RawArticle | BadRecord) -> str:
    assert isinstance(found, RawArticle), found
    return assemble(found.source, found.pieces)[0]


def known(found: RawArticle | BadRecord) -> dict[str, str]:
    assert isinstance(found, RawArticle), found
    return {name: f.value for name, f in found.metadata.items()}


def rules(found: RawArticle | BadRecord) -> set[str | None]:
    assert isinstance(found, RawArticle), found
    return {v.rule for v in found.verdicts}


def split(source: str) -> list[RawArticle | BadRecord]:
    found = split_text(source)
    assert found is not None
    return found

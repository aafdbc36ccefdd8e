"""Documents that the tests of this folder make, and how they look at what was read."""

import io
import zipfile

from sinorus_claims.articles.mapping import assemble
from sinorus_claims.articles.raw import RawArticle
from sinorus_claims.config import ArticleSettings

from ..conftest import PARAGRAPHS

SETTINGS = ArticleSettings()
BODY = "\n\n".join(PARAGRAPHS)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def only(found: list[object]) -> RawArticle:
    (one,) = found
    assert isinstance(one, RawArticle), one
    return one


def text_of(found: RawArticle) -> str:
    return assemble(found.source, found.pieces)[0]


def dropped(found: RawArticle) -> dict[str, str]:
    return {v.text: v.rule for v in found.verdicts if v.rule}


# --- DOCX ---------------------------------------------------------------------------------------


def saved(document: object) -> bytes:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def packed(body: str, **parts: bytes) -> bytes:
    file = io.BytesIO()
    xml = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", parts.get("document", xml.encode()))
        for name, data in parts.items():
            if name != "document":
                archive.writestr(f"word/{name}.xml", data)
    return file.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"

"""Articles -> claims, by any engine."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from platform import python_version

from pydantic import TypeAdapter

from ..claims.extract import extract_all
from ..claims.language import digest, load_language
from ..config import ClaimSettings
from ..model import Article, Claim, Skipped
from ..work.contract import Lost
from ..work.digests import code_digest
from ..work.stages import Stage, Work


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the stage answers: the claims of one article, or why there are none."""

    claims: tuple[Claim, ...] = ()
    failure: str | None = None


_ARTICLE: TypeAdapter[Article] = TypeAdapter(Article)
_EXTRACTION: TypeAdapter[Extraction] = TypeAdapter(Extraction)


def extract_claims(
    articles: Iterable[Article], settings: ClaimSettings, work: Work
) -> Iterator[tuple[Claim, ...] | Skipped]:
    """The claims of each article, or why it has none; in order."""
    waiting: deque[Article] = deque()

    def items() -> Iterator[bytes]:
        for article in articles:
            waiting.append(article)
            yield _ARTICLE.dump_json(_what_claims_need(article))

    for outcome in work.run(extraction_stage(settings), items()):
        article = waiting.popleft()
        if isinstance(outcome, Lost):
            yield Skipped(article.path, outcome.reason, outcome.detail)
            continue
        found = _EXTRACTION.validate_json(outcome)
        if found.failure is None:
            yield found.claims
        else:
            yield Skipped(article.path, "extraction_failed", found.failure)


def extraction_stage(settings: ClaimSettings) -> Stage:
    """The stage, stamped with everything that its results depend on."""
    language = digest(load_language(settings)) or settings.pipeline
    stamp = f"{code_digest('claims', 'model', 'pipeline')} {language} {libraries()}"
    return Stage(f"{__name__}:extract_one", settings.model_dump_json().encode(), stamp)


def libraries() -> str:
    """Versions of what the results of extraction depend on beside our own code."""
    found = (f"{name} {metadata.version(name)}" for name in ("spacy", "thinc", "numpy"))
    return " ".join((*found, python_version()))


def extract_one(context: bytes, item: bytes) -> bytes:
    """The stage function: `ClaimSettings` and an article -> `Extraction`."""
    settings = _settings(context)
    (found,) = extract_all(load_language(settings), [_ARTICLE.validate_json(item)], settings)
    return _EXTRACTION.dump_json(Extraction(found.claims, found.failure))


def prepare_extract_one(context: bytes) -> None:
    """Load the language pipeline before the first article, whose time is limited."""
    load_language(_settings(context))


@lru_cache(maxsize=2)
def _settings(context: bytes) -> ClaimSettings:
    return ClaimSettings.model_validate_json(context)


def _what_claims_need(article: Article) -> Article:
    """The article without what its claims do not depend on: a file that moves is not read anew."""
    return Article(article.id, "", article.outlet, "", article.text, published=article.published)

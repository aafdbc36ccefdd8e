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
from .fleeting import answer_of, sparing


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the stage answers: the claims of one article, or why there are none."""

    fleeting: bool = False
    """Whether it failed. What a library raises may hang on the process and what it did before, as
    its stack and its vocabulary do: the next run tries the article again."""
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

    for outcome in sparing(work).run(extraction_stage(settings), items()):
        yield _told(waiting.popleft(), outcome)


def _told(article: Article, outcome: bytes | Lost) -> tuple[Claim, ...] | Skipped:
    answer = answer_of(outcome)
    if answer is None:
        assert isinstance(outcome, Lost)  # noqa: S101 - for the type checker
        return Skipped(article.path, outcome.reason, outcome.detail)
    found = _EXTRACTION.validate_json(answer)
    if found.failure is None:
        return found.claims
    return Skipped(article.path, "extraction_failed", found.failure)


def extraction_stage(settings: ClaimSettings) -> Stage:
    """The stage, stamped with everything that its results depend on."""
    language = digest(load_language(settings)) or settings.pipeline
    stamp = f"{code_digest('claims', 'model', 'pipeline')} {language} {' '.join(extracted_with())}"
    return Stage(f"{__name__}:extract_one", settings.model_dump_json().encode(), stamp)


def extracted_with() -> tuple[str, ...]:
    """Name and version of what the results of extraction depend on beside our own code."""
    found = (f"{name} {metadata.version(name)}" for name in ("spacy", "thinc", "numpy"))
    return (*found, f"python {python_version()}")


def extract_one(context: bytes, item: bytes) -> bytes:
    """The stage function: `ClaimSettings` and an article -> `Extraction`."""
    settings = _settings(context)
    (found,) = extract_all(load_language(settings), [_ARTICLE.validate_json(item)], settings)
    failed = found.failure is not None
    return _EXTRACTION.dump_json(Extraction(failed, found.claims, found.failure))


def prepare_extract_one(context: bytes) -> None:
    """Load the language pipeline before the first article, whose time is limited."""
    load_language(_settings(context))


@lru_cache(maxsize=2)
def _settings(context: bytes) -> ClaimSettings:
    return ClaimSettings.model_validate_json(context)


def _what_claims_need(article: Article) -> Article:
    """The article without what its claims do not depend on: a file that moves is not read anew."""
    return Article(article.id, "", article.outlet, "", article.text, published=article.published)

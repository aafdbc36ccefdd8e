"""The articles of a run: what is needed of each at hand, the texts where they lie."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from pydantic import TypeAdapter

from ..model import Article
from .attributed_values import OPENING


def bare(article: Article) -> Article:
    """What the judges and the search for origins need of an article: no text but its opening."""
    return replace(
        article, text=article.text[:OPENING], byline=None, url=None, dropped=(),
        blocks=(), segments=(), origins={}, notes=(), digest=None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Text:
    text: str


_TEXT: TypeAdapter[_Text] = TypeAdapter(_Text)


def on_disk(values: Sequence[object]) -> bool:
    """Whether a sequence lies on disk: what is read from it is not to be kept."""
    return bool(getattr(values, "on_disk", False))


class Library:
    """Articles by id. Of a sequence on disk only what `bare` leaves is kept in memory."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._places: dict[str, int] = {}
        self.known: dict[str, Article] = {}
        """Articles by id, perhaps without their texts."""
        for number, article in enumerate(articles):
            if on_disk(articles):
                self._places[article.id] = number
                self.known[article.id] = bare(article)
            else:
                self.known[article.id] = article

    def whole(self, name: str) -> Article | None:
        """An article as it was read."""
        place = self._places.get(name)
        return self.known.get(name) if place is None else self._articles[place]

    def with_text(self, name: str) -> Article | None:
        """An article with its text; of one on disk little else is decoded."""
        article, place = self.known.get(name), self._places.get(name)
        if article is None or place is None:
            return article
        line = cast(Any, self._articles).line(place)
        return replace(article, text=_TEXT.validate_json(line).text)

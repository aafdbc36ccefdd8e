"""When a page was published, and when last changed: the surest of the places that say so."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from ..raw import Found
from .clues import Clues, clean
from .dates import day_in_url, find_date, iso_date

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published",
    "article:first_published_time", "article.published", "datepublished", "date",
    "pubdate", "publishdate", "publish-date", "publish_date", "published-date", "publication_date",
    "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued",
    "sailthru.date", "parsely-pub-date", "citation_publication_date", "citation_online_date",
    "citation_date", "date.issued", "originalpublicationdate", "og:published_time",
    "cxenseparse:recs:publishtime", "rnews:datepublished", "displaydate", "created",
    "last-published",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:updated_time", "datemodified", "article:modified",
    "og:article:modified_time", "dcterms.modified", "dc.date.modified", "lastmod",
    "last-modified", "modified-date", "modified_time", "updated", "article.updated",
)  # fmt: skip
_CHANGED = re.compile(r"updat|modif|edited|reviewed|changed", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:publi|posted|first|creat|date\b)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"comment|related|recommend|sidebar|teaser|footer|latest", re.IGNORECASE)
# How many lines around the headline may hold the date, and how long such a line may be.
_BEFORE, _AFTER, _LINE = 8, 30, 120
_OLDEST = "1990"
# Lines under the headline, and characters of a line, that may hold the date and little else.
_UNDER, _SHORT = 6, 60
# Words that belong to a date, and how many others may stand beside it.
_WHEN = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august"
    r"|september|october|november|december|published|posted|date|est|edt|gmt|utc|pst|bst",
    re.IGNORECASE,
)
_OTHER = 3
# Marked elements that are looked at: hostile pages have thousands inside one another.
_ELEMENTS = 40


def published_of(clues: Clues, url: str, *, latest: str = "") -> Found | None:
    """Date of publication.

    Declared (JSON-LD, meta elements, microdata), then guessed: `time` elements, lines around the
    headline, the address, what htmldate finds. A guess before 1990 or after `latest` (an ISO
    date; the page's own last change if empty) is dropped.
    """
    for value, origin in _declared(clues):
        found = iso_date(value)
        if found:
            return _shown_earlier(clues, found, origin) or Found(found, origin)
    latest = (latest or _last_change(clues))[:10]
    for day, origin in _guesses(clues, url):
        if day and day > _OLDEST and (not latest or day[:10] <= latest):
            return Found(day, f"{origin} (guessed)")
    return None


def updated_of(clues: Clues, published: str) -> Found | None:
    """Date of the last change, if the page states one later than `published`."""
    for value, origin in (
        *clues.linked("dateModified"),
        *clues.meta(*_UPDATED),
        *_properties(clues, "dateModified"),
    ):
        found = iso_date(value) if isinstance(value, str) else None
        if found:
            return Found(found, origin) if not published or _later(found, published) else None
    return None


def _shown_earlier(clues: Clues, declared: str, origin: str) -> Found | None:
    """The date right under the headline, if it is days before the declared one.

    Some systems declare the day on which they last wrote the page, and show the article's own.
    Less than two days apart, the two differ by time zone, and the declared one is the exact one.
    A line that says more than the date may be about another day: a caption, a dek, a link.
    """
    if _shown_by_time(clues) == declared[:10]:
        return None
    for line in clues.behind_headline(_UNDER):
        only = len(line) <= _SHORT and not _CHANGED.search(line) and _says_only_when(line)
        day = find_date(line) if only else None
        if day and day > _OLDEST:
            apart = date.fromisoformat(declared[:10]) - date.fromisoformat(day)
            where = f"line under the headline, before the {origin} (guessed)"
            return Found(day, where) if apart.days > 1 else None
    return None


def _says_only_when(line: str) -> bool:
    words = re.findall(r"[^\W\d_]{3,}", line)
    return sum(not _WHEN.fullmatch(word) for word in words) <= _OTHER


def _shown_by_time(clues: Clues) -> str:
    """The day that the first `time` element of the page itself states."""
    days = (iso_date(_written(element)) for element in _times(clues))
    return next((day[:10] for day in days if day), "")


def _later(left: str, right: str) -> bool:
    """Whether `left` is the later one; of two different days, or of two times in one zone."""
    if left[:10] != right[:10]:
        return left[:10] > right[:10]
    return len(left) == len(right) and left[19:] == right[19:] and left > right


def _declared(clues: Clues) -> Iterator[tuple[str, str]]:
    for value, origin in clues.linked("datePublished"):
        if isinstance(value, str):
            yield value, origin
    yield from clues.meta(*_PUBLISHED)
    yield from _properties(clues, "datePublished")
    for value, origin in clues.linked("dateCreated", "uploadDate"):
        if isinstance(value, str):
            yield value, origin


def _properties(clues: Clues, name: str) -> Iterator[tuple[str, str]]:
    named = [e for e in clues.properties if name in e.get("itemprop").split()]
    for element in named[:_ELEMENTS]:
        if not _other_box(element):
            yield _written(element), f"itemprop {name}"


def _written(element: Any) -> str:
    stated = element.get("datetime") or element.get("content")
    return clean(stated or element.text_content()[:200])


def _last_change(clues: Clues) -> str:
    found = updated_of(clues, "")
    return found.value if found else ""


def _guesses(clues: Clues, url: str) -> Iterator[tuple[str | None, str]]:
    for element in _times(clues):
        yield iso_date(_written(element)), "time element"
    lines = [line for line in clues.around_headline(_BEFORE, _AFTER) if len(line) <= _LINE]
    for wanted in (_FIRST, None):
        for line in lines:
            told = wanted.search(line) if wanted else None
            if told or (wanted is None and not _CHANGED.search(line)):
                yield find_date(line[told.start() if told else 0 :]), "line near the headline"
    yield day_in_url(url), "address"
    yield _by_htmldate(clues), "htmldate"


def _times(clues: Clues) -> list[Any]:
    """`time` elements of the article itself; those of its last change last."""
    found = [e for e in islice(clues.tree.iter("time"), _ELEMENTS) if not _other_box(e)]
    return [e for e in found if not _changed(e)]


def _changed(element: Any) -> bool:
    above = element.getparent()
    before = " ".join(
        (element.get("class") or "", element.get("itemprop") or "", element.text or "")
    )
    around = (above.text or "") + (above.get("class") or "") if above is not None else ""
    previous = element.getprevious()
    if previous is not None:
        around = (previous.tail or "") + (previous.text or "")
    return bool(_CHANGED.search(before) or _CHANGED.search(around))


def _other_box(element: Any) -> bool:
    for above in element.iterancestors():
        if above.tag in {"body", "main", "article"}:
            return False
        if above.tag in {"aside", "footer", "nav"}:
            return True
        if _ELSEWHERE.search(f"{above.get('class') or ''} {above.get('id') or ''}"[:300]):
            return True
    return False


def _by_htmldate(clues: Clues) -> str | None:
    from htmldate import find_date as by_html  # noqa: PLC0415 - slow to load, seldom needed

    try:
        # A far limit in place of today: the same page gives the same date tomorrow.
        found = by_html(
            clues.tree,
            original_date=True,
            extensive_search=False,  # the extensive one dates pages that have no date
            min_date=date(1990, 1, 1).isoformat(),
            max_date="2100-01-01",
        )
    except Exception:  # a library's fault in one page must not cost the article
        return None
    # A first of January stands for a year alone (a copyright line, say).
    if not isinstance(found, str) or found.endswith("-01-01") or found == _last_change(clues)[:10]:
        return None
    return found

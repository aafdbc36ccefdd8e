"""Dates and periods in a claim, as the days that they mean. Granularity is kept: "in May" is a
month, "the last quarter of 2023" three months. Relative dates need the article's date.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from ..model import DateMention, TextSpan

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_DAY = r"(?:[0-3]?\d(?:st|nd|rd|th)?)"
_YEAR = r"(?:(?:19|20)\d\d)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ORDER = r"(?:first|second|third|fourth|last|final)"
_PATTERN = re.compile(
    rf"\b(?:(?P<part>{_ORDER}\s+(?:quarter|half))"
    rf"(?:\s+of\s+(?P<part_year>{_YEAR}|last year|this year))?"
    rf"|(?P<day>{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?\b|{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"
    r"|\d{4}-\d\d-\d\d)"
    rf"|(?P<month>(?:(?:early|mid|late)[\s-]+)?{_MONTH},?\s+(?:of\s+)?{_YEAR}"
    rf"|(?<=\b[Ii]n\s){_MONTH}(?!\w)|(?<=\b[Ss]ince\s){_MONTH}(?!\w)|(?<=\b[Bb]y\s){_MONTH}(?!\w)"
    rf"|(?<=\b[Uu]ntil\s){_MONTH}(?!\w)|(?<=\b(?:last|next)\s){_MONTH}(?!\w))"
    rf"|(?P<weekday>(?:(?:next|this coming|coming)\s+)?{_WEEKDAY})"
    r"|(?P<relative>yesterday|today|tomorrow|(?:last|next|this|earlier this)\s+(?:week|month|year))"
    rf"|(?P<decade>(?:early|mid|late)?-?\s?{_YEAR}s)"
    rf"|(?P<year>{_YEAR}))(?!\w)",
)
_WEEKDAYS = [d.lower() for d in calendar.day_name]


def dates(text: str, start: int, end: int, published: str | None) -> Iterator[DateMention]:
    """Date mentions among the characters [start, end) of an article's text."""
    for match in _PATTERN.finditer(text, start, end):
        if match.lastgroup == "year" and _is_number(text, match):
            continue
        words = match.group().strip()
        offset = match.start() + len(match.group()) - len(match.group().lstrip())
        first, last = _period(match, _base(published))
        yield DateMention(
            TextSpan(offset, offset + len(words)), words,
            first.isoformat() if first else None, last.isoformat() if last else None,
        )  # fmt: skip


def _is_number(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() :][:2]
    return before in ("$", "€", "£", ",", ".", "-", "#") or bool(re.match(r"[,.:%]\d|%", after))


def _base(published: str | None) -> date | None:
    try:
        return datetime.fromisoformat(published).date() if published else None
    except ValueError:
        return None


def _period(match: re.Match[str], base: date | None) -> tuple[date | None, date | None]:
    kind = match.lastgroup
    words = match.group().strip()
    if match.group("part"):
        return _part(match.group("part"), match.group("part_year"), base)
    if kind == "weekday":
        return _weekday(words, base)
    if kind == "relative":
        return _relative(words.lower(), base)
    if kind == "decade":
        digits = re.search(r"\d{4}", words)
        year = int(digits.group()) if digits else 0
        return date(year, 1, 1), date(year + 9, 12, 31)
    if kind == "year":
        return date(int(words), 1, 1), date(int(words), 12, 31)
    found = _parse(re.sub(r"^(?:early|mid|late)[\s-]+", "", words), base)
    if found is None or (base is None and not re.search(r"\d{4}", words)):
        return None, None
    if base is not None and not re.search(r"\d{4}", words):
        found = _nearest(found, base)
    if kind == "month":
        last = calendar.monthrange(found.year, found.month)[1]
        return found.replace(day=1), found.replace(day=last)
    return found, found


def _nearest(day: date, base: date) -> date:
    """The year in which a day without one lies nearest to the article: an article of February that
    speaks of October means the last one.
    """
    years = [y for y in (day.year - 1, day.year, day.year + 1)
             if day.day <= calendar.monthrange(y, day.month)[1]]  # fmt: skip
    return min((day.replace(year=y) for y in years), key=lambda d: (abs((d - base).days), d))


@lru_cache(maxsize=4096)
def _parse(words: str, base: date | None) -> date | None:
    """A day by dateparser; input is short by the pattern's construction."""
    from dateparser.date import DateDataParser  # noqa: PLC0415 - slow to load, not always needed

    settings = {"PREFER_DATES_FROM": "current_period"}
    if base is not None:
        settings["RELATIVE_BASE"] = datetime(base.year, base.month, base.day)  # type: ignore[assignment]
    data = DateDataParser(languages=["en"], settings=settings).get_date_data(words[:100])
    return data.date_obj.date() if data and data.date_obj else None


def _part(words: str, year: str | None, base: date | None) -> tuple[date | None, date | None]:
    """Quarters and halves of a year."""
    if year and year.isdigit():
        number = int(year)
    elif base is not None:
        number = base.year - (year == "last year")
    else:
        return None, None
    order = words.split(maxsplit=1)[0]
    count, length = (4, 3) if words.endswith("quarter") else (2, 6)
    index = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(order, count - 1)
    if index >= count:
        return None, None
    first, last = index * length + 1, index * length + length
    return date(number, first, 1), date(number, last, calendar.monthrange(number, last)[1])


def _weekday(words: str, base: date | None) -> tuple[date | None, date | None]:
    """The last such day up to the article's date: news speaks of the past.

    "Next Friday" is the coming one or, to others, the one after.
    """
    if base is None:
        return None, None
    order, _, name = words.lower().rpartition(" ")
    back = (base.weekday() - _WEEKDAYS.index(name)) % 7
    day = base - timedelta(days=back)
    if order:
        coming = day + timedelta(weeks=1)
        return coming, coming + timedelta(weeks=order == "next")
    return day, day


def _relative(words: str, base: date | None) -> tuple[date | None, date | None]:
    if base is None:
        return None, None
    single = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(words)
    if single is not None:
        day = base + timedelta(days=single)
        return day, day
    step = -1 if words.startswith("last") else 1 if words.startswith("next") else 0
    if words.endswith("week"):
        first = base - timedelta(days=base.weekday()) + timedelta(weeks=step)
        return first, first + timedelta(days=6)
    if words.endswith("month"):
        months = base.year * 12 + base.month - 1 + step
        year, month = divmod(months, 12)
        return date(year, month + 1, 1), date(year, month + 1,
                                              calendar.monthrange(year, month + 1)[1])  # fmt: skip
    return date(base.year + step, 1, 1), date(base.year + step, 12, 31)

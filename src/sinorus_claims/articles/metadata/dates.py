"""Dates as pages write them -> ISO 8601; a date that could be two is none."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

# Longer strings are no dates, and dateparser takes seconds over them.
_CAP = 100
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHAPES = tuple(
    re.compile(rf"(?<![\w/-]){shape}(?![\w/-])", re.IGNORECASE)
    for shape in (
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_DAY}-{_MONTH}-{_YEAR}",
    )
)
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d\d?)[-/.](\d\d?)(?!\d)")
_IN_URL = re.compile(
    r"/((?:19|20)\d\d)[/-]?(\d\d|[a-z]{3})[/-]?(\d\d)(?=[/_-]|\.s?html?|$)", re.IGNORECASE
)
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)(?!\d)")


def iso_date(text: str) -> str | None:
    """`text` as an ISO 8601 date, or date and time if it is written so; None if it is no date.

    Only absolute, complete dates count: "2 hours ago" has no meaning in a saved file.
    """
    text = text.strip()
    if not text or len(text) > _CAP:
        return None
    for parse in (_exact, _mail):
        moment = parse(text)
        if moment is not None:
            return moment
    return find_date(text) or _parsed(text)


def find_date(text: str) -> str | None:
    """The first complete date inside a short line, as an ISO date."""
    text = text[: 2 * _CAP]
    for shape in _SHAPES:
        match = shape.search(text)
        if match:
            month = _month(match["month"])
            return _valid(int(match["year"]), month, int(match["day"]))
    match = _ISO.search(text)
    if match:
        return _valid(*(int(g) for g in match.groups()))
    match = _SLASHED.search(text)
    if match:
        first, second, year = (int(g) for g in match.groups())
        if second > 12:
            return _valid(year, first, second)
        # With dots the day stands first wherever both can be; with slashes nobody knows.
        if first > 12 or first == second or "." in match.group():
            return _valid(year, second, first)
    return None


def day_in_url(url: str) -> str | None:
    """The day in an address: `/2024/05/01/`, `/2024-05-01-`, `/2024/may/01/`, `/20240501/`."""
    match = _IN_URL.search(url[:2_000])
    if not match:
        return None
    year, month, day = match.groups()
    if month.isdigit():
        return _valid(int(year), int(month), int(day))
    known = any(m.startswith(month.lower()) for m in _MONTHS)
    return _valid(int(year), _month(month), int(day)) if known else None


def _month(name: str) -> int:
    return next(n for n, m in enumerate(_MONTHS, 1) if m.startswith(name.lower()[:3]))


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _exact(text: str) -> str | None:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text).isoformat()
        if re.match(r"\d{4}-\d\d-\d\d[T ]\d\d", text):
            return datetime.fromisoformat(text).isoformat()
        if re.fullmatch(r"\d{8}T\d{6}Z", text):  # as GDELT writes it
            return datetime.strptime(text, "%Y%m%dT%H%M%S%z").isoformat()
    except ValueError:
        pass
    return None


def _mail(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat() if re.search(r"\d:\d", text) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _parsed(text: str) -> str | None:
    if not re.search(r"(?:19|20)\d\d", text) or _SLASHED.search(text):
        return None
    import dateparser  # noqa: PLC0415 - a third of a second that most runs do not need

    moment = dateparser.parse(
        text,
        languages=["en"],
        settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"]},
    )
    return moment.date().isoformat() if moment else None

"""Who wrote it: names out of what pages and dumps write into their author fields and bylines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..raw import Found
from ..wording import plain_key, word_list
from .clues import Clues, clean, kinds_of, shown
from .families import known_by_name
from .outlets import is_wire

_NO_AUTHOR = frozenset(word_list("authors", "no_author")) | frozenset(
    word_list("authors", "publishers")
)
_GROUP = frozenset(word_list("authors", "group"))
_NOT_PERSONAL = frozenset(word_list("authors", "organisation"))
_DEGREES = frozenset(word_list("authors", "degrees"))


def _longest_first(section: str) -> str:
    words = sorted(word_list("authors", section), key=len, reverse=True)
    return "|".join(re.escape(w) for w in words)


_JOB = re.compile(rf"\b(?:{_longest_first('jobs')})s?\b", re.IGNORECASE)
_LEAD_IN = re.compile(rf"^(?:{_longest_first('lead_in')})\b\s*:?\s*", re.IGNORECASE)
_BY = re.compile(rf"^(?:{_longest_first('lead_in')})(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)
_SPLIT = re.compile(
    r"\s*(?:[,;|•·/\n](?:\s*(?:and|&)\s)?|\s[-–—]\s|\s(?:and|und|with|&|\+)\s|＆)\s*"
)
# What follows a name in the same breath: a place, a date, a clock, a count of minutes.
_TAIL = re.compile(
    r"(?:\s+(?i:in|at|for|on)\s+[A-Z].*|\s*[(\[](?![^)]{0,30}\)\s+\w).*"
    r"|\s+(?i:last |first )?(?i:updated|published|posted)\b.*|\s*(?:\d|@|https?:|www\.).*)$",
    re.DOTALL,
)
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATED = re.compile(rf"\s+{_MONTHS}(?=\s*\d)", re.IGNORECASE)
_ADDRESS = re.compile(r"\S*@\S*|(?:https?:|www\.)\S*", re.IGNORECASE)
_DOMAIN = re.compile(r"\S+\.[a-z]{2,}|.*[<>{}=#].*")
_LETTER = re.compile(r"[^\W\d_]")
_MAX_WORDS, _MAX_LENGTH, _MAX_NAMES = 5, 60, 12
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|authors?|contributor|writer|writtenby|written-by)"
    r"(?:[\s_-]*(?:name|names|link|fn|info|text|wrapper|box|details|meta|content|label|title))*"
    r"(?=$|[\s_]|--)",
    re.IGNORECASE,
)
# Boxes whose authors are others: readers who comment, writers of what else to read.
_ELSEWHERE = re.compile(
    r"comment(?!ary)|respond|related|recommend|sidebar|teaser|promo|newsletter|footer|popular"
    r"|trending|latest|(?<!author[-_])(?<!byline[-_])\bcards?\b|post-card|article-card|read-?more",
    re.IGNORECASE,
)
# What stands in the line beside a bare name under a headline.
_BESIDE = re.compile(
    r"\bmin(?:utes?|s)?\.? read\b|\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\bupdated\b|\bpublished\b"
    r"|^(?:written |posted |article |story )?by:?$|^authors?:?$",
    re.IGNORECASE,
)
_BESIDE_CUT = re.compile(
    rf"\s+(?:[|•·–—]|(?:published|updated|posted|on)\b|\d|{_MONTHS} \d)", re.IGNORECASE
)
_NAME_WORD = re.compile(
    r"[A-Z][a-zà-öø-ÿ]+(?:['’-][A-Z]?[a-zà-öø-ÿ]+)*|[A-Z][a-z]?[A-Z][a-z]+|[A-Z]\.|"
    r"(?:de|van|von|der|bin|al|da|la|el|di)"
)
_NEAR = 8
_METAS = (
    "author", "article:author", "article:author_name", "byl", "dc.creator", "dcterms.creator",
    "parsely-author", "sailthru.author", "citation_author", "og:article:author", "byline",
    "creator", "authors", "article.author", "rnews:author", "cxenseparse:author",
)  # fmt: skip


def authors_of(clues: Clues, outlet: str) -> tuple[Found | None, Found | None]:
    """Authors as "A, B", and the news agency where one is named in an author's place.

    JSON-LD, then the meta elements, then visible bylines; the first place with a person's name
    decides. The outlet's own name, job titles, addresses and names of desks are no authors.
    """
    wire: Found | None = None
    for value, origin in _candidates(clues, outlet):
        agency = next((part for part in _SPLIT.split(value) if is_wire(part)), None)
        if agency and wire is None and plain_key(agency) != plain_key(outlet):
            wire = Found(agency.strip(), origin)
        names = tidy_authors(value, outlet)
        if names:
            return Found(", ".join(names), origin), wire
    return None, wire


def tidy_authors(text: str, outlet: str = "") -> tuple[str, ...]:
    """Names of persons in an author field or byline, in order, each once.

    "By Jane Roe and Max Poe, Staff Writers" gives both names; `outlet` and the words of
    words/authors.txt are left out.
    """
    text = _LEAD_IN.sub("", _ADDRESS.sub(" ", clean(text[:500])))
    names = (_name(part) for part in _SPLIT.split(text))
    own = plain_key(outlet)
    kept: dict[str, str] = {}
    for name in names:
        key = plain_key(name)
        if key and not _nobody(name, key, own):
            kept.setdefault(key, name)
    return tuple(kept.values())[:_MAX_NAMES]


def byline_in(line: str, outlet: str = "") -> tuple[str, ...]:
    """Names of a visible line that begins like a byline ("By Jane Roe"); empty for any other."""
    match = _BY.match(line[:200])
    if not match or len(line) > 160 or not line[match.end()].isupper():
        return ()
    rest = line[match.end() :]
    return tidy_authors(rest, outlet) if all(map(_capital, _first_words(rest))) else ()


def _first_words(text: str) -> Sequence[str]:
    return re.split(r"[,|•·(–—]|\s-\s|\s(?:and|in|for|at|on|with)\s", text)[0].split()[:_MAX_WORDS]


def _capital(word: str) -> bool:
    return word[0].isupper() or word in {"de", "van", "von", "der", "bin", "al", "da", "la", "el"}


def _name(part: str) -> str:
    part = _LEAD_IN.sub("", part.strip(" .:*\u200b'\""))
    part = _TAIL.sub("", _DATED.sub(" ", part))
    return part.strip(" .:*-–—")


def _nobody(name: str, key: str, outlet: str) -> bool:
    words = key.split()
    if not _LETTER.search(name) or len(words) > _MAX_WORDS or len(name) > _MAX_LENGTH:
        return True
    bare = key.replace(".", "")
    if key in _NO_AUTHOR or bare in _DEGREES or is_wire(name) or len(key) < 2:
        return True
    if known_by_name(name) or (outlet and _joined(key) == _joined(outlet) and not _person(name)):
        return True
    first = name.split(maxsplit=1)[0]
    return (
        words[-1] in _GROUP
        or (first.isupper() and known_by_name(first) is not None)  # "CNN Business"
        or bool(_JOB.search(name))
        or set(words) <= _NOT_PERSONAL
        or words[0] in {"the", "our"}
        or bool(_DOMAIN.fullmatch(key))
    )


def _person(name: str) -> bool:
    """Whether the name of a site may be that of the person who writes it: "Jane Roe"."""
    words = name.split()
    return (
        2 <= len(words) <= 3
        and all(w.istitle() and w.isalpha() for w in words)
        and not ({w.lower() for w in words} & _NOT_PERSONAL)
    )


def _joined(text: str) -> str:
    return "".join(c for c in text.removeprefix("the ") if c.isalnum()).removesuffix("com")


def _candidates(clues: Clues, outlet: str) -> Iterator[tuple[str, str]]:
    for value, origin in clues.linked("author", "creator"):
        yield ", ".join(_linked_names(clues, value, outlet)), origin
    yield from _meta_candidates(clues)
    yield from _marked(clues)
    for line in clues.around_headline(6, 25):
        names = byline_in(line)
        if names:
            yield ", ".join(names), "line near the headline (guessed)"
    yield _bare_name(clues.behind_headline(_NEAR)), "line under the headline (guessed)"


def _bare_name(lines: Sequence[str]) -> str:
    """A line under the headline that is only a name, beside one with a date or reading time."""
    for n, line in enumerate(lines):
        name, _, rest = line.partition("  ")
        cut = _BESIDE_CUT.search(name)
        rest = name[cut.start() :] if cut else rest
        name = name[: cut.start()] if cut else name
        around = [rest, *lines[max(0, n - 1) : n], *lines[n + 1 : n + 3]]
        if is_person_name(name) and any(_BESIDE.search(other[:80]) for other in around):
            return name.strip()
    return ""


def is_person_name(text: str) -> bool:
    """Whether `text` has the form of a person's full name and no word of an organisation's."""
    words = text.split()
    if not 2 <= len(words) <= 4 or len(text) > _MAX_LENGTH:
        return False
    plain = all(_NAME_WORD.fullmatch(w) for w in words)
    return plain and not {w.lower().strip(".") for w in words} & _NOT_PERSONAL


def _meta_candidates(clues: Clues) -> Iterator[tuple[str, str]]:
    for name in _METAS:
        values = [v for v in clues.metas.get(name, ()) if not v.startswith("http")]
        if name == "citation_author":  # "Roe, Jane"
            values = [" ".join(reversed(v.split(", "))) for v in values]
        if values:
            yield ", ".join(values), f"meta {name}"
    for number in ("1", "2"):
        labels = clues.metas.get(f"twitter:label{number}", ())
        if any(plain_key(label) in {"written by", "author", "by"} for label in labels):
            for value in clues.metas.get(f"twitter:data{number}", ())[:1]:
                yield value, f"meta twitter:data{number}"


def _linked_names(clues: Clues, value: Any, outlet: str) -> Iterator[str]:
    """Names of JSON-LD persons, then of organisations that are not the outlet itself."""
    items = value if isinstance(value, list) else [value]
    whole = [clues.resolved(item) for item in items]
    for item in sorted(whole, key=lambda i: "Organization" in _kinds(i)):
        name = item.get("name") if isinstance(item, Mapping) else item
        for one in name if isinstance(name, list) else [name]:
            own = isinstance(one, str) and _joined(plain_key(one)) == _joined(plain_key(outlet))
            if isinstance(one, str) and not (own and "Organization" in _kinds(item)):
                yield "" if one.startswith("http") else clean(one)


def _kinds(item: Any) -> tuple[str, ...]:
    return kinds_of(item) if isinstance(item, Mapping) else ()


def _marked(clues: Clues) -> Iterator[tuple[str, str]]:
    """Visible elements marked as the author's: by link relation, by microdata, by class."""
    places: dict[str, list[Any]] = {"rel=author": [], "itemprop=author": [], "class": []}
    for element in clues.tree.iter("a", "span", "div", "p", "address", "li", "cite", "h4", "h5"):
        if "author" in (element.get("rel") or "").split():
            places["rel=author"].append(element)
        elif "author" in (element.get("itemprop") or "").split():
            places["itemprop=author"].append(element)
        elif _CLASS.search((element.get("class") or "")[:300]):
            places["class"].append(element)
    for place, found in places.items():
        for element in found[:20]:
            if not _inside_other_box(element):
                yield _own_name(element), f"element with {place} (guessed)"


def _inside_other_box(element: Any) -> bool:
    for above in (element, *element.iterancestors()):
        if above.tag in {"body", "main", "aside", "footer", "nav"}:
            return above.tag in {"aside", "footer", "nav"}
        marks = f"{above.get('class') or ''} {above.get('id') or ''}"[:300]
        if _ELSEWHERE.search(marks):
            return True
    return False


def _own_name(element: Any) -> str:
    """The name in a byline element: its `itemprop=name`, its links, else its whole text."""
    inner = [e for e in element.iter() if "name" in (e.get("itemprop") or "").split()]
    links = [e for e in element.iter("a") if e is not element]
    for chosen in (inner, links):
        names = [shown(e) for e in chosen[:6]]
        if any(tidy_authors(n) for n in names):
            return ", ".join(names)
    text = shown(element)
    return text if len(text) <= 150 else ""

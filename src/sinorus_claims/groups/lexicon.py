"""The room's word lists, read once from `data/`. Lines that start with `#` are comments."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

_DATA = files("sinorus_claims.groups") / "data"


def _lines(name: str) -> Iterator[str]:
    for line in _DATA.joinpath(name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


@cache
def words(name: str) -> frozenset[str]:
    """All words of a list, lower case."""
    return frozenset(word for line in _lines(f"{name}.txt") for word in line.split())


@cache
def families() -> Mapping[str, frozenset[int]]:
    """Noun lemma -> numbers of the families of nouns that are counted alike."""
    table: dict[str, set[int]] = {}
    for number, line in enumerate(_lines("counted_alike.txt")):
        for word in line.split():
            table.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in table.items()}


@cache
def irregular() -> Mapping[str, str]:
    """Irregular form -> lemma."""
    rows = (line.split() for line in _lines("irregular.txt"))
    return {form: lemma for lemma, *forms in rows for form in forms}


@cache
def antonyms() -> Mapping[str, frozenset[str]]:
    """Lemma -> the lemmas that exclude it; symmetric."""
    table: dict[str, set[str]] = {}
    for line in _lines("antonyms.txt"):
        left, _, right = line.partition("|")
        for one in left.split():
            for other in right.split():
                table.setdefault(one, set()).add(other)
                table.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in table.items()}


@cache
def places() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """(name or adjective -> country, capital -> country); the country by its first name."""
    names: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for line in _lines("places.txt"):
        country, _, seats = line.partition("/")
        first = country.split()[0]
        names.update(dict.fromkeys(country.split(), first))
        capitals.update(dict.fromkeys(seats.split(), first))
    return names, capitals


@cache
def background() -> tuple[int, Mapping[str, int]]:
    """(number of news sentences counted, lemma -> sentences that have it)."""
    text = _DATA.joinpath("lemma_frequencies.tsv").read_text("utf-8")
    first, *rows = text.splitlines()
    counts = (row.split("\t") for row in rows)
    return int(first.split("\t")[1]), {lemma: int(number) for lemma, number in counts}


def families_of(name: str) -> dict[str, str]:
    """Lemma -> the first word of its line, for lists with one family a line."""
    return {word: line.split()[0] for line in _lines(f"{name}.txt") for word in line.split()}


def rows(name: str) -> list[tuple[str, ...]]:
    """The lines of a list whose entries are parted by `|`."""
    return [tuple(e.strip() for e in line.split("|")) for line in _lines(f"{name}.txt")]

"""Why blocks of a page are dropped: each rule with the reason that users read.

`DROPPING` rules take blocks out of the article that the network kept. `NAMING` rules say what a
dropped block is; the first that fires names it.
"""

import bisect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..wording import plain_key, word_list
from .blocks import Element, Page
from .kinds import CAPTIONS, is_caption
from .repeats import repeats
from .tokens import names_of

_LABEL = frozenset(word_list("pages", "label"))
_MORE = word_list("pages", "more")
_LETTER = re.compile("|".join(map(re.escape, word_list("pages", "letter"))))
_FOOTER = re.compile(r"the (?:post|article) .{1,200} (?:appeared first|first appeared) on .{1,80}")
_CREDIT = word_list("pages", "credit")
_NAMES = {
    section: frozenset(word_list("pages", section))
    for section in ("comments", "author", "teaser", "advertising", "subscribing", "sharing")
}
_ALL_NAMES = frozenset().union(*_NAMES.values())
_FRAME = frozenset({"nav", "footer", "header", "form"})
_PULLED = frozenset({"pullquote", "pull"})
# Over how many levels names hold, and over how many elements that hide or frame what is inside.
_LEVELS, _DEEP = 4, 8
# Words of a block that only points elsewhere, or only credits a picture.
_FEW = 30
# A pull quote has at least so many characters: shorter ones stand everywhere.
_QUOTE = 25
# Words looked at of a block; articles of more blocks are not searched for pull quotes.
_MOST_WORDS, _MOST_BLOCKS = 2000, 3000
# Characters of the longest block that is compared with phrases.
_LONGEST = 300
# A block is a second copy if it holds the beginnings of so many other blocks.
_HELD = 3


@dataclass(frozen=True)
class Choice:
    """The blocks of a page and which of them were kept."""

    page: Page
    kept: Sequence[bool]
    title: str = ""
    keys: dict[int, str] = field(default_factory=dict)
    """Number of a block -> its beginning as compared; filled when asked."""

    @cached_property
    def numbers(self) -> list[int]:
        """Numbers of the kept blocks."""
        return [n for n, keep in enumerate(self.kept) if keep]

    @cached_property
    def headline(self) -> str:
        """The headline as compared."""
        return plain_key(self.title)

    @cached_property
    def holds(self) -> dict[int, int]:
        """Number of each kept block -> how many other kept blocks begin inside it."""
        words = [self.page.blocks[n].text.split()[:_MOST_WORDS] for n in self.numbers]
        return dict(zip(self.numbers, repeats(words)[0], strict=True))

    @cached_property
    def running(self) -> str:
        """The text of the kept blocks that may be quoted by a pull quote, as compared."""
        blocks = self.page.blocks
        return "\n".join(plain_key(blocks[n].text) for n in self.numbers)

    def key(self, n: int) -> str:
        """The beginning of a block as compared."""
        if n not in self.keys:
            text = self.page.blocks[n].text
            self.keys[n] = plain_key(text) if len(text) <= _LONGEST else text[:_LONGEST].lower()
        return self.keys[n]

    def linked(self, n: int) -> float:
        """Share of a block that is inside links."""
        block = self.page.blocks[n]
        return block.linked / len(block.text)

    def short(self, n: int) -> bool:
        """Whether a block has few words."""
        text = self.page.blocks[n].text
        return len(text) <= _LONGEST and text.count(" ") < _FEW

    @cached_property
    def places(self) -> list[Mapping[str, int]]:
        """For each element the sections of the page that it is in, and how much deeper they go."""
        makes: dict[int, Mapping[str, int]] = {}
        found: list[Mapping[str, int]] = []
        for element in self.page.elements:
            own = makes.get(element.make)
            if own is None:
                own = makes[element.make] = _sections_of(element)
            above = found[element.parent.number] if element.parent is not None else own
            found.append(_nested(above, own) if above or own else own)
        return found

    def placed(self, n: int, section: str) -> bool:
        """Whether the page puts the block into a section, by its names or by its elements."""
        return section in self.places[self.page.blocks[n].element.number]


def _sections_of(element: Element) -> Mapping[str, int]:
    """Sections that an element makes of what is inside, and over how many levels, itself one."""
    own = names_of(element)
    found: dict[str, int] = {}
    if not _ALL_NAMES.isdisjoint(own):
        found = {s: _LEVELS for s, names in _NAMES.items() if not names.isdisjoint(own)}
    if element.name in _FRAME:
        found["frame"] = _DEEP
    if "hidden" in element.attributes:
        found["hidden"] = _DEEP
    if element.name == "aside" or not _PULLED.isdisjoint(own):
        found["pulled"] = 3
    if is_caption(element, levels=1):
        found["caption"] = 3 if element.name in CAPTIONS else 2
    return found


def _nested(above: Mapping[str, int], own: Mapping[str, int]) -> Mapping[str, int]:
    """What is in force inside an element: of its own, and what reaches it from above."""
    found = {section: left - 1 for section, left in above.items() if left > 1}
    for section, left in own.items():
        found[section] = max(left, found.get(section, 0))
    return found


Rule = Callable[[Choice, int], bool]


def headline(choice: Choice, n: int) -> bool:
    """The headline, or a repetition of it; it is kept as the article's title."""
    return bool(choice.headline) and choice.key(n) == choice.headline


def caption(choice: Choice, n: int) -> bool:
    """Words under a picture, or who took it."""
    if choice.placed(n, "caption"):
        return True
    return choice.short(n) and choice.key(n).startswith(_CREDIT)


def label(choice: Choice, n: int) -> bool:
    """The label of an advertisement or of a tool inside the article."""
    return choice.key(n) in _LABEL


def read_more(choice: Choice, n: int) -> bool:
    """A link to another article inside the article."""
    return choice.linked(n) > 0.5 and choice.short(n) and choice.key(n).startswith(_MORE)


def newsletter(choice: Choice, n: int) -> bool:
    """It asks readers to subscribe to a letter."""
    return choice.short(n) and _LETTER.search(choice.key(n)) is not None


def feed_footer(choice: Choice, n: int) -> bool:
    """The line that a feed puts under each of its items."""
    return choice.short(n) and _FOOTER.fullmatch(choice.key(n)) is not None


def pull_quote(choice: Choice, n: int) -> bool:
    """A sentence of the article, shown a second time in large type."""
    if len(choice.numbers) > _MOST_BLOCKS or not choice.placed(n, "pulled"):
        return False
    key = plain_key(choice.page.blocks[n].text).strip("\"' ")
    return len(key) >= _QUOTE and choice.kept[n] and choice.running.count(key) > 1


def second_copy(choice: Choice, n: int) -> bool:
    """It repeats several blocks of the article, as copies for machines and for sharing do."""
    return choice.holds.get(n, 0) >= _HELD


def hidden(choice: Choice, n: int) -> bool:
    """The page does not show it."""
    return choice.placed(n, "hidden")


def comments(choice: Choice, n: int) -> bool:
    """What readers wrote, and the form in which they write."""
    return choice.placed(n, "comments")


def advertising(choice: Choice, n: int) -> bool:
    """An advertisement, by the name that the page gives it."""
    return choice.placed(n, "advertising")


def subscribing(choice: Choice, n: int) -> bool:
    """A box that asks readers to subscribe."""
    return choice.placed(n, "subscribing") or newsletter(choice, n)


def sharing(choice: Choice, n: int) -> bool:
    """Buttons that share the article."""
    return choice.placed(n, "sharing")


def about_the_author(choice: Choice, n: int) -> bool:
    """The author's name, picture or biography."""
    return choice.placed(n, "author")


def other_articles(choice: Choice, n: int) -> bool:
    """Headlines and beginnings of other articles."""
    return choice.placed(n, "teaser") or (choice.linked(n) > 0.5 and not choice.short(n))


def navigation(choice: Choice, n: int) -> bool:
    """A menu, the page's head or foot, or a list of links."""
    return choice.linked(n) > 0.5 or choice.placed(n, "frame")


def before_the_article(choice: Choice, n: int) -> bool:
    """It stands before the article, and is none of it by its look and its neighbours."""
    return bool(choice.numbers) and n < choice.numbers[0]


def behind_the_article(choice: Choice, n: int) -> bool:
    """It stands behind the article, and is none of it by its look and its neighbours."""
    return bool(choice.numbers) and n > choice.numbers[-1]


def beside_the_article(choice: Choice, n: int) -> bool:
    """It stands between parts of the article, and is none of it by its look and its neighbours."""
    return 0 < bisect.bisect(choice.numbers, n) < len(choice.numbers)


def no_article(choice: Choice, _n: int) -> bool:
    """The page has no article that it could be a part of."""
    return not choice.numbers


def end_mark(_choice: Choice, _n: int) -> bool:
    """A mark that only says that the article ends here."""
    return False  # found inside a block: see `page`


DROPPING: tuple[Rule, ...] = (
    headline, caption, label, read_more, newsletter, feed_footer, pull_quote, second_copy,
)  # fmt: skip
NAMING: tuple[Rule, ...] = (
    headline, label, read_more, caption, comments, advertising, subscribing, sharing,
    about_the_author, other_articles, navigation, hidden, before_the_article, behind_the_article,
    beside_the_article, no_article,
)  # fmt: skip
PAGE_RULES: tuple[Rule, ...] = tuple(dict.fromkeys((*DROPPING, *NAMING, end_mark)))
"""All rules by which blocks of pages are dropped."""


def dropping_rule(choice: Choice, n: int) -> str | None:
    """The rule that takes the kept block `n` out of the article."""
    for rule in DROPPING:
        if rule(choice, n):
            return rule.__name__
    return None


def naming_rule(choice: Choice, n: int) -> str:
    """The rule that says why block `n` is no part of the article."""
    for rule in NAMING:
        if rule(choice, n):
            return rule.__name__
    return beside_the_article.__name__

"""Which blocks of a text dump are the article: a model decides, rules give the reasons.

A rule sees the page and the number of a block, and says whether the block is to be dropped. The
first rule that fires gives its name to the block; its docstring is the explanation that users
read. Where there are probabilities of the line model, they decide about all blocks but those that
are metadata, and a rule that would have dropped the block as well names the reason.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ..raw import Verdict
from .blocks import Block, once

# A line that is no prose costs the run of prose this many words (see `prose_run`).
_COST = 12
# Below this probability a line is chrome whatever the page; chosen, as the next, by the measure on
# sites left out and by what clean articles lose.
_SURELY = 0.02
# A clean article may have this share of such lines: lists and tables look like furniture.
_STRAY = 0.05
# Paragraphs of so many words within the run of prose are kept from this probability on.
_SENTENCE, _AMID = 6, 0.05
# A line that is article with this probability was taken for the headline only for want of one.
_TEXT = 0.9
# A line of at most so many words with a known phrase of chrome is kept from this one on.
_PHRASE, _KNOWN = 30, 0.97
# So short and without a full stop it is chrome however likely: "Read more: ..." amid the text.
_LINK = 12
_CLOSING = "\"'”’»)"
# Inside the prose a line that stands beside two bodies is chrome below this probability; beside
# so many or more, below that one. What is surer than that is a quotation that went round.
_SHARED, _OFTEN, _SHARED_OFTEN = 0.9, 4, 0.97
# Longer, in words, no list of reporters and editors is.
_CREDIT = 60
_CREDITED = re.compile(
    r"[(\[]?(?i:(?:additional |with )?(?:reporting|writing|editing|edited|compiled|production)"
    r"(?:,? (?:and |& )?(?:reporting|writing|editing|graphics?|research))?"
    r" (?:for [\w ]{2,30} )?by):? [A-Z]"
)
# Words of a line that is no paragraph, where no model judges.
_FEW = 8


@dataclass(frozen=True)
class Page:
    """The blocks of one text, and what the rules ask about all of them."""

    blocks: tuple[Block, ...]
    title_keys: tuple[str, ...] = ()
    """The headline as compared, with and without the name of the site."""
    meta: frozenset[int] = frozenset()
    """Numbers of the blocks that were read as byline or date."""
    article: tuple[float, ...] = ()
    """For each block the probability that it is article; empty if no model judged the page."""
    least: float = 0.5
    """From which probability on a block is article."""
    bodies: tuple[int, ...] = ()
    """For each block the number of articles of the folder beside which it stands; empty if unknown.
    """

    @once
    def run(self) -> tuple[int, int]:
        """First and last block of the best run of prose."""
        return prose_run(self.blocks)

    def judged(
        self, article: tuple[float, ...], least: float, bodies: tuple[int, ...] = ()
    ) -> "Page":
        """The same page with what the model and the other articles of the folder say about it."""
        page = replace(self, article=article, least=least, bodies=bodies)
        vars(page).update(run=self.run, tail=self.tail)  # these depend on the blocks alone
        return page

    @once
    def clean(self) -> bool:
        """Whether no page stands around the article: hardly a line below its head is furniture."""
        if not self.article or any(b.chrome and b.tokens for b in self.blocks):
            return False
        return sum(p < _SURELY for p in self.article[1:]) <= _STRAY * len(self.article)

    @once
    def tail(self) -> int:
        """Number of the block at which the matter after the article begins."""
        return _tail(self)


def prose_run(blocks: Sequence[Block]) -> tuple[int, int]:
    """The run of blocks with most words of prose, each other block costing some words."""
    return run_of(block.look.run_words or -_COST for block in blocks)


def run_of(weights: Iterable[int]) -> tuple[int, int]:
    """First and last of the run of weights with the greatest sum; (0, -1) if none is over 0."""
    best, best_run, total, first = 0, (0, -1), 0, 0
    for n, weight in enumerate(weights):
        if total <= 0:
            total, first = 0, n
        total += weight
        if total > best:
            best, best_run = total, (first, n)
    return best_run


def is_chrome(block: Block) -> bool:
    """Whether the block is one of the known phrases of page chrome."""
    return block.chrome


def _tail(page: Page) -> int:
    words = [len(b.words) if b.prose and not is_chrome(b) else 0 for b in page.blocks]
    before, after = 0, sum(words)
    for n, block in enumerate(page.blocks):
        # More prose behind than before: a heading of the page's top, not the article's end.
        if block.heads_tail and before > after:
            return n
        before += words[n]
        after -= words[n]
    return len(page.blocks)


Rule = Callable[[Page, int], bool]


def headline(page: Page, n: int) -> bool:
    """The headline, or a repetition of it; it is kept as the article's title."""
    block = page.blocks[n]
    if block.key not in page.title_keys or (page.article and page.article[n] >= _TEXT):
        return False
    # A paragraph that was taken for the headline because it stands twice: once it stays.
    paragraph = block.prose and block.text.endswith(".")
    return not paragraph or any(b.key == block.key for b in page.blocks[n + 1 :])


def no_words(page: Page, n: int) -> bool:
    """It has neither letters nor digits: a line across the page, a mark of the end."""
    return not page.blocks[n].tokens


def staff_credit(page: Page, n: int) -> bool:
    """It says who reported, wrote or edited the article: "(Reporting by ...; editing by ...)"."""
    block = page.blocks[n]
    return len(block.words) <= _CREDIT and bool(_CREDITED.match(block.text))


def byline_or_date(page: Page, n: int) -> bool:
    """A line that only names the author or a date; the article's own are kept as metadata."""
    return n in page.meta


def after_the_article(page: Page, n: int) -> bool:
    """It stands behind a heading such as "Related articles" or "Leave a comment"."""
    return n >= page.tail


def known_chrome(page: Page, n: int) -> bool:
    """Words that pages put around articles: sharing, subscribing, consent, credits."""
    return is_chrome(page.blocks[n])


def before_the_prose(page: Page, n: int) -> bool:
    """It stands before the longest run of running text."""
    return n < page.run[0]


def behind_the_prose(page: Page, n: int) -> bool:
    """It stands behind the longest run of running text."""
    return n > page.run[1]


def seen_on_other_pages(page: Page, n: int) -> bool:
    """The same line stands in other articles of the folder, whose text is another."""
    if not page.bodies or page.bodies[n] < 2:
        return False
    first, last = page.run
    if not first <= n <= last:
        return True
    if page.article:
        return page.article[n] < (_SHARED if page.bodies[n] < _OFTEN else _SHARED_OFTEN)
    return len(page.blocks[n].words) <= _FEW


def line_model(page: Page, n: int) -> bool:
    """Its words, form and place are those of page furniture, as a trained model judges them."""
    return bool(page.article) and page.article[n] <= _least(page, n) and not _opens(page, n)


def _least(page: Page, n: int) -> float:
    """From which probability on the block is article: a paragraph amid prose has its place."""
    if page.clean:
        return _SURELY
    block, (first, last) = page.blocks[n], page.run
    if block.chrome and len(block.words) <= _PHRASE:
        return _KNOWN if block.final or len(block.words) > _LINK else 1.0
    sentence = block.final and len(block.words) >= _SENTENCE and not block.chrome
    amid = sentence and first <= n <= last and n < page.tail
    return _AMID if amid else page.least


def _opens(page: Page, n: int) -> bool:
    """Whether it is a text's first line, a whole sentence, and article follows at once."""
    block = page.blocks[n]
    whole = block.text.rstrip(_CLOSING).endswith(".") and len(block.words) >= 4
    return n == 0 and whole and page.article[1] >= page.least


# What is no part of the text whatever its form and place.
_CERTAIN: tuple[Rule, ...] = (
    headline,
    byline_or_date,
    no_words,
    staff_credit,
    seen_on_other_pages,
)
# Reasons for what the model drops, and rules of their own where no model judged the page.
_REASONS: tuple[Rule, ...] = (known_chrome, after_the_article, before_the_prose, behind_the_prose)
RULES: tuple[Rule, ...] = (*_CERTAIN, *_REASONS, line_model)


def judge_blocks(page: Page) -> tuple[Verdict, ...]:
    """One verdict for each block, in order."""
    found = []
    for n, block in enumerate(page.blocks):
        rule = _first_rule(page, n)
        detail = ""
        if rule is seen_on_other_pages:
            detail = f"in {page.bodies[n]} articles"
        elif rule is not None and page.article and rule not in _CERTAIN:
            detail = f"article with probability {page.article[n]:.2f}"
        found.append(Verdict(block.text, block.line, rule and rule.__name__, detail=detail))
    return tuple(found)


def _first_rule(page: Page, n: int) -> Rule | None:
    for rule in _CERTAIN:
        if rule(page, n):
            return rule
    if page.article and not line_model(page, n):
        return None
    for rule in _REASONS:
        if rule(page, n):
            return rule
    return line_model if page.article else None

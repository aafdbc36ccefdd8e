"""Who holds which quotation while quotations are given to attributions."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from ..candidates import cue_tokens, lemma_of
from ..context import Context
from ..found import Found, Passage
from ..labels import relation
from ..negation import cue_is_negated
from .introductions import Introduction

_GAP = 12
_SCORE = 0.85


class Holders:
    """The attributions of a document while quotations are given to them."""

    def __init__(self, doc: Doc, found: Sequence[Found], context: Context) -> None:
        self.doc = doc
        self.out = list(found)
        self.context = context
        quoted = context.passages
        self._tokens = [set(f.tokens()) for f in found]
        self._last = [max(f.tokens(), default=0) for f in found]
        self._changed: dict[int, list[str]] = defaultdict(list)
        self._by_head: dict[int | None, int] = {}
        self._at: dict[int, list[int]] = defaultdict(list)
        for number, item in enumerate(found):
            self._by_head.setdefault(item.head, number)
            for i in self._tokens[number]:
                if i in quoted.at:
                    self._at[i].append(number)
        self._ends = sorted(
            (self.last_token(n), -(f.head or 0), n) for n, f in enumerate(found)
            if f.head is not None and f.head not in quoted.at and f.source is not None
            and context.lexicon.speaks(f.lemma)
            and relation(doc[f.head]) not in ("relative", "noun_clause")
        )  # fmt: skip

    def owner(self, passage: Passage) -> int | None:
        """The attribution from outside the quotation whose content holds most of it."""
        counts: dict[int, int] = defaultdict(int)
        for i in range(passage.start, passage.end):
            for number in self._at[i]:
                head = self.out[number].head
                if head is None or not passage.start <= head < passage.end:
                    counts[number] += i in self._tokens[number]
        most = max(counts.values(), default=0)
        if 2 * most <= passage.end - passage.start:
            return None
        return min(number for number, count in counts.items() if count == most)

    def disputes(self, owner: int, own: Introduction) -> bool:
        """Whether a quotation's own cue stands beside the cue that holds it, and not within what
        that one says ("he recalled that she had said ...").
        """
        return own.cue.i != self.out[owner].head and own.cue.i not in self._tokens[owner]

    def last_token(self, number: int) -> int:
        """Last token of an attribution: of its content or its cue."""
        return max(self._last[number], self.out[number].head or 0)

    def nearest(self, passage: Passage, last: int | None) -> int | None:
        """Who spoke last before a quotation: of two that end together, the outer one."""
        place = bisect_left(self._ends, (passage.start, -len(self.doc), 0))
        if not place:
            return last
        end, _, number = self._ends[place - 1]
        return last if last is not None and self.last_token(last) >= end else number

    def settle(self, owner: int, own: Introduction, passage: Passage) -> int:
        """A quotation that the parse gave to somebody, beside a cue of its own."""
        if self.out[owner].head == own.cue.i or self.disputes(owner, own):
            return self.give(own, passage)
        return owner

    def give(self, own: Introduction, passage: Passage) -> int:
        """Take a quotation from whoever holds it and give it to its own cue."""
        inside = frozenset(range(passage.start, passage.end))
        for number in sorted({n for i in inside for n in self._at[i]}):
            if self.disputes(number, own) and self.out[number].head not in inside:
                self._keep(number, self._tokens[number] - inside)
        if own.cue.i not in self._by_head:
            self._by_head[own.cue.i] = len(self.out)
            self.out.append(_found(own))
            self._tokens.append(set())
            self._last.append(0)
            return self._add(self._by_head[own.cue.i], passage, "quotation")
        number = self._by_head[own.cue.i]
        if own.alone:
            quoted = self.context.passages.at
            said = {i for i in self._tokens[number] if i in quoted and i < own.cue.i}
            self._keep(number, said)
        if own.strong and own.source is not None:
            known = self.out[number]
            mention = own.mention or (known.source_range if known.source == own.source.i else None)
            self.out[number] = replace(known, source=own.source.i, source_range=mention)
        return self._add(number, passage, "quotation")

    def _keep(self, number: int, tokens: set[int]) -> None:
        if tokens != self._tokens[number]:
            self._tokens[number] = tokens
            self._last[number] = max(tokens, default=0)
            self._changed[number] += ()

    def extend(self, number: int, passage: Passage, *, since: bool = False) -> int:
        """Let an attribution take a further quotation; `since`: with the words since its last."""
        if since:
            gap = range(self._last[number] + 1, passage.start)
            if len(gap) <= _GAP and not any(i in self._by_head for i in gap):
                self._tokens[number].update(gap)
        return self._add(number, passage, "continuation")

    def _add(self, number: int, passage: Passage, rule: str) -> int:
        inside = range(passage.start, passage.end)
        if not self._tokens[number].issuperset(inside):
            self._changed[number].append(rule)
            self._tokens[number].update(inside)
            self._last[number] = max(self._last[number], inside[-1])
            for i in inside:
                self._at[i].append(number)
        return number

    def done(self) -> list[Found]:
        """The attributions with what they were given; those that lost all are gone."""
        for number, rules in sorted(self._changed.items()):
            tokens = frozenset(self._tokens[number])
            given = self.out[number].with_content(tokens, self.doc)
            self.out[number] = replace(given, rules=tuple(dict.fromkeys((*given.rules, *rules))))
        return [item for item in self.out if item.content]


def _found(own: Introduction) -> Found:
    cue, lemma = own.cue, lemma_of(own.cue)
    verb = cue.pos_ == "VERB"
    return Found(
        (), cue_tokens(cue) if verb else (cue.i,), cue.i, own.source.i if own.source else None,
        ("quotation",), _SCORE, lemma=lemma, negated=verb and cue_is_negated(cue),
        source_range=own.mention,
    )  # fmt: skip

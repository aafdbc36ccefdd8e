"""What the search for candidates costs among many claims: seconds, pairs, and memory.

    python -m bench.search_bench [--claims 10000 100000] [--workers 1] [--in-memory]

Claims are drawn as `bench.zipf_bench` draws them, in stories, and made of words: an entity in half
of them, a speaker of his story in most, one of its sentences quoted in every tenth. None is held:
a claim is made when it is asked for, so that what is measured is the search and its index. The
memory is that of this process at its peak (Linux), with the parts of mapped files that it has read
(*alone* without them), and the peak of its largest worker. `--in-memory` leaves the folder out.
"""

import argparse
import resource
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import overload

from sinorus_claims.config import GroupSettings, WorkSettings
from sinorus_claims.groups.candidates import find_candidates
from sinorus_claims.groups.lexicon import background, words
from sinorus_claims.groups.similarity import load_similarity
from sinorus_claims.model import Claim, Cue, Entity, Speaker, TextSpan
from sinorus_claims.work.engines import local
from sinorus_claims.work.stages import Work

from .zipf_bench import drawn

AN_ARTICLE = 28
"""Claims of an article: the mean over articles of real news."""

_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
_ROW = "{:>9} {:>9} {:>7} {:>9} {:>9} {:>9} {:>8} {:>8} {:>9} {:>9}"


class Drawn(Sequence[Claim]):
    """So many claims, each made when it is asked for."""

    def __init__(self, count: int) -> None:
        self._lemmas, self._stories = drawn(count, 1.3, stories=True)

    @cached_property
    def _known(self) -> list[str]:
        """Words of ordinary news, the most frequent first."""
        _, table = background()
        function = words("function_words")
        return sorted((w for w in table if w not in function), key=lambda w: (-table[w], w))

    def _word(self, rank: int) -> str:
        if rank < len(self._known):
            return self._known[rank]
        made = ""
        while rank:
            rank, place = divmod(rank, len(_SYLLABLES))
            made += _SYLLABLES[place]
        return made

    def __len__(self) -> int:
        return len(self._lemmas)

    @overload
    def __getitem__(self, index: int) -> Claim: ...
    @overload
    def __getitem__(self, index: slice) -> list[Claim]: ...
    def __getitem__(self, index: int | slice) -> Claim | list[Claim]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        return self._claim(index)

    def __iter__(self) -> Iterator[Claim]:
        return (self._claim(n) for n in range(len(self)))

    def _claim(self, number: int) -> Claim:
        story = int(self._stories[number])
        lemmas = tuple(self._word(int(rank)) for rank in self._lemmas[number])
        text = " ".join(lemmas)
        if number % 10 == 0:
            said = (self._word(story % 997 + 7 * n + number % 3) for n in range(8))
            text += f" “{' '.join(said)}”"
        entity = self._word(5000 + 3 * story + number % 3)
        named = (Entity(TextSpan(0, 1), entity, "GPE"),) if number % 2 else ()
        speaker = self._word(5001 + 3 * story + number % 5)
        # By a step that is prime to it no article has two claims of one story more than by chance.
        mixed = (number * 2654435761) % (1 << 32)
        return Claim(
            f"{mixed:08x}{number:08x}", f"a{number // AN_ARTICLE}", "", "indirect", text, (),
            TextSpan(0, 0), Speaker(speaker, speaker, "person") if number % 4 else None,
            Cue((), "say", "denies" if number % 20 == 0 else "asserts"),
            entities=named, lemmas=lemmas,
        )  # fmt: skip


class _Watch(threading.Thread):
    """The most memory of this process and of those it has started, ten times a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.whole = self.alone = 0.0
        self.done = False

    def run(self) -> None:
        while not self.done:
            self.whole = max(self.whole, _megabytes("VmRSS"))
            self.alone = max(self.alone, _megabytes("RssAnon"))
            time.sleep(0.1)


def _megabytes(name: str) -> float:
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1000
    return 0.0


def main(arguments: list[str] | None = None) -> None:
    """Print a table: a line for each number of claims."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000], metavar="N")
    parser.add_argument("--workers", type=int, default=1, metavar="N")
    parser.add_argument("--in-memory", action="store_true")
    options = parser.parse_args(arguments)
    print(_ROW.format("claims", "pairs", "splits", "seconds", "of them", "workers'", "MB before",
                      "MB", "alone MB", "worker MB"))  # fmt: skip
    for count in options.claims:
        print(_measured(count, options.workers, in_memory=options.in_memory), flush=True)


def _measured(count: int, workers: int, *, in_memory: bool) -> str:
    claims, settings = Drawn(count), GroupSettings()
    before, watch, begun = _megabytes("VmRSS"), _Watch(), time.monotonic()
    own, theirs = time.process_time(), _of_children()
    watch.start()
    with (
        tempfile.TemporaryDirectory() as name,
        local(WorkSettings(workers=workers)) as engine,
    ):
        folder = None if in_memory else Path(name)
        similarity = load_similarity(settings)
        found = find_candidates(claims, settings, similarity, folder, work=Work(engine))
    watch.done = True
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    return _ROW.format(
        count, len(found.codes), len(found.splits), f"{time.monotonic() - begun:.0f}",
        f"{time.process_time() - own:.0f}", f"{_of_children() - theirs:.0f}",
        f"{before:.0f}", f"{watch.whole:.0f}", f"{watch.alone:.0f}", f"{largest:.0f}",
    )  # fmt: skip


def _of_children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    main()

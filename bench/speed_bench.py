"""How fast: words a second of the bare pipeline, with claims, and of the whole `run`.

    python -m bench.speed_bench [--articles 84]

Processor time; set OMP_NUM_THREADS=1. A machine that does other things too is slower; the ratios
say more than the figures.
"""

import argparse
import time

from sinorus_claims.claims.language import load_language
from sinorus_claims.config import ClaimSettings, Settings
from sinorus_claims.pipeline import analyse

from .shared import SHARED, present


def main(arguments: list[str] | None = None) -> None:
    """Print a table of words a second."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=84)
    count = parser.parse_args(arguments).articles
    if not present("data", "polnear", "dev"):
        return
    files = sorted((SHARED / "data" / "polnear" / "dev" / "text").glob("*.txt"))[:count]
    texts = [path.read_text("utf-8") for path in files]
    words = sum(len(text.split()) for text in texts)
    rules, nlp = (load_language(ClaimSettings(method=m)) for m in ("rules", "learned"))
    bare, by_rules, claims = 0.0, 0.0, 0.0
    for text in texts:  # in turns, so that a busy machine slows all three alike
        with nlp.select_pipes(disable=["attributor", "claims"]):
            bare += _seconds(lambda text=text: nlp(text))
        by_rules += _seconds(lambda text=text: rules(text))
        claims += _seconds(lambda text=text: nlp(text))
    analysis = analyse([str(path) for path in files], Settings())
    whole = sum(analysis.timings.values())
    print(f"{len(texts)} articles, {words} words, {len(analysis.claims)} claims")
    for name, seconds in (
        ("bare pipeline", bare),
        ("claims, rules", by_rules),
        ("claims, learned", claims),
        ("run", whole),
    ):
        print(f"{name:15} {words / seconds:8.0f} words/s  {seconds / bare:5.2f} x bare")
    print("run by room: " + ", ".join(f"{k} {v:.1f} s" for k, v in analysis.timings.items()))


def _seconds(work) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()

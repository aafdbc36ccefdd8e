"""How well and how fast the loader finds the article: word 4-gram F1 on pages and on text dumps.

    python bench/loader_bench.py [SET ...] [--worst N] [--folds FOLDER]

Each page of a set is written to a temporary folder as a file of its own and read with the default
settings; the referee in ../shared/bench scores the texts. A skipped page counts as empty. English
pages only, told by the function words of the true article text.

`--folds` reads each dump with the weights of the line model that were trained without its site:
files `lines-N.npz` as `python training/make.py lines` leaves them in `training/build/lines`.
"""

import argparse
import functools
import gzip
import importlib.util
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from zlib import crc32

from sinorus_claims.articles.dumps import line_model
from sinorus_claims.articles.load import read_articles
from sinorus_claims.articles.network import load_network
from sinorus_claims.config import ArticleSettings
from sinorus_claims.model import Article, Skipped

SHARED = Path(__file__).resolve().parents[2] / "shared"
SETS = {
    "dumps-zyte-light": ("text", ".txt"),
    "dumps-zyte": ("text", ".txt"),
    "pages-zyte": ("html", ".html"),
    "dumps-wcxb-light": ("text", ".txt"),
    "dumps-wcxb": ("text", ".txt"),
    "pages-wcxb": ("html", ".html"),
}
DEFAULT = ("dumps-zyte-light", "dumps-zyte", "pages-zyte")
SEEN = (
    "The shipped networks were trained on these pages: these figures tell of faults, not of how "
    "good the loader is. For that leave the sites out: --folds, and `python -m pages --measure` "
    "in training/."
)
FUNCTION_WORDS = frozenset(
    {"the", "of", "and", "to", "in", "a", "that", "is", "for", "was", "on", "with", "as", "it"}
)


def main(arguments: list[str] | None = None) -> int:
    """Print one line for each set; 0 also where there is nothing to measure on."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", help=f"of {', '.join(SETS)}", metavar="SET")
    parser.add_argument("--worst", type=int, default=0, help="also list the N worst pages")
    parser.add_argument("--folds", type=Path, help="weights trained without a part of the sites")
    options = parser.parse_args(arguments)
    if not (SHARED / "bench" / "loader.py").exists():
        print(f"skipped: no referee and no pages in {SHARED}")
        return 0
    referee = load_referee()
    unknown = set(options.sets) - set(SETS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; sets: {', '.join(SETS)}")
    for name in options.sets or DEFAULT:
        measure(name, referee, worst=options.worst, folds=options.folds)
    if not options.folds:
        print(SEEN)
    return 0


def load_referee() -> ModuleType:
    """The scoring script, as a module."""
    spec = importlib.util.spec_from_file_location("referee", SHARED / "bench" / "loader.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(name: str, referee: ModuleType, *, worst: int, folds: Path | None = None) -> None:
    """Read one set and print its scores."""
    rows = [r for r in read_rows(name) if is_english(r["truth"])]
    begin = time.process_time()
    found = read_folds(name, rows, folds) if folds else read_all(name, rows)
    seconds = time.process_time() - begin
    texts = {Path(a.path).stem: a.text for a in found if isinstance(a, Article)}
    score = referee.score({r["id"]: r["truth"] for r in rows}, texts)
    reasons = Counter(s.reason for s in found if not isinstance(s, Article))
    print(
        f"{name:17} {len(rows):4} pages  F1 {score['f1']:.4f}  P {score['precision']:.4f}"
        f"  R {score['recall']:.4f}  under .5: {score['under_half']}"
        f"  {len(rows) / seconds:.1f} pages/CPU s  skipped: {dict(sorted(reasons.items()))}"
    )
    for page, value in sorted(score["page_f1"].items(), key=lambda x: x[1])[:worst]:
        print(f"    {value:.3f} {page}")


def read_all(name: str, rows: list[dict[str, str]]) -> list[Article | Skipped]:
    """What the loader makes of a folder with the pages."""
    field, suffix = SETS[name]
    with tempfile.TemporaryDirectory() as folder:
        for row in rows:
            (Path(folder) / f"{row['id']}{suffix}").write_text(row[field], "utf-8", newline="")
        return list(read_articles([folder], ArticleSettings()))


def read_folds(name: str, rows: list[dict[str, str]], folds: Path) -> list[Article | Skipped]:
    """The same, each site with the weights that were trained without it."""
    found: list[Article | Skipped] = []
    for part in each_fold(rows, folds):
        found += read_all(name, part)
    return found


def each_fold(rows: list[dict[str, str]], folds: Path) -> Iterator[list[dict[str, str]]]:
    """The pages of each fold, while the line model has the weights trained without them."""
    weights = sorted(folds.glob("lines-*.npz"))
    shipped = line_model.the_network
    for n, path in enumerate(weights):
        line_model.the_network = functools.cache(functools.partial(load_network, path))
        yield [r for r in rows if fold_of(r["domain"], len(weights)) == n]
    line_model.the_network = shipped


def fold_of(domain: str, folds: int) -> int:
    """The fold of a site, as training counts them."""
    return crc32(domain.removeprefix("www.").encode()) % folds


def read_rows(name: str) -> list[dict[str, str]]:
    """Pages of a set, each with `id`, `truth` and its text or HTML."""
    path = SHARED / "data" / "loader" / f"{name}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def is_english(text: str) -> bool:
    """Whether a text has as many function words as English has."""
    words = re.findall(r"\w+", text.lower())[:600]
    return bool(words) and sum(w in FUNCTION_WORDS for w in words) / len(words) > 0.1


if __name__ == "__main__":
    sys.exit(main())

"""Train the page model, or measure it on publishers that it has not seen.

cd training && OMP_NUM_THREADS=1 python -m pages            # writes articles/weights/pages.npz
cd training && OMP_NUM_THREADS=1 python -m pages --measure  # five folds, split by domain
"""

from __future__ import annotations

import argparse
import functools
import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import torch
from sinorus_claims.articles.mapping import assemble
from sinorus_claims.articles.network import load_network
from sinorus_claims.articles.pages import judge as html_judge
from sinorus_claims.articles.pages.page import read_page
from sinorus_claims.errors import ReadError

from paths import BUILD, DATA, REPOSITORY

from .fit import Recipe, export, fit, predict
from .samples import SETS, Sample, bare_samples, read_samples, text_of

WEIGHTS = REPOSITORY / "src" / "sinorus_claims" / "articles" / "weights" / "pages.npz"
FOLDS, BARE = 5, 80


def main(arguments: list[str] | None = None) -> int:
    """Write the weights, or print the scores of pages whose domain was left out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--measure", action="store_true", help="five folds, no weights written")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    samples = [s for s in read_samples() if len(s.label)]
    recipe = Recipe()
    if options.measure:
        measure(samples, recipe)
    else:
        fitted = fit([*samples, *bare_samples(samples, BARE, seed=recipe.seed)], recipe)
        export(fitted, recipe, options.out)
        print(f"{options.out}: {options.out.stat().st_size / 1000:.0f} kB")
    return 0


def measure(samples: list[Sample], recipe: Recipe) -> None:
    """Word 4-gram F1 of each set, every page read with weights that know no page of its site.

    Two lines a set: the network alone, and the whole reader with second opinion and rules.
    """
    domains = sorted({s.domain for s in samples})
    random.Random(1).shuffle(domains)
    fold = {domain: n % FOLDS for n, domain in enumerate(domains)}
    alone: dict[str, dict[str, str]] = {name: {} for name in SETS}
    whole: dict[str, dict[str, str]] = {name: {} for name in SETS}
    for part in range(FOLDS):
        known = [s for s in samples if fold[s.domain] != part]
        held = [s for s in samples if fold[s.domain] == part and s.english]
        fitted = fit([*known, *bare_samples(known, BARE, seed=part)], recipe)
        weights = BUILD / "pages" / f"pages-{part}.npz"
        export(fitted, recipe, weights)
        html_judge.network = functools.cache(functools.partial(load_network, weights))
        for sample, p in zip(held, predict(fitted, held), strict=True):
            alone[sample.set][sample.id] = text_of(sample, p >= 0.5)
            whole[sample.set][sample.id] = _read(sample)
    referee = _referee()
    for name in SETS:
        truth = {s.id: s.truth for s in samples if s.set == name and s.english}
        for how, found in (("network", alone), ("reader", whole)):
            score = referee.score(truth, found[name])
            print(name, how, {k: v for k, v in score.items() if k != "page_f1"})


def _read(sample: Sample) -> str:
    try:
        found = read_page(sample.source)
    except ReadError:
        return ""
    return assemble(found.source, found.pieces)[0]


def _referee() -> ModuleType:
    path = DATA.parent / "bench" / "loader.py"
    spec = importlib.util.spec_from_file_location("referee", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())

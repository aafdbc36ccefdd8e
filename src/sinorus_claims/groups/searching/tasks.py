"""The stage functions of the search, in the order in which they run.

Each takes the `Plan` and an item, both JSON, reads what earlier tasks wrote, and answers what the
parent has to know: never pairs.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from ..blocking import Split, blocks
from ..claim_index import open_index
from ..keys import KINDS, Keys
from ..neighbours import neighbours_in
from ..pairing import KEPT, NEAR, QUOTED, Pairing, Pairs, pairs_of, united
from ..partitions import homes_of
from .plan import Plan, plan_of
from .sections import read_section, write_sections

CELLS, KEYS, NAMED, LYING_NEAR = "cells", "keys", "named", "near"
RANKED, UNITED = "ranked", "united"
"""Kinds of files."""

SPLITS: TypeAdapter[tuple[Split, ...]] = TypeAdapter(tuple[Split, ...])
"""What `pair_claims` answers."""

MARKED = ("i8", "u1", "f8")
"""Types of the columns of the last files: pairs of positions, their marks and likenesses."""

_KEY = ("u8", "i4")
_PAIR = ("i8", "f8", "u1")

_KINDS = tuple(sorted(KINDS))


def part_keys(context: bytes, item: bytes) -> bytes:
    """A range of claims -> their keys, in sections by kind and partition."""
    plan, number = _plan(context), json.loads(item)
    index = open_index(plan.index)
    codes, rows, homes = [], [], []
    for place, kind in enumerate(_KINDS):
        found, of = KINDS[kind](index, *plan.ends(number))
        codes.append(found)
        rows.append(of.astype(np.int32))
        homes.append(homes_of(found, plan.partitions) + place * plan.partitions)
    columns = [np.concatenate(parts) for parts in (codes, rows)]
    sections = len(_KINDS) * plan.partitions
    write_sections(plan.file(KEYS, number), np.concatenate(homes), sections, columns)
    return b"null"


def pair_claims(context: bytes, item: bytes) -> bytes:
    """A partition of the keys -> pairs of claims that share one of them, in sections by range.

    Answers the blocks that were split.
    """
    plan, number = _plan(context), json.loads(item)
    index = open_index(plan.index)
    pairing = Pairing(index, plan.settings, by_words=plan.by_words)
    splits: list[Split] = []
    found: dict[bool, list[Pairs]] = {True: [], False: []}
    for place, kind in enumerate(_KINDS):
        keys = _keys(plan, place * plan.partitions + number)
        made = blocks(kind, keys, index, plan.settings.max_block, splits)
        found[kind in KEPT].append(pairing.inside(made, every=kind in KEPT))
    quoted, others = united(found[True]), united(found[False])
    _write_pairs(plan, plan.file(NAMED, number), [(quoted, QUOTED), (others, 0)])
    return SPLITS.dump_json(tuple(splits))


def _keys(plan: Plan, section: int) -> Keys:
    codes, rows = read_section(plan.files(KEYS, plan.ranges), section, _KEY)
    return codes, rows.astype(np.int64)


def meet_neighbours(context: bytes, item: bytes) -> bytes:
    """A cell of the vector space -> pairs of neighbours in it, in sections by range."""
    plan, number = _plan(context), json.loads(item)
    index = open_index(plan.index)
    (cell,) = read_section([plan.file(CELLS, 0)], number, ("i8",))
    left, right = neighbours_in(index.meanings, index.articles, cell)
    near = _pairing(plan).neighbours(np.sort(left * len(index) + right))
    _write_pairs(plan, plan.file(LYING_NEAR, number), [(near, NEAR)])
    return b"null"


def rank_pairs(context: bytes, item: bytes) -> bytes:
    """A range of claims -> the pairs in which one is among the closest of a claim of this range.

    In sections by the range of the left claim. The item has the number of cells beside that of the
    range.
    """
    plan, (number, cells) = _plan(context), json.loads(item)
    files = [*plan.files(NAMED, plan.partitions), *plan.files(LYING_NEAR, cells)]
    codes, most, marks = read_section(files, number, _PAIR)
    named, quoted, near = (pairs_of(codes, most, marks == mark) for mark in (0, QUOTED, NEAR))
    pairs, known = _pairing(plan).kept(near, named, quoted, plan.ends(number))
    homes = pairs.codes // plan.claims // plan.at_once
    file = plan.file(RANKED, number)
    write_sections(file, homes, plan.ranges, [pairs.codes, pairs.most, known])
    return b"null"


def unite_pairs(context: bytes, item: bytes) -> bytes:
    """A range of left claims -> their pairs that are worth judging, by positions and sorted.

    In sections by the range of the left position.
    """
    plan, number = _plan(context), json.loads(item)
    index = open_index(plan.index)
    codes, most, marks = read_section(plan.files(RANKED, plan.ranges), number, _PAIR)
    order = np.argsort(codes)
    first = np.flatnonzero(np.diff(codes[order], prepend=-1))
    pairs = Pairs(codes[order[first]], most[order[first]])
    if len(first):  # what each of the two ends knows of a pair
        marks = np.bitwise_or.reduceat(marks[order], first)
    found = _pairing(plan).alike(pairs, marks).in_order(index.order)
    homes = found.codes // plan.claims // plan.at_once
    columns: list[NDArray[Any]] = [found.codes, found.marks, found.likeness]
    write_sections(plan.file(UNITED, number), homes, plan.ranges, columns)
    return b"null"


def _write_pairs(plan: Plan, file: Path, found: Sequence[tuple[Pairs, int]]) -> None:
    """Each pair stands in the range of its left claim and in that of its right one."""
    codes = np.concatenate([pairs.codes for pairs, _ in found])
    most = np.concatenate([pairs.most for pairs, _ in found])
    marks = np.concatenate([np.full(len(pairs), mark, np.uint8) for pairs, mark in found])
    left, right = codes // plan.claims // plan.at_once, codes % plan.claims // plan.at_once
    both = np.concatenate([np.arange(len(codes)), np.flatnonzero(left != right)])
    homes = np.concatenate([left, right[left != right]])
    write_sections(file, homes, plan.ranges, [codes[both], most[both], marks[both]])


@lru_cache(maxsize=2)
def _plan(context: bytes) -> Plan:
    return plan_of(context)


def _pairing(plan: Plan) -> Pairing:
    return Pairing(open_index(plan.index), plan.settings, by_words=plan.by_words)

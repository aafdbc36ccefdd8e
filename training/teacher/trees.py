"""The best dependency tree under a matrix of arc scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
"""n x (n + 1): score of each word's every head; column 0 is the root."""


def best_tree(scores: Scores) -> list[int]:
    """Each word's head (0 is the root, 1 the first word): a tree with exactly one root.

    The greedy choice is nearly always a tree; else the maximum spanning tree is searched
    (Chu and Liu 1965, Edmonds 1967), with the root forced on each of the likeliest words in turn.
    """
    size = len(scores)
    square = np.full((size + 1, size + 1), -np.inf)
    square[1:, :] = scores
    np.fill_diagonal(square, -np.inf)
    greedy = square.argmax(axis=1)
    greedy[0] = 0
    if (greedy[1:] == 0).sum() == 1 and not _cycle(greedy):
        return [int(head) for head in greedy[1:]]
    best, best_score = greedy, -np.inf
    for root in np.argsort(-square[1:, 0])[:5] + 1:
        rooted = square.copy()
        rooted[1:, 0] = -np.inf
        rooted[root, :] = -np.inf
        rooted[root, 0] = square[root, 0]
        heads = _spanning_tree(rooted)
        total = square[np.arange(1, size + 1), heads[1:]].sum()
        if total > best_score:
            best, best_score = heads, total
    return [int(head) for head in best[1:]]


def _cycle(heads: NDArray[np.int64]) -> list[int]:
    """The nodes of one cycle, or none."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for visited in path:
            state[visited] = 2
    return []


def _spanning_tree(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Heads of the maximum spanning arborescence; row 0 is the root's and is ignored."""
    heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    nodes = np.array(cycle)
    kept = scores[nodes, heads[nodes]]
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    entering = scores[np.ix_(nodes, outside)] - kept[:, None]
    smaller[-1, :-1] = entering.max(axis=0) + kept.sum()
    leaving = scores[np.ix_(outside, nodes)]
    smaller[:-1, -1] = leaving.max(axis=1)
    smaller[0, :] = -np.inf
    solved = _spanning_tree(smaller)
    for place, node in enumerate(outside[1:], start=1):
        head = solved[place]
        is_cycle = head == len(outside)
        heads[node] = nodes[leaving[place].argmax()] if is_cycle else outside[head]
    entry = outside[solved[-1]]
    broken = nodes[entering[:, solved[-1]].argmax()]
    heads[broken] = entry
    return heads

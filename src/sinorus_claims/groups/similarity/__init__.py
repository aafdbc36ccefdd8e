"""How much two claims speak about the same thing, 0 to 1; numbers and negation do not count.

A similarity is made for the claims of a run and then compares any two claims. `SIMILARITIES` names
those that `config.yaml` may choose; `sentence-transformers:NAME` names a model of that library, and
`package.module:attribute` any other factory.
"""

from .contract import Encoder, Similarity
from .embedded import EmbeddedSimilarity
from .lexical import LexicalSimilarity
from .static import StaticEncoder
from .table import SIMILARITIES, factory, load_similarity
from .weights import Weights

__all__ = [
    "SIMILARITIES",
    "EmbeddedSimilarity",
    "Encoder",
    "LexicalSimilarity",
    "Similarity",
    "StaticEncoder",
    "Weights",
    "factory",
    "load_similarity",
]

"""The similarities that `config.yaml` may name."""

from collections.abc import Callable, Sequence
from functools import cache, partial

from ...config import GroupSettings
from ...model import Claim
from ..named import named
from .contract import Similarity
from .embedded import EmbeddedSimilarity
from .lexical import LexicalSimilarity
from .models import PREFIX, model_similarity

Factory = Callable[[Sequence[Claim]], Similarity]

SIMILARITIES: dict[str, Factory] = {"embedded": EmbeddedSimilarity, "lexical": LexicalSimilarity}


def load_similarity(settings: GroupSettings, claims: Sequence[Claim] = ()) -> Similarity:
    """The similarity that the settings name, made for the claims of a run.

    Raises `ConfigError` for a name that is neither in the table nor can be imported, and for a
    model that is not there.
    """
    return factory(settings.similarity)(claims)


@cache
def factory(name: str) -> Factory:
    """The maker of the similarity with this name; raises `ConfigError`."""
    if name.startswith(PREFIX):
        return partial(model_similarity, name.removeprefix(PREFIX))
    return named("groups.similarity", name, SIMILARITIES, (f"{PREFIX}NAME",))

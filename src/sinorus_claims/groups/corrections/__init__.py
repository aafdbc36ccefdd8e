"""An analyst's corrections, applied to claims and to how they relate."""

from .applying import Corrected, correct
from .pairs import Effect, PairLine
from .ties import Ties

__all__ = ["Corrected", "Effect", "PairLine", "Ties", "correct"]

"""The report at a glance: outlets against groups, statements over time, who speaks about whom.

Each overview is worked out whole, with every place and label, before a template shows it.
"""

from .matrix import Matrix, matrix
from .network import Network, network
from .timeline import Timeline, timeline

__all__ = ["Matrix", "Network", "Timeline", "matrix", "network", "timeline"]

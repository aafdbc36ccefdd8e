"""The ferry story, worked out for a report."""

import pytest

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis
from sinorus_claims.reports.contents import Contents, contents


def worked_out(analysis: Analysis) -> Contents:
    return contents(analysis, ReportSettings())


@pytest.fixture
def ferry(sample: Analysis) -> Contents:
    return worked_out(sample)

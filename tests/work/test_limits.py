"""Limits that a process sets itself."""

import pytest

from sinorus_claims.work.limits import usable_cores


@pytest.mark.parametrize(
    ("quota", "most"),
    [("50000 100000\n", 1), ("100000 100000\n", 1), ("150000 100000\n", 2), ("0 100000\n", 1)],
)
def test_a_container_may_use_what_its_quota_grants(tmp_path, quota, most):
    (tmp_path / "cpu.max").write_text(quota, "ascii")
    assert usable_cores(tmp_path / "cpu.max") == min(most, usable_cores(tmp_path / "none"))


def test_without_a_quota_all_cores_count(tmp_path):
    (tmp_path / "cpu.max").write_text("max 100000\n", "ascii")
    assert usable_cores(tmp_path / "cpu.max") == usable_cores(tmp_path / "none") >= 1


@pytest.mark.parametrize(
    ("quota", "most"), [("150000\n", 2), ("50000\n", 1), ("-1\n", 10_000), ("no\n", 10_000)]
)
def test_older_control_groups_grant_a_quota_too(tmp_path, quota, most):
    (tmp_path / "cpu.cfs_quota_us").write_text(quota, "ascii")
    (tmp_path / "cpu.cfs_period_us").write_text("100000\n", "ascii")
    none = tmp_path / "none"
    assert usable_cores(none, tmp_path) == min(most, usable_cores(none, none))

"""Run every benchmark."""

from . import (
    attribution_bench,
    candidates_bench,
    denials_bench,
    groups_bench,
    judging_bench,
    loader_bench,
    metadata_bench,
    nesting_bench,
    numeric_bench,
    pairs_bench,
    quotes_bench,
    report_bench,
    reprints_bench,
    similarity_bench,
    speakers_bench,
    speed_bench,
    stance_bench,
)

for title, part in (
    ("attribution", attribution_bench), ("pairs", pairs_bench), ("speed", speed_bench),
    ("reprints", reprints_bench), ("speakers", speakers_bench),
    ("stances", stance_bench), ("nesting", nesting_bench), ("groups", groups_bench),
    ("numbers", numeric_bench), ("denials", denials_bench), ("quotations", quotes_bench),
    ("candidates", candidates_bench), ("similarity", similarity_bench), ("judging", judging_bench),
    ("report", report_bench),
):  # fmt: skip
    print(f"== {title}")
    part.main([])
print("== loader")
loader_bench.main([])
print("== metadata")
metadata_bench.main(["--direct"])

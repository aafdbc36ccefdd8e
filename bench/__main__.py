"""Run every benchmark."""

from . import (
    attribution_bench,
    groups_bench,
    loader_bench,
    metadata_bench,
    nesting_bench,
    pairs_bench,
    reprints_bench,
    speakers_bench,
    speed_bench,
    stance_bench,
)

for title, part in (
    ("attribution", attribution_bench), ("pairs", pairs_bench), ("speed", speed_bench),
    ("reprints", reprints_bench), ("speakers", speakers_bench),
    ("stances", stance_bench), ("nesting", nesting_bench), ("groups", groups_bench),
):  # fmt: skip
    print(f"== {title}")
    part.main([])
print("== loader")
loader_bench.main([])
print("== metadata")
metadata_bench.main(["--direct"])

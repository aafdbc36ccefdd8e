"""The options of one share of the articles, and what `extract` does with them."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:  # `--help` would wait for it
    from ..config import Settings

ShardOf = Annotated[
    str | None,
    typer.Option(
        help="Extract this share of the articles alone: 3/64 is the third of 64; needs --work.",
        metavar="I/N",
    ),
]
WorkFolder = Annotated[
    str | None,
    typer.Option(
        help="Folder or URL that all machines share, for the results of shards.", metavar="DIR"
    ),
]


def extract_share(
    paths: list[str], settings: "Settings", shard: str | None, work: str | None
) -> None:
    """Extract one share of the articles into the folder, and say what it came to."""
    from ..errors import ConfigError
    from ..pipeline.shards import extract_shard
    from ..reports.wording import counted
    from ..work.shares import Share
    from .console import messages, progress_bars, safe
    from .summary import print_skips

    if shard is None or work is None:
        raise ConfigError("--shard and --work belong together: --shard 3/64 --work FOLDER")
    share = Share.named(shard)
    with progress_bars(shown=True) as progress:
        found = extract_shard(paths, settings, share, work, progress=progress)
    line = f"shard {share.number} of {share.of} is whole: " + ", ".join(
        (counted(found.articles, "article"), counted(found.claims, "claim"))
    )
    messages.print(safe(f"{line}, in {work}"), soft_wrap=True)
    print_skips(found.lost)

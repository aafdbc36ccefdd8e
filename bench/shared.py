"""Where the measuring data lie, and how the public command line is run."""

import subprocess
import sys
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
BUILD = Path(__file__).resolve().parent / "build"


def present(*parts: str) -> bool:
    """Whether a file of the shared data is there; says so if not."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        print(f"skipped: {'/'.join(parts)} is not in the shared data")
    return path.exists()


def command(*arguments: str, into: Path) -> None:
    """Run `sinorus-claims` with its output in a file; raises where it fails."""
    into.parent.mkdir(parents=True, exist_ok=True)
    with into.open("w", encoding="utf-8") as out:
        subprocess.run([sys.executable, "-m", "sinorus_claims", *arguments], stdout=out, check=True)


def referee(name: str, *arguments: str) -> str:
    """What a referee script prints."""
    script = SHARED / "bench" / f"{name}.py"
    done = subprocess.run(
        [sys.executable, str(script), *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout

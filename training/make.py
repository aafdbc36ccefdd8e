"""Make the English pipeline and the line model that ship with the package.

Usage: python training/make.py STEP [STEP ...]     steps: see --help; `all` runs every one in order
"""

from __future__ import annotations

import threads  # isort: skip  # noqa: F401

import argparse
import time
from collections.abc import Callable


def data() -> None:
    """Convert the gold corpora to spaCy's format (1 minute)."""
    from corpora.convert import convert_all

    convert_all()


def teacher() -> None:
    """Fine-tune the teacher (35 to 45 minutes on one core)."""
    from teacher.train import train

    train()


def silver() -> None:
    """Let the teacher annotate news (15 minutes)."""
    from teacher.label import label_all

    label_all()


def vectors() -> None:
    """Make the static vectors (half a minute)."""
    from teacher.vectors import build

    build()


def train() -> None:
    """Train the student (30 to 45 minutes)."""
    import student

    student.assemble()
    student.train()
    student.finish()


def package() -> None:
    """Measure it and copy it into the package with its card (3 minutes)."""
    import student
    from package import package as ship

    ship(student.folder() / "final")


def lines() -> None:
    """Train the line model of the loader, with five folds besides (10 minutes)."""
    from lines.train import train as train_lines

    train_lines()


def attribution() -> None:
    """Teach the attribution model: teacher, its view of other news, student (2.5 hours)."""
    from attribution import silver as unlabelled
    from attribution import student, teacher
    from attribution.ship import ship

    teacher.train()
    for part in range(unlabelled.PARTS):
        unlabelled.label(part)
    student.first()
    student.second()
    ship()


def similarity() -> None:
    """Make the table of word pieces for likeness (6 minutes; wants `contradiction`'s pieces)."""
    from similarity.ship import ship
    from similarity.student import train as teach
    from similarity.teacher import encode_all

    encode_all()
    ship(*teach())


def contradiction() -> None:
    """Teach the model of contradiction, with five folds, and weigh the evidence (3 hours)."""
    from contradiction import calibrate, export, folds
    from contradiction import train as first

    first.prepare()
    first.first()
    for fold in (None, *range(folds.FOLDS)):
        folds.second(fold)
        folds.third(fold)
    export.export()
    calibrate.main()


def evaluate() -> None:
    """Print the scores of the shipped pipeline (2 minutes)."""
    import paths
    from evaluate import evaluate as measure
    from evaluate import markdown

    print(markdown(measure(paths.SHIPPED)))


_ORDER = (
    data,
    teacher,
    silver,
    vectors,
    train,
    package,
    attribution,
    evaluate,
    lines,
    contradiction,
    similarity,
)
STEPS: dict[str, Callable[[], None]] = {step.__name__: step for step in _ORDER}


def main() -> None:
    """Command line."""
    steps = "\n".join(f"  {name:11} {step.__doc__}" for name, step in STEPS.items())
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=steps, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("steps", nargs="+", choices=[*STEPS, "all"], metavar="STEP")
    chosen = parser.parse_args().steps
    for name in STEPS if "all" in chosen else chosen:
        begun = time.time()
        STEPS[name]()
        print(f"{name}: {time.time() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()

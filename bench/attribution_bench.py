"""Who said what, against hand-made attributions: PolNeAR dev through `extract`.

python -m bench.attribution_bench [--split dev] [--method rules]
"""

import argparse

from .shared import BUILD, SHARED, command, present, referee


def main(arguments: list[str] | None = None) -> None:
    """Print the referee's table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--split", default="dev")
    parser.add_argument("--method", default="learned", choices=("learned", "rules"))
    options = parser.parse_args(arguments)
    split, method = options.split, options.method
    if not present("data", "polnear", split):
        return
    root = SHARED / "data" / "polnear"
    found = BUILD / f"attribution-{split}-{method}.jsonl"
    settings = BUILD / f"{method}.yaml"
    settings.write_text(f"claims: {{method: {method}}}\n", encoding="utf8")
    texts = str(root / split / "text")
    command("-q", "extract", texts, "--config", str(settings), "--format", "jsonl",
            "--offsets", "file", into=found)  # fmt: skip
    gold = str(root / f"gold-{split}.jsonl")
    print(referee("attribution", "score", "--gold", gold, "--pred", str(found), "--text", texts))


if __name__ == "__main__":
    main()

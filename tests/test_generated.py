"""What is generated in docs/ is what is committed."""

import pytest

from .generated import GENERATED, ROOT, cli_reference


@pytest.mark.parametrize("name", GENERATED)
def test_committed_file_is_the_generated_one(name: str) -> None:
    committed = (ROOT / "docs" / name).read_text("utf-8")
    assert committed == GENERATED[name](), "run `make docs`"


def test_the_reference_names_every_command_and_its_options() -> None:
    text = cli_reference()
    commands = ["run", "extract", "compare", "report", "schema", "articles", "judge"]
    for command in [*commands, "config show", "config check"]:
        assert f"\n## {command}\n" in text
        assert f"```sh\nsinorus-claims {command}" in text
    for option in ("`--out`, `-o`", "`--config`, `-c`", "`--offsets`", "`--quiet`, `-q`"):
        assert option in text

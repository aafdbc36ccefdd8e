"""Paragraphs of our own that the tests of this room build files from."""

import pytest

PARAGRAPHS = (
    "The harbour office in Lunmark closed its northern pier on Monday after divers found a crack "
    "in the third pillar, and it asked the ferry company to use the southern quay until Friday.",
    "“Nobody will sail from a pier that we would not stand on ourselves,” said Ida Brekke, who "
    "has run the office for nine years and who ordered the inspection in the spring.",
    "The ferry company said that it had heard of the closure from its own captain, not from the "
    "office, and that forty passengers had waited in the rain for almost two hours.",
    "Engineers from the province are expected to look at the pillar on Wednesday; their report "
    "will decide whether the pier can open again before the summer traffic begins.",
)


@pytest.fixture
def paragraphs() -> tuple[str, ...]:
    return PARAGRAPHS


@pytest.fixture
def body() -> str:
    return "\n\n".join(PARAGRAPHS)

"""Names that hold outside one file: equal for the same thing in every run and every format."""

from hashlib import sha256
from urllib.parse import quote

from ...model import Analysis


def urn(kind: str, *names: str) -> str:
    """`urn:sinorus-claims:claim:3fe2…`: an IRI for what has no address on the web."""
    parts = (quote(name.encode("utf-8", "replace"), safe="") for name in names)
    return ":".join(["urn:sinorus-claims", kind, *parts])


def short_hash(*parts: str) -> str:
    """16 hexadecimal digits that stand for these texts in this order."""
    text = "\0".join(parts)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def software(analysis: Analysis) -> str:
    """`sinorus-claims 0.1.0`, as the analysis tells it."""
    version = analysis.versions.get("sinorus-claims", "")
    return f"sinorus-claims {version}".strip()

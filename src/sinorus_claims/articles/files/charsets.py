"""Text of bytes whose character set a header beside them names."""

import codecs

from .decode import decode, without_surrogates

# Codecs that are no character sets of documents, and can be slow.
_NO_CHARSET = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})


def decode_labelled(data: bytes, label: str) -> tuple[str, tuple[str, ...]]:
    """As `decode`, but the header's character set comes before what the bytes themselves declare.

    Bytes that are valid UTF-8 are UTF-8 whatever the header says.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        named = _by_label(data, label)
        if named:
            return named
    return decode(data)


def _by_label(data: bytes, label: str) -> tuple[str, tuple[str, ...]] | None:
    try:
        name = codecs.lookup(label.strip(" \"'")).name
        if name in _NO_CHARSET or name == "utf-8":
            return None
        name = "cp1252" if name in {"iso8859-1", "ascii"} else name
        text = without_surrogates(data.decode(name)).replace("\0", "�")
    except (LookupError, ValueError):
        return None
    return text, (f"encoding: {name}, as the header says",)

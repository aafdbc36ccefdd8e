"""Bytes -> text. Line breaks are not translated, so that offsets stay those of the file."""

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Which of each four bytes are mostly zero.
_WIDE: dict[tuple[bool, ...], str] = {
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}
_DECLARED = re.compile(
    rb"""(?:charset\s*=\s*["']?|<\?xml[^>]{0,80}encoding\s*=\s*["'])([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 4096
_SAMPLE = 100_000
_SURROGATES = re.compile("[\ud800-\udfff]")


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text of `data` and notes on how it was read.

    In this order: byte order mark (left out of the text, as Python's own codecs do), UTF-16 or
    UTF-32 without a mark, strict UTF-8, UTF-8 with few bad bytes, the declared character set, the
    best guess of charset-normalizer, and UTF-8 with replacement characters. All but the first
    three leave a note. NUL bytes and lone surrogates become U+FFFD, so that offsets stay.
    """
    text, notes = _decode(data)
    if "\0" in text:
        notes += (f"nul_bytes: {text.count(chr(0))} replaced",)
        text = text.replace("\0", "�")
    return text, notes


def is_wide(data: bytes) -> bool:
    """Whether `data` is UTF-16 or UTF-32, with or without a byte order mark."""
    return any(data.startswith(mark) for mark, _ in _BOMS[1:]) or _wide(data) is not None


def without_surrogates(text: str) -> str:
    """`text` with each lone surrogate replaced by U+FFFD; of equal length."""
    return _SURROGATES.sub("�", text)


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name)
    wide = _wide(data)
    if wide:
        return _lenient(data, wide)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    replaced = data.decode("utf-8", "replace")
    # A cp1252 page has a bad byte at nearly every non-ASCII character; a damaged UTF-8 page not.
    bad, good = replaced.count("�"), sum(c > "\x7f" for c in replaced)
    if bad * 10 <= good:
        return replaced, (f"encoding_guess: utf-8 with {bad} unreadable bytes",)
    return _declared(data) or _guessed(data) or (replaced, ("encoding_guess: utf-8, damaged",))


def _lenient(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    text = without_surrogates(data.decode(name, "replace"))
    return text, ((f"encoding_guess: {name}, damaged",) if "�" in text else ())


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: of mostly Latin text every other byte or three are zero."""
    sample = data[:2000]
    sample = sample[: len(sample) // 4 * 4]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    zero = tuple(sample[n::4].count(0) > 0.7 * len(sample) / 4 for n in range(4))
    return _WIDE.get(zero)


def _declared(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    match = _DECLARED.search(data[:_HEAD])
    if not match:
        return None
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
        if name in {"iso8859-1", "ascii"}:
            name = "cp1252"  # what pages mean by latin-1, as browsers do
        return data.decode(name), (f"encoding: {name}, as declared",)
    except (LookupError, UnicodeDecodeError):
        return None


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    try:  # bytes that fit cp1252 in an English text: far the commonest case
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    ascii_share = sum(b < 128 for b in data[:_SAMPLE]) / max(1, len(data[:_SAMPLE]))
    if text and ascii_share > 0.9:
        return text, ("encoding_guess: cp1252",)
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    return data.decode(best.encoding, "replace"), (f"encoding_guess: {best.encoding}",)

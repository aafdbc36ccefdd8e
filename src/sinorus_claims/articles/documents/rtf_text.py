r"""The text of an RTF file: groups, control words and code pages, and nothing that is not shown.

Written here because the library at hand stops at an unknown code page or a `\uc` without a number,
and writes the address of each link into the sentence.
"""

import codecs
import re
from dataclasses import dataclass, field, replace

from ...errors import ReadError

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.DOTALL,
)
# Groups that hold no text of the page.
_HIDDEN = frozenset(
    b"fonttbl colortbl stylesheet info pict object fldinst header headerl headerr headerf footer "
    b"footerl footerr footerf footnote annotation atnid atnauthor listtable listoverridetable "
    b"themedata datastore latentstyles generator xmlnstbl rsidtbl filetbl revtbl bkmkstart bkmkend "
    b"shpinst nonshppict".split()
)
_SIGNS = {
    b"par": "\n", b"sect": "\n", b"page": "\n", b"line": "\n", b"row": "\n", b"cell": "\t",
    b"tab": "\t", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ",
    b"nestcell": "\t", b"nestrow": "\n",
}  # fmt: skip
_ESCAPED = {b"~": "\xa0", b"_": "‑", b"-": "\xad", b"{": "{", b"}": "}", b"\\": "\\"}
_ESCAPED |= {b"\n": "\n", b"\r": "\n"}
# Character sets of fonts that Windows numbers otherwise than code pages.
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_MAX_DEPTH = 1000


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and its end restores."""

    hidden: bool = False
    """Inside a group that holds no text of the page."""
    veiled: bool = False
    """Hidden or struck out by its format."""
    skip: int = 1
    """Characters that stand behind each `\\u` for old readers."""
    codec: str = "cp1252"


@dataclass(slots=True)
class _Reader:
    base: str = "cp1252"
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)
    """Bytes of a double-byte character set that wait for their second half."""
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    in_fonts: bool = False
    left: int = 0
    """Characters still to be skipped behind a `\\u`."""

    def flush(self) -> None:
        if self.pending:
            self.parts.append(bytes(self.pending).decode(self.state.codec, "replace"))
            self.pending.clear()

    def write(self, text: str) -> None:
        self.flush()
        if not (self.state.hidden or self.state.veiled):
            self.parts.append(text)

    def write_bytes(self, data: bytes) -> None:
        dropped = min(self.left, len(data))
        self.left -= dropped
        if not (self.state.hidden or self.state.veiled):
            self.pending += data[dropped:]


def rtf_text(data: bytes) -> str:
    """Text that the RTF shows, a line a paragraph, cells of tables parted by tabs.

    Raises `ReadError`: `rtf_malformed` if it is no RTF or shows nothing, `too_deep`.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReadError("rtf_malformed", "it does not begin like RTF")
    reader = _Reader()
    for token in _TOKEN.finditer(data):
        word, number, code, sign, brace, plain = token.groups()
        if word:
            _control(reader, word, int(number) if number else None)
        elif code:
            reader.write_bytes(bytes.fromhex(code.decode()))
        elif plain:
            reader.write_bytes(plain)
        elif brace:
            _group(reader, brace)
        elif sign == b"*":
            reader.state = replace(reader.state, hidden=True)
        elif sign:
            reader.left = 0
            reader.write(_ESCAPED.get(sign, ""))
    reader.flush()
    text = _joined_surrogates("".join(reader.parts))
    if not text.strip():
        raise ReadError("rtf_malformed", "it shows no text")
    return text


def _group(reader: _Reader, brace: bytes) -> None:
    reader.flush()
    reader.left = 0
    if brace == b"{":
        reader.stack.append(reader.state)
        if len(reader.stack) > _MAX_DEPTH:
            raise ReadError("too_deep", f"groups nested more than {_MAX_DEPTH} deep")
    elif reader.stack:
        reader.state = reader.stack.pop()


def _control(reader: _Reader, word: bytes, number: int | None) -> None:
    if word != b"u":
        reader.flush()
    if word in _SIGNS:
        reader.write(_SIGNS[word])
    elif word == b"u" and number is not None:
        reader.write(chr(number % 65_536))
        reader.left = reader.state.skip
    elif word in _HIDDEN:
        reader.in_fonts = word == b"fonttbl"
        reader.state = replace(reader.state, hidden=True)
    elif word in {b"v", b"deleted"}:
        reader.state = replace(reader.state, veiled=number != 0)
    elif word == b"uc":
        reader.state = replace(reader.state, skip=max(0, min(number or 0, 20)))
    else:
        _coding(reader, word, number)


def _coding(reader: _Reader, word: bytes, number: int | None) -> None:
    """Code pages of the file and of its fonts; an unknown one is taken for cp1252."""
    if word in {b"ansicpg", b"mac", b"pc"}:
        reader.base = {b"mac": "mac_roman", b"pc": "cp437"}.get(word) or _codec(f"cp{number}")
        reader.state = replace(reader.state, codec=reader.base)
    elif word == b"f" and number is not None:
        reader.font = number
        if not reader.in_fonts or not reader.state.hidden:
            reader.state = replace(reader.state, codec=reader.fonts.get(number, reader.base))
    elif word == b"fcharset" and number is not None:
        known = _CHARSETS.get(number)
        if known and number:
            reader.fonts[reader.font] = known
    elif word == b"plain":
        reader.state = replace(reader.state, veiled=False, codec=reader.base)


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def _joined_surrogates(text: str) -> str:
    r"""Pairs of `\u` numbers are one character; a half without the other is U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

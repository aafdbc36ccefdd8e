"""Text of others, made safe to show: nothing hidden, nothing that acts as markup."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category

# Control, format and filler characters that a reader cannot see or that turn the reading
# direction. Tab, LF and CR are white space and stay; the soft hyphen is ordinary in saved pages.
# Joiners stay between characters that need them (Persian words, joined emoji).
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
    "|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
_SPACE = re.compile("[ \t\r\n\u2028\u2029]+")

# GitHub links e-mail addresses even when the sign is escaped; in a code span it does not.
# Only where a name begins, or a long run without `@` would be read again from each of its signs.
# Those that follow each other are one span: two would adjoin, and their marks be one mark.
_EMAILS = re.compile(r"(?<![\w.+-])(?:[\w.+-]+@[\w.@-]+)+", re.ASCII)
# One class first, then what must stand around it: so the search skips to candidates.
_MARKUP = re.compile(
    r"[\\`*_{\[\]<>&|~#$^@=%:/.](?:"
    r"(?<=[\\`*_{\[\]<>&|~#$^@])"
    r"|(?<==)(?==)|(?<===)|(?<=%)(?=[%>])|(?<=[%<]%)"  # highlights, comments, templates (Obsidian)
    r"|(?<=:)(?=:)|(?<=::)"  # fields of Dataview: key:: value
    r"|(?<=/)(?=/)"  # addresses: http://, //host
    r"|(?<=\w\.)(?=[^\W\d])|(?<=[^\W\d]\.)(?=\w)|(?<=[wW]{3}\.)"  # hosts: name.tld, www.
    r")"
)
_AT_START = re.compile(r"([-+=:])|(\d{1,9})([.)])")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words, marked or not."""

    text: str
    """The words."""
    marked: bool = False
    """Whether they are what differs."""


def visible(text: str) -> str:
    """The text with hidden and direction-turning characters written as `<1B>` or `<U+202E>`."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"<{code:02X}>" if code < 0x100 else f"<U+{code:04X}>"


def one_line(text: str) -> str:
    """The text as people see it: nothing hidden, white space as single spaces."""
    return _SPACE.sub(" ", visible(text)).strip(" ")


def escape_markdown(text: str) -> str:
    """One line of Markdown (CommonMark, GitHub, Obsidian) that shows `one_line(text)` literally.

    No markup, link, image, tag or table comes out of it, at the start of a line, inside one, in a
    heading or in a table cell. E-mail addresses become code.
    """
    return _escape(one_line(text), at_start=True)


def _escape(text: str, *, at_start: bool) -> str:
    head = ""
    if at_start and (found := _AT_START.match(text)):
        head = f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"
        text = text[found.end() :]
    parts = []
    place = 0
    for email in _EMAILS.finditer(text):
        parts += [_MARKUP.sub(r"\\\g<0>", text[place : email.start()]), f"`{email[0]}`"]
        place = email.end()
    return head + "".join(parts) + _MARKUP.sub(r"\\\g<0>", text[place:])


# Extensions of Obsidian run code that begins with `=` or `$=` (Dataview), and `<% ... %>` anywhere
# (Templater).
_PLAIN_CODE = re.compile(r"(?!\$?=)(?!.*(?:<%|%>))[^`|\\]+")


def code(text: str) -> str:
    """A code span (for paths), where the text can be one; else the text, escaped.

    In a code span nothing is markup, in Obsidian neither; what extensions of it would run as a
    query is none.
    """
    line = one_line(text)
    return f"`{line}`" if _PLAIN_CODE.fullmatch(line) else escape_markdown(text)


def bold(runs: Sequence[Run]) -> str:
    """The runs as one line of Markdown, the marked ones in bold.

    A mark widens to whole words where Markdown would not see its asterisks as bold.
    """
    text, marks = _flattened(runs)
    parts = []
    place = 0
    for start, end in marks:
        parts.append(_escape(text[place:start], at_start=place == 0))
        parts.append(f"**{_escape(text[start:end], at_start=False)}**")
        place = end
    parts.append(_escape(text[place:], at_start=place == 0))
    return "".join(parts)


def _flattened(runs: Sequence[Run]) -> tuple[str, list[tuple[int, int]]]:
    """The runs' text on one line, and the ranges to set in bold: in order, apart."""
    text = ""
    marks: list[tuple[int, int]] = []
    for run in runs:
        words = _SPACE.sub(" ", visible(run.text))
        if words.startswith(" ") and (not text or text.endswith(" ")):
            words = words[1:]
        inner = words.strip()  # Markdown takes a non-breaking space for white space too
        if run.marked and inner:
            start = len(text) + words.index(inner)
            marks.append((start, start + len(inner)))
        text += words
    text = text.rstrip(" ")
    apart: list[tuple[int, int]] = []
    for start, end in (_widened(text, *mark) for mark in marks):
        if apart and not text[apart[-1][1] : start].strip(" "):
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return text, apart


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The range, moved out to spaces where an end of it could not carry asterisks."""
    if start > 0 and not _opens(text[start - 1], text[start], text):
        start = text.rfind(" ", 0, start) + 1
    if end < len(text) and not _opens(text[end], text[end - 1], text):
        space = text.find(" ", end)
        end = space if space >= 0 else len(text)
    # Markdown takes a non-breaking space for white space, beside which asterisks stay as they are.
    kept = text[start:end]
    return end - len(kept.lstrip()), start + len(kept.rstrip())


def _opens(outer: str, inner: str, text: str) -> bool:
    """Whether asterisks between the two characters count as markup on that side.

    After the rules of CommonMark for left- and right-flanking runs; symbols outside ASCII are
    punctuation in some versions only, so they are taken for neither.
    """
    if outer == " ":
        return True
    if "@" in text:  # it may stand in a code span, whose mark is punctuation
        return False
    punctuation = not outer.isalnum() and (outer.isascii() or category(outer)[0] == "P")
    return punctuation or inner.isalnum()

"""Articles that try to break out of the report that shows them.

Two kinds: files of several formats, in which our own sentences carry the payloads so that claims
are found in them (`write`), and an analysis in which every value is a payload, also those that the
loader would clean away (`analysis`).
"""

import json
import os
from pathlib import Path

SCRIPTS = (
    "<script>window.owned=1</script>",
    "</script><script>window.owned=1</script>",
    "<img src=x onerror=window.owned=1>",
    "</textarea></title></style></template><svg onload=window.owned=1>",
    "<svg><a xlink:href=javascript:window.owned=1><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.owned=1>",
    "<iframe srcdoc='<script>parent.owned=1</script>'></iframe>",
    "<base href=//tracker.example/><link rel=stylesheet href=x.css>",
    "<meta http-equiv=refresh content='0;url=//tracker.example/'>",
    "<form action=//tracker.example/><button autofocus onfocus=window.owned=1>",
    "<details open ontoggle=window.owned=1>",
    '" onmouseover="window.owned=1" autofocus onfocus="window.owned=1" x="',
    "' onfocus='window.owned=1' tabindex='1",
    "javascript:window.owned=1",
)
SYNTAX = (
    "<!-- --!> <![CDATA[ ]]> <!--<script>",
    "{{7*7}} {% raw %} ${7*7} #{7*7} <%= 7*7 %> {# #}",
    "&lt;b&gt; &amp;amp; &#60;i&#62; %3Cscript%3E \\u003cscript\\u003e",
    "red;} body{display:none} mark{background:url(//tracker.example/x.png)}",
    "@import '//tracker.example/x.css'; */ /*",
    "__proto__",
    "constructor",
    "![](//tracker.example/y.png) [x](javascript:window.owned=1) | `code` ~~~",
    "[bold red]keepers[/] :smile:",
)
CHARACTERS = (
    "👩‍👩‍👧‍👦 🇳🇴🇫🇮 👍🏽 𝔘𝔫𝔦 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "e\u0301 a\u0308\u0323 o\u0302\u0301 Z\u0351\u036b\u0343",
    "\u202egnp.exe\u202c \u2067right\u2069",
    "zero\u200bwidth\u2060joined\ufeff soft\u00adhyphen",
    "no\u00a0break\u202fspace",
    "line\u2028separator\u2029end",
)
NAMES = ("أحمد الحسن", "דוד לוי", "Zoë 🙂 Ångström", "Renée O\u2019Dowd")
LONG = "Ä" * 10_000

PAYLOADS = (*SCRIPTS, *SYNTAX, *CHARACTERS, *NAMES, LONG)

FILL = (
    "The sluice was built ninety years ago and has been mended more often than anybody counts. "
    "Barges wait below the gates in summer, and in winter nobody passes for weeks on end."
)
_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<base href="http://tracker.example/"><meta http-equiv="refresh" content="0;url=//tracker.example/">
<title>{title}</title><meta name="author" content="{author}">
<link rel="canonical" href="javascript:window.owned=1">
<meta property="og:site_name" content="Marsh Herald">
<script>window.owned=1</script></head><body onload="window.owned=1"><article><h1>{title}</h1>
<img src="http://tracker.example/pixel.gif" onerror="window.owned=1">
<iframe src="http://tracker.example/"></iframe><textarea></textarea>
{paragraphs}
</article></body></html>"""


def write(folder: Path) -> Path:
    """The hostile articles as files: text, pages, records, names that are no text."""
    folder.mkdir(parents=True)
    (folder / "fen-gazette_2026-03-02.txt").write_bytes(_gazette().encode())
    (folder / "marsh-herald_2026-03-03.html").write_text(_page(), "utf-8")
    (folder / "feed.jsonl").write_text(_feed(), "utf-8")
    name = "<img src=x onerror=window.owned=1>_2026-03-05.txt"
    (folder / name).write_text(_turned(), "utf-8")
    (folder / "empty <script>window.owned=1.txt").write_text("")
    try:
        with open(os.fsencode(folder) + b"/caf\xe9_2026-03-06.txt", "wb") as stream:  # noqa: PTH123
            stream.write(_article(f"Tide tables\n\n{_said('12', 'Mira Tolland')}").encode())
    except OSError:  # a file system whose names are text
        pass
    return folder


def _said(barges: str, speaker: str) -> str:
    return f"{speaker} said that {barges} barges were waiting below the eastern gates on Monday."


def _article(body: str) -> str:
    return f"{body}\n\n{FILL}\n"


def _gazette() -> str:
    """CRLF, emoji before the claims, a payload in every quotation."""
    quotations = [
        f"🙂👩‍👩‍👧‍👦 “The keepers wrote {payload} on gate {number},” said Mira Tolland."
        for number, payload in enumerate((*SCRIPTS, *SYNTAX, *CHARACTERS))
    ]
    parted = (
        "“The gates are sound 🙂,” said Jonas Pell, “and they will hold <b>all winter</b> long.”"
    )
    long = f"“The sign on the lock reads {LONG} to this day,” said Jonas Pell."
    run_over = (
        "“The first of our reports named the <i>eastern</i> gates.\n\n“The second named the "
        "western ones,” said Ines Vard of the council."
    )
    body = "\n\n".join([_said("12", "Mira Tolland"), *quotations, parted, long, run_over])
    return _article(f"Keepers {SYNTAX[0]} & the gates\n\n{body}").replace("\n", "\r\n")


def _page() -> str:
    said = [_said("19", "Jonas Pell")] + [
        f"“Somebody painted {payload} on the wall of the mill in {1900 + number},” "
        f"said Ines Vard of the council."
        for number, payload in enumerate(SCRIPTS)
    ]
    entities = {ord("<"): "&lt;", ord(">"): "&gt;", ord("&"): "&amp;", ord('"'): "&quot;"}
    paragraphs = "\n".join(f"<p>{line.translate(entities)}</p>" for line in [*said, FILL])
    title, author = (f"Mill {payload}".translate(entities) for payload in SCRIPTS[1:3])
    return _PAGE.format(title=title, author=author, paragraphs=paragraphs)


def _feed() -> str:
    """Records whose outlet, title, author and address are payloads."""
    records = [
        {
            "title": f"Gate {number} {payload}",
            "source": f"Outlet {payload}",
            "authors": [f"By {payload}"],
            "url": ("javascript:window.owned=1", f"https://news.example/{payload}")[number % 2],
            "date": "2026-03-04",
            "text": _article(_said(str(20 + number), ("Mira Tolland", *NAMES)[number % 5])),
        }
        for number, payload in enumerate((*SCRIPTS[:6], SYNTAX[0], *SYNTAX[3:7], *CHARACTERS[2:4]))
    ]
    return "".join(json.dumps(record) + "\n" for record in records)


def _turned() -> str:
    """Names that read from right to left, and one that would turn what follows it."""
    lines = [
        f"{name} said that the {place} gate would stay shut until April."
        for name, place in zip(NAMES, ("eastern", "western", "northern", "lower"), strict=True)
    ]
    return _article("Four voices \u202eetag eht no\u202c\n\n" + "\n\n".join(lines))

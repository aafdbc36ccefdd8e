"""An analysis in which everything that articles can say is a given text."""

from dataclasses import replace

from sinorus_claims.model import (
    Analysis,
    Article,
    Attribution,
    Change,
    Claim,
    Correction,
    Cue,
    Dropped,
    Evidence,
    Judgement,
    Skipped,
    Speaker,
    TextSpan,
    Thread,
    Voice,
)

from .conftest import make_article, make_claim
from .grouped import group, side

ROWS = {
    26: "gnp.exe\u202efdp zero\u200bwidth\ufeff \x1b[31m",
    27: "<script>alert(1)</script><img src=x onerror=alert(1)><!-- hid --><style>*{}</style>",
    28: "![](http://t.example/a.png) ![a](//t.example) ![[b]] [c](javascript:d) <http://t.example>",
    29: "one\n\n# two\n```dataview\nTABLE x\n```\n---\n\n| a | b |\n|---|---|\n> [!note] c\n"
    "- d\n1. e",
}
"""By row of the list of bad inputs."""

DIALECT = (
    "[[Note]] [[a|b]] %%hid%% ==high== #tag #claims/conflict ^block key:: value [k:: v] (k:: v)\n"
    "$x^2$ $$y$$ [^1] ^[note] {{title}} <% tp.x() %> <%* y %> `= this.file` `$= dv.z`\n"
    "[^1]: foot\n~~~\n- [ ] task\n:::note"
)
"""What Obsidian and its extensions read as markup."""


def everywhere(text: str) -> Analysis:
    """Two articles, a conflict, an altered quotation, a thread, notes, corrections: all say so."""
    read = [_article(text, n) for n in (0, 1)]
    made = [claim for article in read for claim in _claims(text, article)]
    places = [TextSpan(a.text.index(f"{n}0 crowns"), a.text.index(f"{n}0 crowns") + 2)
              for n, a in zip((7, 6), read, strict=True)]  # fmt: skip
    reason = Evidence("quantity", 1.0, f"{text} 70 against 60", *places)
    found = (
        Judgement("l0", "l1", "conflicts", 0.9, "quantity", "two_speakers", 0.9, (reason,)),
        Judgement("q0", "q1", "quote_variant", 0.8, "wording", "two_speakers", 0.1, (reason,)),
        Judgement("l0", "q1", "unsure", 0.8, None, "two_speakers", 0.1, (reason,)),
    )
    sides = (
        side("quantity", f"70 {text}", [made[0]], share=0.5),
        side("quantity", f"60 {text}", [made[2]], share=0.5),
    )
    change = Change("l0", "l1", 1, "conflicts", "quantity")
    return Analysis(
        articles=tuple(read),
        skipped=(Skipped(f"{text}.txt", "empty", text),),
        claims=tuple(made),
        groups=(group("g1", text, made, *found, sides=sides),),
        settings_digest="0",
        versions={"sinorus-claims": "0"},
        threads=(Thread("t1", text, (text, "crowns"), ("l0", "l1"), (change,)),),
        voices=tuple(Voice(f"{text} {n}", (f"l{n}", f"q{n}")) for n in (0, 1)),
        corrections=(
            Correction("drop", ("l9",), f"{text}:3", text, text, (), applied=False, outcome=text),
        ),
    )


def _article(text: str, number: int) -> Article:
    body = f"It cost {7 - number}0 crowns. {text} {number}.\n\n“{text} twice{number}”\n\n{text}"
    return replace(
        make_article(f"a{number}", f"{text} {number}", f"{text} {number}", body),
        path=f"x/{text}/{number}.txt",
        published=f"2031-05-0{number + 1}",
        byline=text,
        url=f"https://o.example/{text}",
        dropped=(Dropped(text, "link_list", 3, text),),
        notes=(text,),
        origins={"title": f"{text} (guessed)"},
    )


def _claims(text: str, article: Article) -> list[Claim]:
    number = article.id[1:]
    speaker = Speaker(f"{text} {number}", f"{text} {number}", "person", role=text)
    verb = Cue((TextSpan(0, 2),), text, "asserts")
    outer = Attribution(Speaker(text, text, "outlet"), Cue((), text, "asserts"))
    first, second, _ = (part for part in article.text.rsplit("\n\n", 2))
    return [
        make_claim(
            f"l{number}", article, first, "x", "cost", speaker=speaker, cue=verb, via=(outer,)
        ),
        make_claim(f"q{number}", article, second, "x", "cost", speaker=speaker, kind="direct"),
    ]

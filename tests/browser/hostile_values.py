"""An analysis in which every free value is a payload, in every part that a report has."""

from dataclasses import dataclass, replace

from sinorus_claims.model import (
    Analysis,
    Article,
    Attribution,
    Change,
    Claim,
    ClaimGroup,
    Correction,
    Cue,
    Dropped,
    Evidence,
    Judgement,
    Relation,
    Skipped,
    Speaker,
    TextQuote,
    TextSpan,
    Thread,
)

from ..reports.grouped import group, side, voices_of
from .hostile import LONG, NAMES, PAYLOADS, SCRIPTS

_BEFORE = "🙂 👩‍👩‍👧‍👦 🇳🇴 e\u0301 𝔘 "
_RELATIONS: tuple[Relation, ...] = ("conflicts", "agrees", "quote_variant", "updates", "unsure")
_OUTLETS = ("</script><script>window.owned=1</script>", "\u202e Herald {{7*7}} <b>", NAMES[0])
# Every place where an address could come from; only the last may become a link.
_URLS = ("javascript:window.owned=1", "data:text/html,<script>window.owned=1</script>",
         "https://news.example/a?x=1&y='\"><script>window.owned=1</script>")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence in which a payload is said by a payload."""

    text: str
    speaker: TextSpan
    verb: TextSpan
    content: tuple[TextSpan, ...]


def analysis() -> Analysis:
    """Three outlets say each payload, so that each stands in each kind of finding."""
    made = [_article(number) for number in range(len(_OUTLETS))]
    claims = {claim.id: claim for _, said in made for claim in said}
    groups = tuple(_group(number, claims) for number in range(len(PAYLOADS)))
    first = [claims[_name(0, number)] for number in (0, 5)]
    thread = Thread(
        "t1", PAYLOADS[1], PAYLOADS[:4], tuple(c.id for c in first),
        (Change(first[0].id, first[1].id, 3),),
    )  # fmt: skip
    return Analysis(
        articles=tuple(article for article, _ in made),
        skipped=tuple(Skipped(f"{p}.txt", "empty", p) for p in PAYLOADS),
        claims=tuple(claims.values()),
        groups=groups,
        settings_digest=SCRIPTS[0],
        versions={SCRIPTS[1]: SCRIPTS[2], "python": "{{7*7}}"},
        threads=(thread,),
        voices=voices_of(claims.values(), *sorted(set(PAYLOADS))),
        digests={SCRIPTS[3]: SCRIPTS[4]},
        corrections=(
            Correction("drop", (SCRIPTS[0],), f"{SCRIPTS[1]}:1", SCRIPTS[2], SCRIPTS[3],
                       outcome=SCRIPTS[4]),
        ),
    )  # fmt: skip


def _name(outlet: int, payload: int) -> str:
    return f"{outlet:02x}{payload:06x}"


def _article(number: int) -> tuple[Article, list[Claim]]:
    """An article in which each payload is said once; the last contents overlap and run over."""
    text, outlet = _BEFORE * (number + 1), _OUTLETS[number]
    article = Article(
        id=f"a{number}",
        path=f"news/{SCRIPTS[number]}/caf\udce9-{number}.txt",
        outlet=outlet,
        title=f"{PAYLOADS[number]} {NAMES[1]}",
        text="",
        byline=PAYLOADS[number + 3],
        published=f"2031-05-0{number + 1}",
        url=_URLS[number],
        wire=PAYLOADS[number + 4],
        dropped=tuple(Dropped(p, SCRIPTS[2], n, p) for n, p in enumerate(PAYLOADS)),
        origins={"title": f"{SCRIPTS[3]} (guessed)"},
        notes=(SCRIPTS[4], NAMES[1]),
        reprint_of="a0" if number == 2 else None,
    )
    claims = []
    for place, payload in enumerate(PAYLOADS):
        said = _sentence(payload, len(text))
        text += said.text
        claims.append(_claim(article, _name(number, place), payload, said, text))
    claims += _crossing(number, text, claims)
    return replace(article, text=text), claims


def _sentence(payload: str, start: int) -> _Said:
    """`PAYLOAD said: “PAYLOAD over two\n\nparagraphs” and “once more PAYLOAD”.`"""
    parts = (payload, " ", "said", ": “", f"{payload} over two\n\nparagraphs", "” and “",
             f"once more {payload}", "”.\r\n\n")  # fmt: skip
    places = []
    for part in parts:
        places.append(TextSpan(start, start + len(part)))
        start += len(part)
    return _Said("".join(parts), places[0], places[2], (places[4], places[6]))


def _claim(article: Article, name: str, payload: str, said: _Said, text: str) -> Claim:
    speaker = Speaker(payload, payload, "person", said.speaker, role=payload)
    cue = Cue((said.verb,), payload, "asserts")
    words = [text[span.start : span.end] for span in said.content]
    return Claim(
        id=name,
        article=article.id,
        outlet=article.outlet,
        kind="direct",
        text=" ... ".join(words),
        content=said.content,
        sentence=TextSpan(said.speaker.start, said.content[-1].end),
        speaker=speaker,
        cue=cue,
        via=(Attribution(replace(speaker, mention=None), cue),),
        quotes=tuple(TextQuote(part, payload, payload) for part in words),
        rules=(payload,),
    )


def _crossing(number: int, text: str, made: list[Claim]) -> list[Claim]:
    """Claims that overlap others at both ends, share their start, and lie inside them."""
    first, second = made[0].content[0], made[1].content[0]
    spans = {
        "c1": TextSpan(first.start + 3, second.start + 5),
        "c2": TextSpan(first.start, first.end - 2),
        "c3": TextSpan(first.start + 1, first.start + 2),
        "c4": TextSpan(0, 9),
    }
    return [
        replace(
            made[0],
            id=f"{number:02x}{name}",
            text=text[span.start : span.end],
            content=(span,),
            quotes=(),
            kind="narrated",
            speaker=None,
            cue=None,
        )
        for name, span in spans.items()
    ]


def _group(number: int, claims: dict[str, Claim]) -> ClaimGroup:
    """One payload in three outlets, in a relation that goes round."""
    payload = PAYLOADS[number]
    members = [claims[_name(outlet, number)] for outlet in range(len(_OUTLETS))]
    one, other, last = members
    relation = _RELATIONS[number % len(_RELATIONS)]
    reason = Evidence(payload, 0.9, payload, one.content[0], other.content[0])
    ground = {"conflicts": "quantity", "quote_variant": "wording"}.get(relation)
    judged = Judgement(
        one.id, other.id, relation, 0.9, ground, "two_speakers", 0.5,  # type: ignore[arg-type]
        (reason, replace(reason, feature=LONG[:50], detail=f"{payload} again")),
    )  # fmt: skip
    sides = ()
    if relation == "conflicts":
        sides = (
            side("quantity", payload, [one], share=0.5),
            side("quantity", f"{payload}!", [other], share=0.5),
        )
    again = Judgement(one.id, last.id, "restates", 0.8, evidence=(reason,))
    return group(f"{number:08x}", payload, members, judged, again, sides=sides)

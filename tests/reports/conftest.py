"""A small analysis, built by hand, of an invented ferry story in invented outlets."""

from dataclasses import replace

import pytest

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import (
    Analysis,
    Article,
    Attribution,
    Change,
    Claim,
    ClaimGroup,
    Cue,
    Dropped,
    Evidence,
    Judgement,
    Quantity,
    Segment,
    Skipped,
    Speaker,
    TextSpan,
    Thread,
)

from .grouped import group, side, voices_of

POST = """\
The new ferry will carry 70% of the island's freight by autumn, transport minister Ada Lund said.

“The old pier is safe and it will stay open through the whole winter,” harbour master Jon Reff said.

About 300 people work on the ferry line, the Pilots' Guild said. The company plans to close the \
night service, the guild said.
"""

TIMES = """\
Transport minister Ada Lund said the new ferry will carry 60% of the island's freight by autumn.

“The old pier is safe and will stay open all winter,” Reff said.

North Wire reported that a port official said the repair had cost 4 million crowns.
"""

RADIO = """\
The ferry company denied that it plans to close the night service.

About 300 people work on the line, mayor Ina Holm said. The repair has cost 5 million crowns so \
far, the auditors said. Some islanders expect the fares to rise.
"""


def span(text: str, words: str) -> TextSpan:
    """The first place of the words in the text."""
    start = text.index(words)
    return TextSpan(start, start + len(words))


def make_article(name: str, outlet: str, title: str, text: str) -> Article:
    """An article whose file has its title on the first line and its text from the third on."""
    head = len(title) + 2
    mapped = Segment(TextSpan(0, len(text)), TextSpan(head, head + len(text)), 3)
    return Article(
        id=name,
        path=f"ferry/{outlet.lower().replace(' ', '-')}.txt",
        outlet=outlet,
        title=title,
        text=text,
        segments=(mapped,),
    )


def make_claim(
    name: str, article: Article, words: str, mention: str, verb: str = "said", **more: object
) -> Claim:
    """An indirect claim; ` ... ` in its words parts the content."""
    parts = tuple(span(article.text, part) for part in words.split(" ... "))
    place = span(article.text, mention) if mention in article.text else None
    claim = Claim(
        id=name,
        article=article.id,
        outlet=article.outlet,
        kind="indirect",
        text=words,
        content=parts,
        sentence=parts[0],
        speaker=Speaker(name=mention, canonical=mention, kind="person", mention=place),
        cue=Cue((span(article.text, verb),), verb, "asserts"),
    )
    return replace(claim, **more)  # type: ignore[arg-type]


def known(mention: str, canonical: str, kind: str, role: str | None = None) -> Speaker:
    return Speaker(name=mention, canonical=canonical, kind=kind, role=role)  # type: ignore[arg-type]


def figure(article: Article, words: str, value: float) -> Quantity:
    return Quantity(span(article.text, words), words, value)


def articles() -> dict[str, Article]:
    post = replace(
        make_article("post", "Osterby Post", "Ferry to take most freight", POST),
        published="2031-05-02",
        url="https://post.example/ferry?id=1&x=2",
        dropped=(
            Dropped("Subscribe to our newsletter", "subscription", 12),
            Dropped("Read more: harbour fees", "link_list", 13),
            Dropped("Share this", "link_list", 14),
        ),
    )
    times = make_article("times", "Quay Times", "Freight moves to the ferry", TIMES)
    radio = make_article("radio", "Skerry Radio", "Company: night ferry stays", RADIO)
    today = make_article("today", "Isle Today", "Minister on the ferry", POST)
    return {
        "post": post,
        "times": replace(times, published="2031-05-03T08:00:00"),
        "radio": replace(radio, published="2031-05-04", notes=("encoding guessed: cp1252",)),
        "today": replace(
            today,
            published="2031-05-03",
            reprint_of="post",
            origins={"title": "first line", "outlet": "file name (guessed)"},
        ),
    }


def claims(read: dict[str, Article]) -> dict[str, Claim]:
    post, times, radio, today = (read[name] for name in ("post", "times", "radio", "today"))
    lund = known("Ada Lund", "Ada Lund", "person", "transport minister")
    reff = known("Jon Reff", "Jon Reff", "person", "harbour master")
    guild = known("the Pilots' Guild", "the Pilots' Guild", "organisation")
    share = "The new ferry will carry 70% of the island's freight by autumn"
    pier = "The old pier is safe and it will stay open through the whole winter"
    wire = Attribution(known("North Wire", "North Wire", "outlet"), Cue((), "report", "asserts"))
    night = "it plans to close the night service"
    denies = Cue((span(RADIO, "denied"),), "deny", "denies")
    cost = Quantity(span(TIMES, "4 million crowns"), "4 million crowns", 4e6)
    made = [
        make_claim(
            "c1", post, share, "Ada Lund", speaker=lund, quantities=(figure(post, "70%", 70),)
        ),
        make_claim("c2", post, pier, "Jon Reff", speaker=reff, kind="direct"),
        make_claim("c3", post, "About 300 people work on the ferry line", "the Pilots' Guild",
                   speaker=guild, quantities=(figure(post, "About 300 people", 300),)),
        make_claim("c4", post, "The company plans to close the night service", "the guild",
                   speaker=replace(guild, name="the guild", resolved="description")),
        make_claim("c5", today, share, "Ada Lund", speaker=lund,
                   quantities=(figure(today, "70%", 70),)),
        make_claim("c6", times, "the new ferry will carry 60% of the island's freight by autumn",
                   "Ada Lund", speaker=lund, quantities=(figure(times, "60%", 60),)),
        make_claim("c7", times, "The old pier is safe and will stay open all winter", "Reff",
                   speaker=replace(reff, name="Reff", resolved="name"), kind="direct"),
        make_claim("c8", times, "the repair had cost 4 million crowns", "a port official",
                   speaker=known("a port official", "a port official", "anonymous"),
                   via=(wire,), quantities=(cost,)),
        make_claim("c9", radio, night, "The ferry company", "denied", cue=denies,
                   speaker=known("The ferry company", "The ferry company", "organisation")),
        make_claim("c10", radio, "About 300 people work on the line", "Ina Holm",
                   speaker=known("Ina Holm", "Ina Holm", "person", "mayor"),
                   quantities=(figure(radio, "About 300 people", 300),)),
        make_claim("c11", radio, "The repair has cost 5 million crowns so far", "the auditors",
                   speaker=known("the auditors", "the auditors", "group"),
                   quantities=(figure(radio, "5 million crowns", 5e6),)),
        make_claim("c12", radio, "the fares to rise", "Some islanders", "expect",
                   cue=Cue((span(RADIO, "expect"),), "expect", "predicts"),
                   speaker=known("Some islanders", "Some islanders", "group"), hedged=True),
    ]  # fmt: skip
    return {claim.id: claim for claim in made}


def groups(made: dict[str, Claim]) -> tuple[ClaimGroup, ...]:
    def of(*names: str) -> list[Claim]:
        return [made[name] for name in names]

    figures = Evidence(
        "quantity", 0.9, "70% against 60% of the island's freight",
        span(POST, "70%"), span(TIMES, "60%"),
    )  # fmt: skip
    same_time = Evidence("date", 0.6, "both name autumn")
    twice = Evidence("same_words", 1.0, "every word is the same")
    denial = Evidence(
        "denial", 0.8, "“denied” against “plans to close the night service”",
        span(RADIO, "denied"), span(POST, "plans to close the night service"),
    )  # fmt: skip
    both_300 = Evidence("quantity", 1.0, "about 300 people on both sides")
    cost = Evidence(
        "quantity", 0.7, "4 million against 5 million crowns for the repair",
        span(TIMES, "4 million crowns"), span(RADIO, "5 million crowns"),
    )  # fmt: skip
    fares = Evidence("similarity", 0.4, "night service and fares: one subject, perhaps")
    same, two = "same_speaker", "two_speakers"
    return (
        group(
            "g1", "The new ferry will carry 70% of the island's freight", of("c1", "c5", "c6"),
            Judgement("c1", "c6", "conflicts", 0.9, "quantity", same, 0.9, (figures, same_time)),
            Judgement("c5", "c6", "conflicts", 0.85, "quantity", same, 0.85, (figures,)),
            Judgement("c1", "c5", "restates", 1.0, None, same, 0.0, (twice,)),
            sides=(
                side("quantity", "70%", of("c1", "c5"), share=0.6667),
                side("quantity", "60%", of("c6"), share=0.3333),
            ),
        ),
        group(
            "g2", "The company plans to close the night service", of("c4", "c9", "c12"),
            Judgement("c9", "c4", "conflicts", 0.8, "denial", two, 0.8, (denial,)),
            Judgement("c4", "c12", "unsure", 0.4, None, two, 0.2, (fares,)),
            sides=(
                side("denial", made["c4"].text, of("c4"), share=0.5),
                side("denial", made["c9"].text, of("c9"), share=0.5),
            ),
        ),
        group(
            "g3", "About 300 people work on the ferry line", of("c3", "c10"),
            Judgement("c3", "c10", "agrees", 0.9, None, two, 0.0, (both_300,)),
        ),
        group(
            "g4", "The old pier is safe", of("c2", "c7"),
            Judgement("c2", "c7", "quote_variant", 0.8, "wording", same, 0.1, ()),
        ),
        group(
            "g5", "the repair had cost 4 million crowns", of("c8", "c11"),
            Judgement("c8", "c11", "updates", 0.7, None, two, 0.3, (cost,)),
        ),
    )  # fmt: skip


def build() -> Analysis:
    """One of each: conflict in figures, denial, agreement, altered quotation, update, open pair,
    nested attribution, reprint, unread file, dropped blocks."""
    read = articles()
    made = claims(read)
    return Analysis(
        articles=tuple(read[name] for name in ("today", "post", "times", "radio")),
        skipped=(Skipped("ferry/empty.txt", "empty", "0 bytes"),),
        claims=tuple(made.values()),
        groups=groups(made),
        settings_digest="0123456789ab",
        versions={"sinorus-claims": "0.1.0", "python": "3.11"},
        threads=(
            Thread(
                "t1", "Ada Lund", ("freight", "ferry"), ("c1", "c6"),
                (Change("c1", "c6", 1, "conflicts", "quantity"),),
            ),
        ),
        voices=voices_of(
            made.values(),
            "Ada Lund", "Ina Holm", "Jon Reff", "The ferry company", "the Pilots' Guild",
        ),
    )  # fmt: skip


def alone(text: str, *, title: str = "T", outlet: str = "O", path: str = "a.txt") -> Analysis:
    """One article that is one claim from end to end, for hostile text."""
    article = replace(make_article("a1", "O", title, text), path=path, outlet=outlet)
    whole = (TextSpan(0, len(text)),)
    claim = Claim(
        id="k1", article="a1", outlet=outlet, kind="narrated", text=text, content=whole,
        sentence=whole[0], speaker=None, cue=None,
    )  # fmt: skip
    return Analysis((article,), (), (claim,), (), "0", {})


def nothing() -> Analysis:
    return Analysis((), (), (), (), "0", {})


@pytest.fixture
def sample() -> Analysis:
    return build()


@pytest.fixture
def settings() -> ReportSettings:
    return ReportSettings()

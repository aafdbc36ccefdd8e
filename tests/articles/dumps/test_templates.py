"""Lines that articles of one folder share, and what becomes of them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.dumps.blocks import blocks_of
from sinorus_claims.articles.dumps.plain import read_plain
from sinorus_claims.articles.dumps.templates import find_templates
from sinorus_claims.articles.mapping import assemble

OTHER = (
    "A farmer near Ostvik counted eleven cranes on his field this week, more than in any autumn "
    "since he began to keep a list of the birds that rest there on their way.",
    "The county pays for the grain that the cranes eat, but only after an inspector has walked "
    "the field, and the two inspectors of the county have four hundred fields to see.",
    "“They come for the peas and they stay for the quiet,” said Randi Moe, who teaches at the "
    "school beside the field and lets her pupils watch from the windows of the gym.",
)
STRIP = ("Weather and tides", "The Lunmark Post is printed on paper from the mills of Aas")


def dump(*lines: str) -> str:
    return "\n\n".join(lines)


def shared(templates, source: str) -> list[str]:
    return [b.text for b in blocks_of(source) if templates.count(b) > 1]


def test_lines_beside_different_bodies_are_templates(paragraphs):
    first, second = dump(*STRIP, *paragraphs), dump(*STRIP, *OTHER)
    assert shared(find_templates([first, second]), first) == list(STRIP)


def test_a_reprint_makes_no_template_of_its_body(paragraphs):
    wire = dump("Pier closed", *paragraphs, "Fares and timetables")
    reprint = dump("Harbour shuts northern pier after a crack", *paragraphs)
    assert find_templates([wire, reprint]).bodies == {}
    assert find_templates([wire, wire, wire]).bodies == {}


def test_a_shortened_reprint_makes_no_template_of_its_body(paragraphs):
    wire = dump(*paragraphs, *OTHER)
    assert find_templates([wire, dump(*paragraphs, OTHER[0])]).bodies == {}


def test_reprints_count_as_one_beside_another_article(paragraphs):
    texts = [dump(*STRIP, *paragraphs), dump(*STRIP, *paragraphs, "More"), dump(*STRIP, *OTHER)]
    assert set(find_templates(texts).bodies.values()) == {2}


def test_one_text_has_no_templates(paragraphs):
    assert find_templates([dump("Menu", "Menu", *paragraphs)]).bodies == {}
    assert find_templates([]).bodies == {}


def test_the_rule_names_what_it_saw(paragraphs):
    first, second = dump(*paragraphs, STRIP[1]), dump(*OTHER, STRIP[1])
    templates = find_templates([first, second])
    raw = read_plain(first, templates=templates)
    last = raw.verdicts[-1]
    assert (last.text, last.rule) == (STRIP[1], "seen_on_other_pages")
    assert last.detail == "in 2 articles"
    assert assemble(first, raw.pieces)[0] == dump(*paragraphs)


def test_a_quotation_that_two_articles_share_stays(paragraphs):
    quotation = paragraphs[1]
    first = dump(paragraphs[0], quotation, *paragraphs[2:])
    second = dump(OTHER[0], quotation, *OTHER[1:])
    templates = find_templates([first, second])
    assert templates.bodies
    raw = read_plain(first, templates=templates)
    assert assemble(first, raw.pieces)[0] == first


LINES = st.lists(
    st.sampled_from([*STRIP, *OTHER, "Menu", "Search", "Tides", "Read on"]), min_size=1, max_size=6
)


@settings(max_examples=25, deadline=None)
@given(st.lists(LINES.map(lambda x: dump(*x)), min_size=1, max_size=5), st.randoms())
def test_the_order_of_the_files_does_not_matter(texts, chance):
    mixed = list(texts)
    chance.shuffle(mixed)
    assert find_templates(mixed).bodies == find_templates(texts).bodies

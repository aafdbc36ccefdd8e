"""The same sentence in both label schemes gives the same attribution."""

import pytest

from sinorus_claims.claims.attribution import Options, find_attributions
from sinorus_claims.claims.cues import load_lexicon

from .conftest import doc_of

UNIVERSAL = """
Officials official NOUN NNS 2 nsubj
said say VERB VBD 0 ROOT
that that SCONJ IN 6 mark
the the DET DT 5 det
dam dam NOUN NN 6 nsubj
leaks leak VERB VBZ 2 ccomp
. . PUNCT . 2 punct
"""
CLEAR = """
Officials official NOUN NNS 2 nsubj
said say VERB VBD 0 ROOT
that that SCONJ IN 6 mark
the the DET DT 5 det
dam dam NOUN NN 6 nsubj
leaks leak VERB VBZ 2 ccomp
. . PUNCT . 2 punct
"""
UNIVERSAL_PASSIVE = """
The the DET DT 2 det
plan plan NOUN NN 4 nsubj:pass
was be AUX VBD 4 aux:pass
criticized criticize VERB VBN 0 ROOT
by by ADP IN 7 case
the the DET DT 7 det
union union NOUN NN 4 obl:agent
. . PUNCT . 4 punct
"""
CLEAR_PASSIVE = """
The the DET DT 2 det
plan plan NOUN NN 4 nsubjpass
was be AUX VBD 4 auxpass
criticized criticize VERB VBN 0 ROOT
by by ADP IN 4 agent
the the DET DT 7 det
union union NOUN NN 5 pobj
. . PUNCT . 4 punct
"""
UNIVERSAL_COPULA = """
She she PRON PRP 3 nsubj
is be AUX VBZ 3 cop
confident confident ADJ JJ 0 ROOT
that that SCONJ IN 6 mark
it it PRON PRP 6 nsubj
holds hold VERB VBZ 3 ccomp
. . PUNCT . 3 punct
"""
CLEAR_COPULA = """
She she PRON PRP 2 nsubj
is be AUX VBZ 0 ROOT
confident confident ADJ JJ 2 acomp
that that SCONJ IN 6 mark
it it PRON PRP 6 nsubj
holds hold VERB VBZ 3 ccomp
. . PUNCT . 2 punct
"""
CASES = [
    (UNIVERSAL, "Officials", "said", "the dam leaks"),
    (CLEAR, "Officials", "said", "the dam leaks"),
    (UNIVERSAL_PASSIVE, "union", "criticized", "The plan"),
    (CLEAR_PASSIVE, "union", "criticized", "The plan"),
    (UNIVERSAL_COPULA, "She", "confident", "it holds"),
    (CLEAR_COPULA, "She", "confident", "it holds"),
]


@pytest.mark.parametrize(("rows", "source", "cue", "content"), CASES)
def test_both_schemes(rows, source, cue, content):
    doc = doc_of(rows.strip().splitlines())
    found = find_attributions(doc, Options(load_lexicon(), threshold=0.2))
    assert len(found) == 1
    assert doc[found[0].source].text == source
    assert doc[found[0].head].text == cue
    assert " ".join(doc[a:b].text for a, b in found[0].content) == content


UNIVERSAL_OBLIQUE = """
She she PRON PRP 2 nsubj
warned warn VERB VBD 0 ROOT
of of ADP IN 4 case
floods flood NOUN NNS 2 obl
. . PUNCT . 2 punct
"""
CLEAR_OBLIQUE = """
She she PRON PRP 2 nsubj
warned warn VERB VBD 0 ROOT
of of ADP IN 2 prep
floods flood NOUN NNS 3 pobj
. . PUNCT . 2 punct
"""
UNIVERSAL_CONTROL = """
He he PRON PRP 2 nsubj
rose rise VERB VBD 0 ROOT
, , PUNCT , 4 punct
saying say VERB VBG 2 advcl
it it PRON PRP 6 nsubj
failed fail VERB VBD 4 ccomp
. . PUNCT . 2 punct
"""
UNIVERSAL_OBJECT = """
They they PRON PRP 2 nsubj
criticized criticize VERB VBD 0 ROOT
the the DET DT 4 det
plan plan NOUN NN 2 obj
. . PUNCT . 2 punct
"""
MORE = [
    (UNIVERSAL_OBLIQUE, "She", "warned", "floods"),
    (CLEAR_OBLIQUE, "She", "warned", "floods"),
    (UNIVERSAL_CONTROL, "He", "saying", "it failed"),
    (UNIVERSAL_OBJECT, "They", "criticized", "the plan"),
    (UNIVERSAL_OBJECT.replace(" obj", " dobj"), "They", "criticized", "the plan"),
]


@pytest.mark.parametrize(("rows", "source", "cue", "content"), MORE)
def test_other_frames(rows, source, cue, content):
    test_both_schemes(rows, source, cue, content)

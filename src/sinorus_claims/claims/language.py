"""Load the language pipeline and put the claims component behind it."""

import hashlib
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer

from ..config import ClaimSettings
from ..errors import PipelineError

SHIPPED = "english"
_NEEDS = ("parser",)


def load_language(settings: ClaimSettings) -> Language:
    """The pipeline that settings name, with `claims` at its end.

    Raises `PipelineError` where it cannot be loaded or has no parser.
    """
    return _made(settings.model_dump_json())


@lru_cache(maxsize=2)
def _made(dump: str) -> Language:
    settings = ClaimSettings.model_validate_json(dump)
    nlp = _load(settings.pipeline)
    missing = [n for n in _NEEDS if n not in nlp.pipe_names]
    if missing:
        raise PipelineError(
            f"claims.pipeline: {settings.pipeline!r} has no {missing[0]} (it has: "
            f"{', '.join(nlp.pipe_names) or 'nothing'}); name one that has, or 'english'"
        )
    if "claims" in nlp.pipe_names:
        nlp.remove_pipe("claims")
    if settings.method == "rules" and "attributor" in nlp.pipe_names:
        nlp.remove_pipe("attributor")
    nlp.add_pipe(
        "claims",
        last=True,
        config={
            "method": settings.method,
            "extra_cues": dict(settings.extra_cues),
            "extra_hedges": list(settings.extra_hedges),
            "quotation": settings.quotation,
            "narrated": settings.narrated,
        },
    )
    nlp.max_length = 10_000_000
    _index_lemmas(nlp)
    return nlp


def _index_lemmas(nlp: Language) -> None:
    """Let the base forms that a lemmatizer knows be looked up.

    spaCy keeps them as lists of ten thousands and searches those from the front for every new word,
    which takes a tenth of the whole pass. Any container will do that knows what is in it; a dict
    can be stored as a list can.
    """
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, Lemmatizer) and pipe.lookups.has_table("lemma_index"):
            index = pipe.lookups.get_table("lemma_index")
            for part, forms in list(index.items()):
                index[part] = dict.fromkeys(forms)


def describe(nlp: Language) -> str:
    """Name and version of a pipeline, for the record."""
    return f"{nlp.meta.get('lang')}_{nlp.meta.get('name')} {nlp.meta.get('version')}"


def digest(nlp: Language) -> str | None:
    """Hash of a pipeline's files, 12 hexadecimal digits; None for one that came from no folder."""
    folder = getattr(nlp, "path", None)
    return None if folder is None else _digest(Path(folder))


@cache
def _digest(folder: Path) -> str:
    """Of files that stay as they are while a pipeline made of them is at work."""
    found = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".md"):
        found.update(file.relative_to(folder).as_posix().encode())
        found.update(file.read_bytes())
    return found.hexdigest()[:12]


def _load(name: str) -> Language:
    try:
        if name == SHIPPED:
            with resources.as_file(resources.files("sinorus_claims") / "english") as folder:
                return spacy.load(folder)
        return spacy.load(Path(name) if Path(name).exists() else name)
    except (OSError, ValueError, ImportError) as error:
        raise PipelineError(
            f"claims.pipeline: {name!r} cannot be loaded ({error}); use 'english', the name of an "
            "installed spaCy pipeline, or a folder"
        ) from error

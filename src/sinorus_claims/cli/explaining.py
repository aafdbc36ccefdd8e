"""`articles --explain`: each block of a file, kept or dropped, and why."""

from rich.text import Text

from ..articles.load import Loaded
from ..articles.reasons import explanation
from ..model import Article
from .console import results, safe

_SHOWN = 100


def print_blocks(loaded: Loaded) -> None:
    """The file, what is known of it and from where, its blocks, and the rules that fired."""
    item = loaded.item
    results.print(Text("\n") + safe(item.path, "bold"), soft_wrap=True)
    if isinstance(item, Article):
        for field, origin in item.origins.items():
            value = getattr(item, field, None)
            results.print(_indent(f"{field}: {value}  [{origin}]"), soft_wrap=True)
        if item.reprint_of:
            results.print(_indent(f"reprint_of: article {item.reprint_of}", "yellow"))
        for note in item.notes:
            results.print(_indent(f"note: {note}", "yellow"), soft_wrap=True)
    else:
        results.print(_indent(f"not read: {item.reason} ({item.detail})", "yellow"), soft_wrap=True)
    for verdict in loaded.verdicts:
        name = verdict.rule or verdict.kind
        words = verdict.text[:_SHOWN] + ("…" if len(verdict.text) > _SHOWN else "")
        detail = f" ({verdict.detail})" if verdict.detail else ""
        mark = "-" if verdict.rule else "+"
        place = Text(f"{mark} {verdict.line:>5}  ", _style(verdict.rule))
        results.print(place + safe(f"{name}{detail}: {words}"), soft_wrap=True)
    for rule in dict.fromkeys(v.rule for v in loaded.verdicts if v.rule):
        results.print(_indent(f"{rule}: {explanation(rule)}", "dim"), soft_wrap=True)


def _indent(words: str, style: str = "") -> Text:
    return Text("  ") + safe(words, style)


def _style(rule: str | None) -> str:
    return "red" if rule else "green"

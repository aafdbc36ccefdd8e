"""Short ways to load a file and to look at what came of it."""

from sinorus_claims.articles.load import read_articles
from sinorus_claims.config import ArticleSettings
from sinorus_claims.model import Article

SETTINGS = ArticleSettings()


def read(path, settings=SETTINGS):
    """What the loader makes of a path: articles, and (reason, detail) of what it skips."""
    found = list(read_articles([str(path)], settings))
    articles = [f for f in found if isinstance(f, Article)]
    return articles, [(f.reason, f.detail) for f in found if not isinstance(f, Article)]


def written(folder, name, data, settings=SETTINGS):
    """As `read`, of a file that is written first."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read(path, settings)


def inner(article):
    """Path of an article behind its container's."""
    return article.path.partition("!")[2] or article.path.partition("#")[2]


def page(paragraphs, title="Pier closed in Lunmark", extra=""):
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{extra}"
        f"<article><h1>{title}</h1>{body}</article></body></html>"
    )

"""Readers that misbehave, named by tests as a user names his own: `tests...:attribute`."""

import os
import time
from pathlib import Path

from sinorus_claims.articles.mapping import Piece
from sinorus_claims.articles.raw import RawArticle
from sinorus_claims.errors import ReadError


def sleep(_name, _data, _settings):
    time.sleep(60)


def tell_and_sleep(name, _data, _settings):
    """Hangs, and leaves the number of its process beside the file."""
    Path(name).with_suffix(".pid").write_text(str(os.getpid()))
    time.sleep(60)


def swallow_memory(_name, _data, _settings):
    return [bytes(4_000_000_000)]


def die(_name, _data, _settings):
    os._exit(7)


def die_once(name, data, _settings):
    """Dies on the first try, as a process killed from outside does."""
    mark = Path(name).with_suffix(".mark")
    if not mark.exists():
        mark.touch()
        os._exit(7)
    return [RawArticle(data.decode(), (Piece(0, len(data)),))]


def refuse(_name, _data, _settings):
    raise ReadError("no_text_layer", "a scan")


def raise_key_error(_name, _data, _settings):
    raise KeyError("chapter")


def recurse(name, data, settings):
    return recurse(name, data, settings)


def print_and_read(_name, data, _settings):
    print("a library that talks")
    return [RawArticle(data.decode(), (Piece(0, len(data)),))]

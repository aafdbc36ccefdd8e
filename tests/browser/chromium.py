"""The browser of this machine: an installed Chromium, driven by playwright; nothing is fetched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing that a page asks for may leave the machine, even where a test fails to stop it.
_FLAGS = ("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-gpu")


def missing() -> str | None:
    """What is not installed, in one line; None if a browser can be launched."""
    try:
        import playwright.sync_api  # noqa: F401, PLC0415
    except ImportError:
        return "playwright is not installed"
    if _program() is None:
        return f"no browser is installed (looked for {', '.join(_NAMES)})"
    return None


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless browser; `missing` has to be asked first."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    flags = [*_FLAGS, *(["--no-sandbox"] if os.getuid() == 0 else [])]  # root has no sandbox
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_program(), args=flags)
        try:
            yield browser
        finally:
            browser.close()


def _program() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)

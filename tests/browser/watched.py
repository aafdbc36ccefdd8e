"""A page of the browser with everything written down that a report must never do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

_LISTEN = """
window.violations = [];
addEventListener('securitypolicyviolation', event =>
    violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""
# What every payload of the hostile corpus would set if its script ran.
OWNED = "window.owned === undefined"


@dataclass
class Watched:
    """A page of its own profile, and its faults: requests, errors, violations, windows."""

    page: Page
    context: BrowserContext
    allowed: tuple[str, ...]
    """Addresses that the page may ask for: the report, and the files that lie beside it."""
    scripts: bool
    requests: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    """Requests that the page's own policy stopped before they left."""
    faults: list[str] = field(default_factory=list)

    def open(self, address: str) -> Watched:
        """Go there and wait until the script, if it may run, has drawn the page."""
        self.page.goto(address)
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the page says that it is ready."""
        if self.scripts:
            self.page.locator("html[data-ready]").wait_for(state="attached", timeout=20_000)

    def js(self, script: str, given: object = None) -> Any:
        """What a function in the page returns."""
        return self.page.evaluate(script, given)

    def find(self, selector: str, **wanted: Any) -> Locator:
        return self.page.locator(selector, **wanted)

    def check(self) -> None:
        """Raise for anything that the page did and must not do."""
        if self.scripts and not self.page.is_closed():
            self.faults += [f"policy: {line}" for line in self.js("() => window.violations || []")]
            if not self.js(f"() => {OWNED}"):
                self.faults.append("a script of an article ran")
        assert not self.faults, self.faults


@contextmanager
def watched(
    browser: Browser, allowed: tuple[str, ...], *, scripts: bool = True, **wishes: Any
) -> Iterator[Watched]:
    """A fresh profile (viewport, colour scheme ... by `wishes`) with one page."""
    context = browser.new_context(java_script_enabled=scripts, **wishes)
    context.set_default_timeout(10_000)
    if scripts:
        context.add_init_script(_LISTEN)
    page = context.new_page()
    seen = Watched(page, context, allowed, scripts)
    context.on("request", lambda request: _asked(seen, request.url))
    context.on("requestfailed", lambda request: _failed(seen, request.url, request.failure))
    context.on("page", lambda other: seen.faults.append(f"window: {other.url}"))
    page.on("console", lambda line: _said(seen, line.type, line.text))
    page.on("pageerror", lambda error: seen.faults.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (seen.faults.append("dialog"), dialog.dismiss()))
    page.on("download", lambda load: seen.faults.append(f"download: {load.url}"))
    page.on("websocket", lambda socket: seen.faults.append(f"socket: {socket.url}"))
    try:
        yield seen
        seen.check()
    finally:
        context.close()


def _asked(seen: Watched, address: str) -> None:
    address = address.partition("#")[0]
    seen.requests.append(address)
    if address not in seen.allowed:
        seen.faults.append(f"request: {address[:200]}")


def _failed(seen: Watched, address: str, reason: str | None) -> None:
    if reason == "csp":
        seen.blocked.append(address)


def _said(seen: Watched, kind: str, text: str) -> None:
    if kind in ("error", "warning", "assert"):
        seen.faults.append(f"console {kind}: {text[:300]}")


def addresses(*files: Path) -> tuple[str, ...]:
    """The files as a browser asks for them."""
    return tuple(file.resolve().as_uri() for file in files)

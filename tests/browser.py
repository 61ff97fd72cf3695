"""The site in a real browser: pages opened as a reader opens them, and everything that goes wrong meanwhile."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, Response

import chromium

PATIENCE = 15_000  # milliseconds, for what takes a few on a machine that is not busy
# Says what the policy of a page has refused; the console says most of it, in words that change.
VIOLATIONS = """addEventListener("securitypolicyviolation", (event) =>
  window.violated(`${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`));"""
PHONE: dict[str, Any] = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}


def launch(playwright: Playwright) -> Browser:
    """The system's browser, without a window, in which no name but this machine's resolves."""
    path = chromium.find()
    assert path, "there is no browser: make browser"
    return playwright.chromium.launch(
        executable_path=path,
        args=["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
    )


class Reader:
    """Somebody who reads the site at an address.

    `requests` is what the pages asked for, relative to the address; `faults` what should not have happened in them.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.requests: list[str] = []
        self.faults: list[str] = []
        self.contexts: list[BrowserContext] = []
        self.absent: set[str] = set()

    def open(
        self, path: str, width: int = 1280, height: int = 800, *, script: str = "", absent: bool = False, **context: Any
    ) -> Page:
        """A page of the site in a browser of its own, with nothing stored.

        `script` runs before any script of every page; `absent` says that the page shall not be there; `context` goes to
        Browser.new_context.
        """
        new = self.browser.new_context(viewport={"width": width, "height": height}, **context)
        self.contexts.append(new)
        new.set_default_timeout(PATIENCE)
        self.watch(new)
        new.add_init_script(VIOLATIONS)
        if script:
            new.add_init_script(script)
        page = new.new_page()
        if absent:
            self.absent.add(self.address + path)
        page.goto(self.address + path)
        return page

    def watch(self, context: BrowserContext) -> None:
        context.expose_binding("violated", self.on_violation)
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.faults.append(f"{error.page and error.page.url}: {error.error}"))
        context.on("request", self.on_request)
        context.on("requestfailed", self.on_failure)
        context.on("response", self.on_response)

    def on_violation(self, source: dict[str, Any], what: str) -> None:
        self.faults.append(f"{source['frame'].url}: {what}")

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and message.location["url"] not in self.absent:
            self.faults.append(f"{message.page and message.page.url}: {message.type}: {message.text}")

    def on_request(self, request: Request) -> None:
        self.requests.append(request.url.removeprefix(self.address))
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"{request.url}: a request that leaves the site")

    def on_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # which is the reader leaving the page before its icon has come
            self.faults.append(f"{request.url}: {request.failure}")

    def on_response(self, response: Response) -> None:
        if response.status >= 400 and response.url not in self.absent:
            self.faults.append(f"{response.url}: {response.status}")

    def close(self) -> None:
        for context in self.contexts:
            context.close()

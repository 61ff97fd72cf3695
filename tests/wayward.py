"""A web server on this machine that behaves in each of the ways in which cited pages and their servers do.

The first part of a path says how ("/absent/anything"); what comes behind it keeps addresses apart. Every name that ends
in ".example" is this server; "nowhere.example" is no host at all; any other host is none that a test may ask for.
"""

import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

LARGE = b"<html>" + b"<p>much</p>" * 2_000_000


@dataclass(frozen=True)
class Request:
    """A request as the server saw it: when it came, and when it was about to be answered."""

    host: str
    method: str
    path: str
    agent: str
    came: float
    answered: float


class Wayward(ThreadingHTTPServer):
    """The server. `copies` are what its archive has of an address: moments, or a status with which it fails."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[Request] = []
        self.copies: dict[str, list[str] | int] = {}
        self.seen: Counter[tuple[str, str]] = Counter()

    def url(self, path: str, host: str = "page.example") -> str:
        return f"http://{host}:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Wayward
    came = 0.0
    turn = 0  # how often this has been asked for by now

    def do_GET(self) -> None:
        self.came = time.monotonic()
        this = (self.headers["Host"], self.path)
        self.server.seen[this] += 1
        self.turn = self.server.seen[this]
        manner, _, rest = self.path.removeprefix("/").partition("/")
        WAYS.get(manner.partition("?")[0], WAYS["fine"])(self, rest)

    do_HEAD = do_GET  # noqa: N815  # the name is the server's

    def note(self) -> None:
        host, agent = self.headers["Host"].partition(":")[0], self.headers["User-Agent"]
        request = Request(host, self.command, self.path, agent, self.came, answered=time.monotonic())
        self.server.requests.append(request)

    def reply(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.note()
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html", "Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            try:
                self.wfile.write(body)
            except ConnectionError:  # the other side had enough
                self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Say nothing on the terminal of the tests."""


def answers(status: int, body: bytes = b"", /, **headers: str) -> Callable[[Handler, str], None]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request, _: request.reply(status, body, named)


def at_first(status: int, **headers: str) -> Callable[[Handler, str], None]:
    """So at first, then well."""
    first, then = answers(status, b"", **headers), answers(200)
    return lambda request, rest: (first if request.turn == 1 else then)(request, rest)


def leads(status: int, target: str = "/{}") -> Callable[[Handler, str], None]:
    """To what stands behind the manner."""
    return lambda request, rest: request.reply(status, headers={"Location": target.format(rest)})


def circle(request: Handler, rest: str) -> None:
    request.reply(302, headers={"Location": f"/circle/{1 - int(rest)}"})


def endless(request: Handler, rest: str) -> None:
    request.reply(302, headers={"Location": f"/endless/{int(rest) + 1}"})


def cookie(request: Handler, _: str) -> None:
    """To itself, until it sees its cookie."""
    known = "seen=1" in request.headers.get("Cookie", "")
    request.reply(200 if known else 302, headers={"Set-Cookie": "seen=1; Path=/", "Location": request.path})


def only_get(request: Handler, _: str) -> None:
    request.reply(200 if request.command == "GET" else 405)


def slow(request: Handler, _: str) -> None:
    time.sleep(1.5)
    request.reply(200)


def busy(request: Handler, _: str) -> None:
    time.sleep(0.1)
    request.reply(200)


def drips(request: Handler, rest: str) -> None:
    """Headers at once, then a page that never ends; a redirect, where something stands behind the manner."""
    request.note()
    request.send_response(301 if rest and request.command == "GET" else 405 if rest else 200)
    request.send_header("Content-Type", "text/html")
    request.send_header("Location", f"/{rest}")
    request.end_headers()
    request.close_connection = True
    try:
        while request.command == "GET":
            request.wfile.write(b"<p>")
            time.sleep(0.02)
    except ConnectionError:
        pass


def resets(request: Handler, _: str) -> None:
    request.note()
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    request.connection.close()
    request.close_connection = True


def index(request: Handler, _: str) -> None:
    """The archive, as the Internet Archive's CDX server answers."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(request.path).query).items()}
    moments = request.server.copies.get(query["url"], [])
    if isinstance(moments, int):
        request.reply(moments, b"<html>Sorry")
        return
    begin, end, limit = query.get("from", "0"), query.get("to", "9" * 14), int(query["limit"])
    fitting = [moment for moment in sorted(moments) if begin <= moment <= end]
    rows = [[moment, query["url"]] for moment in (fitting[limit:] if limit < 0 else fitting[:limit])]
    answer = [["timestamp", "original"], *rows] if rows else []
    request.reply(200, json.dumps(answer).encode(), {"Content-Type": "application/json"})


WAYS: dict[str, Callable[[Handler, str], None]] = {
    "fine": answers(200, b"<p>Well"),
    "forgood": leads(301),
    "forgood308": leads(308),
    "fornow": leads(302),
    "fornow307": leads(307),
    "toother": leads(302, "http://{}"),
    "lost": leads(302, "/errors/404.html"),
    "nonsense": leads(302, "javascript:alert(1)"),
    "broken-address": leads(302, "http://[x"),
    "circle": circle,
    "endless": endless,
    "cookie": cookie,
    "robots": answers(403),
    "login": answers(401),
    "law": answers(451),
    "challenge": answers(503, b"<title>Just a moment...</title>"),
    "guarded": answers(202, X_Amzn_Waf_Action="challenge"),
    "later": at_first(429, Retry_After="1"),
    "muchlater": answers(429, Retry_After="86400"),
    "absent": answers(404),
    "withdrawn": answers(410),
    "outoforder": answers(500),
    "recovers": at_first(500),
    "onlyget": only_get,
    "slow": slow,
    "busy": busy,
    "drips": drips,
    "resets": resets,
    "places": answers(200, '<h2 id="here">H</h2><a name="注">N</a>'.encode()),
    "large": answers(200, LARGE),
    "pdf": answers(200, b"%PDF", Content_Type="application/pdf"),
    "cdx": index,
}


@contextmanager
def serve() -> Iterator[Wayward]:
    """The server on a free port of 127.0.0.1."""
    with Wayward() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def keep_to_this_machine(patch: pytest.MonkeyPatch) -> None:
    """What a hosts file would do for the names of the server; an error for every other host."""
    resolve = socket.getaddrinfo

    def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name == "nowhere.example":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        assert name.endswith(".example") or name in ("127.0.0.1", "localhost"), f"a test asked for {name}"
        return resolve("127.0.0.1", *arguments, **options)

    patch.setattr(socket, "getaddrinfo", getaddrinfo)

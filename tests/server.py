"""A web server for a built site, which answers as GitHub Pages does: gzip, ETag, ten minutes of cache, 404.html."""

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

PREFIX = "/essay/"  # a project's site is not at the root: https://user.github.io/repository/
COMPRESSED = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")


class Answer(NamedTuple):
    """What went out for one request: the path asked for, the status, the bytes of the body as sent and as decoded."""

    path: str
    status: int
    sent: int
    decoded: int


@dataclass
class Server:
    """A running server: its address, which ends with a slash, and all its answers so far."""

    address: str
    answers: list[Answer] = field(default_factory=list)


@contextmanager
def serve(folder: Path) -> Iterator[Server]:
    """Serve a folder below PREFIX on a free port of this machine, to this machine alone."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, path = find(folder, self.path)
            body = path.read_bytes() if path else b""
            kind = mimetypes.guess_type(path.name)[0] if path else None
            size, tag = len(body), f'"{sha256(body).hexdigest()[:16]}"'
            if kind and kind.startswith(COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body, compresslevel=6, mtime=0)
            if status == 200 and self.headers.get("If-None-Match") == tag:
                status, body = 304, b""
            server.answers.append(Answer(self.path, status, len(body), size))
            self.send_response(status)
            headers = {"ETag": tag, "Cache-Control": "max-age=600", "Content-Length": str(len(body))}
            headers["Vary"] = "Accept-Encoding"
            if kind:
                headers["Content-Type"] = f"{kind}; charset=utf-8"
            if body and len(body) != size:
                headers["Content-Encoding"] = "gzip"
            if status == 301:
                headers["Location"] = f"{self.path}/"
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(body)
            except ConnectionError:  # the reader has left the page before it was whole
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Quiet: the answers are in the list."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        server = Server(f"http://127.0.0.1:{running.server_port}{PREFIX}")
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            running.shutdown()
            thread.join()


def find(folder: Path, target: str) -> tuple[int, Path | None]:
    """The status and the file for a request: a folder without its slash is sent to the address with it."""
    path = unquote(urlsplit(target).path)
    if path.startswith(PREFIX):
        file = folder / path.removeprefix(PREFIX)
        if path.endswith("/"):
            file /= "index.html"
        elif file.is_dir():
            return 301, None
        if file.is_file() and folder.resolve() in file.resolve().parents:
            return 200, file
    missing = folder / "404.html"
    return 404, missing if missing.is_file() else None

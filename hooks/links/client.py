"""Requests, one at a time for each host and with a pause between two; tried again where that may help."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

AGAIN = (408, 425, 429, 500, 502, 503, 504)  # a later try may be answered otherwise
HEADERS = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "en,ja;q=0.8,*;q=0.5"}
BEGINNING = 2**16  # bytes of a page that tell what it is


@dataclass(frozen=True)
class Manners:
    """How others' servers are treated. Times in seconds; a longer `Retry-After` than `patience` is not waited for."""

    agent: str = "essay-links/1"
    pause: float = 1
    backoff: float = 5
    tries: int = 3
    timeout: float = 20
    patience: float = 120


@dataclass(frozen=True)
class Answer:
    """What a request came to: a status, or why there is none: unknown host, TLS, timeout, connection, address."""

    url: str
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""  # as much of it as was asked for
    whole: bool = True  # that is all of it
    fault: str = ""
    detail: str = ""
    target: str = ""  # where a redirect leads


class _Session(requests.Session):
    """Follows no redirect by itself: each is another host's turn. (Requests would read the whole body of one.)"""

    def resolve_redirects(self, *_: object, **__: object) -> Iterator[requests.Response]:  # type: ignore[override]  # any
        return iter(())


class Client:
    """Asks on behalf of all threads."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self._locks: dict[str, threading.Lock] = {}
        self._free: dict[str, float] = {}  # when a host may be asked again, by the monotonic clock
        self._silent: set[str] = set()  # hosts that have not answered: one try must do for their other addresses
        self._guard = threading.Lock()

    @contextmanager
    def session(self) -> Iterator[requests.Session]:
        """For the redirects of one address, which may depend on cookies."""
        with _Session() as session:
            session.headers.update({**HEADERS, "User-Agent": self.manners.agent})
            yield session

    def look(self, session: requests.Session, url: str, *, read: int = 0) -> Answer:
        """Whether there is something: HEAD, and GET where that is not answered well or a page of HTML shall be read."""
        answer = self._ask(session, "HEAD", url, 0)
        wanted = read and answer.status == 200 and "html" in answer.headers.get("Content-Type", "text/html")
        if answer.fault in ("unknown host", "TLS", "address") or (0 < answer.status < 400 and not wanted):
            return answer
        if (answer.fault and host_of(url) in self._silent) or not self._wait(answer, 0):
            return answer
        return self.get(session, url, read=read)

    def get(self, session: requests.Session, url: str, *, read: int = 0) -> Answer:
        """GET: of a good answer `read` bytes, of any other the beginning."""
        for attempt in range(self.manners.tries):
            answer = self._ask(session, "GET", url, read)
            again = answer.fault in ("timeout", "connection") or answer.status in AGAIN
            if not again or not self._wait(answer, attempt):
                break
        if answer.fault:
            self._silent.add(host_of(url))
        return answer

    def _wait(self, answer: Answer, attempt: int) -> bool:
        """Keep everybody from the host until it may be asked again; false if that is too long."""
        wait = 0.0
        if answer.fault or answer.status in AGAIN:
            wait = retry_after(answer.headers.get("Retry-After", "")) or self.manners.backoff * 2**attempt
        host = host_of(answer.url)
        self._free[host] = max(self._free.get(host, 0), time.monotonic() + wait)
        return wait <= self.manners.patience

    @contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        """This thread's turn to ask a host."""
        with self._guard:
            lock = self._locks.setdefault(host, threading.Lock())
        with lock:
            time.sleep(max(0.0, self._free.get(host, 0) - time.monotonic()))
            try:
                yield
            finally:
                self._free[host] = time.monotonic() + self.manners.pause

    def _ask(self, session: requests.Session, method: str, url: str, read: int) -> Answer:
        with self._turn(host_of(url)):
            try:
                with session.request(
                    method, url, allow_redirects=False, stream=True, timeout=self.manners.timeout
                ) as response:
                    size = read if response.status_code < 400 else BEGINNING
                    body, whole = self._body(response, size) if method == "GET" and size else (b"", False)
                    target = session.get_redirect_target(response) or ""
                    return Answer(url, response.status_code, response.headers, body, whole, target=target)
            except (
                requests.RequestException,
                OSError,
                ValueError,
            ) as error:  # ValueError: an address nobody can ask for
                return _failed(url, error)

    def _body(self, response: requests.Response, size: int) -> tuple[bytes, bool]:
        """Up to `size` bytes, and no more than arrive in time; whether that is all."""
        body, end = b"", time.monotonic() + self.manners.timeout
        while len(body) < size and time.monotonic() < end:
            try:
                chunk = response.raw.read1(BEGINNING, decode_content=True)
            except (HTTPError, OSError):  # cut off: what has come so far must do
                break
            if not chunk:
                return body, True
            body += chunk
        return body[:size], False


def host_of(url: str) -> str:
    """The name of the host of an address; "" if it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _failed(url: str, error: BaseException) -> Answer:
    if name := _cause(error, socket.gaierror):
        for_now = isinstance(name, OSError) and name.errno == socket.EAI_AGAIN
        return Answer(url, fault="connection" if for_now else "unknown host", detail=host_of(url))
    if isinstance(error, requests.exceptions.SSLError):
        bad = _cause(error, ssl.SSLCertVerificationError)
        return Answer(url, fault="TLS", detail=str(getattr(bad, "verify_message", "") or "no secure connection"))
    if isinstance(error, (requests.Timeout, TimeoutError)):
        return Answer(url, fault="timeout")
    if isinstance(error, ValueError):
        return Answer(url, fault="address")
    return Answer(url, fault="connection")


def _cause(error: BaseException | None, kind: type[BaseException]) -> BaseException | None:
    while error and not isinstance(error, kind):
        error = error.__cause__ or error.__context__
    return error


def retry_after(value: str) -> float:
    """The seconds of a Retry-After header, which may be a date; 0 if it says nothing."""
    if value.strip().isdigit():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return 0
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())

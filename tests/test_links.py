"""The check of the cited addresses, against a server that behaves in each of the ways in which links die."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from links.__main__ import main
from links.archive import Archive, ArchiveError, Copy
from links.client import Client, Manners, retry_after
from links.finding import Finding, as_value, describe, report
from links.link import Link, entry_links, page_links
from links.survey import Survey, survey
from links.visit import Kind, Verdict, visit
from problem import Problem
from wayward import Wayward, keep_to_this_machine, serve

QUICK = Manners("essay-links/1 (+https://essay.example/)", pause=0.02, backoff=0.05, tries=2, timeout=5, patience=5)
IMPATIENT = replace(QUICK, timeout=0.5)
DAY = "2025-11-02"  # of the visit


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Wayward]:
    keep_to_this_machine(monkeypatch)
    with serve() as running:
        yield running


# What each way comes to; {} stands for the address of the server.
WAYS = {
    "/fine": (Kind.FINE, ""),
    "/onlyget/1": (Kind.FINE, ""),
    "/later/1": (Kind.FINE, ""),
    "/recovers/1": (Kind.FINE, ""),
    "/cookie/1": (Kind.FINE, ""),
    "/large/1": (Kind.FINE, ""),
    "/drips": (Kind.FINE, ""),
    "/drips#here": (Kind.FINE, ""),  # who knows what was still to come
    "/drips/fine/new": (Kind.MOVED, "has moved for good"),
    "/pdf/1#here": (Kind.FINE, ""),
    "/pdf/1#page=3": (Kind.FINE, ""),
    "/places/1#here": (Kind.FINE, ""),
    "/places/1#注": (Kind.FINE, ""),
    "/places/1#%E6%B3%A8": (Kind.FINE, ""),
    "/large/1#here": (Kind.FINE, ""),
    "/places/1#there": (Kind.FRAGMENT, "leads to a page without the place '#there'"),
    "/forgood/places#there": (Kind.FRAGMENT, "leads to a page without the place '#there'"),
    "/fornow/fine/new": (Kind.FINE, ""),
    "/fornow307/fine/new": (Kind.FINE, ""),
    "/forgood/fine/new": (Kind.MOVED, "has moved for good"),
    "/forgood308/fine/new": (Kind.MOVED, "has moved for good"),
    "/forgood/robots": (Kind.REFUSED, "refuses robots (403 at {}/robots)"),
    "/robots/1": (Kind.REFUSED, "refuses robots (403)"),
    "/login/1": (Kind.REFUSED, "refuses robots (401)"),
    "/law/1": (Kind.REFUSED, "refuses robots (451)"),
    "/challenge/1": (Kind.REFUSED, "refuses robots (503)"),
    "/guarded/1": (Kind.REFUSED, "refuses robots (202)"),
    "/muchlater/1": (Kind.REFUSED, "refuses robots (429)"),
    "/absent/1": (Kind.GONE, "is gone (404)"),
    "/withdrawn/1": (Kind.GONE, "is gone (410)"),
    "/fornow/absent": (Kind.GONE, "is gone (404 at {}/absent)"),
    "/fornow/": (Kind.GONE, "is gone (it leads to {}/)"),
    "/forgood/": (Kind.GONE, "is gone (it leads to {}/)"),
    "/forgood/en/": (Kind.GONE, "is gone (it leads to {}/en/)"),
    "/lost/1": (Kind.GONE, "is gone (it leads to {}/errors/404.html)"),
    "/outoforder/1": (Kind.SILENT, "is out of order (500)"),
    "/slow/1": (Kind.SILENT, "does not answer (no answer in time)"),
    "/resets/1": (Kind.SILENT, "does not answer (no connection)"),
    "/circle/0": (Kind.FAULTY, "leads round in a circle"),
    "/endless/0": (Kind.FAULTY, "leads on 10 times and more"),
    "/nonsense/1": (Kind.FAULTY, "leads to 'javascript:alert(1)', which is no web address"),
    "/broken-address/1": (Kind.FAULTY, "leads to 'http://[x', which is no web address"),
}


@pytest.mark.parametrize("path", WAYS)
def test_each_way(path: str, server: Wayward) -> None:
    manners = IMPATIENT if path.startswith(("/slow", "/drips")) else QUICK
    verdict = visit(server.url(path), Client(manners))
    kind, said = WAYS[path]
    assert (verdict.kind, verdict.said) == (kind, said.format(server.url("")))


def test_hosts_that_are_not_there(server: Wayward) -> None:
    verdict = visit("http://nowhere.example/a", Client(QUICK))
    assert (verdict.kind, verdict.said) == (Kind.GONE, "is gone (there is no host nowhere.example)")
    verdict = visit(f"https://page.example:{server.server_port}/fine", Client(QUICK))
    assert (verdict.kind, verdict.said) == (Kind.FAULTY, "has no valid certificate (no secure connection)")
    server.server_close()
    verdict = visit(server.url("/fine"), Client(QUICK))
    assert (verdict.kind, verdict.said) == (Kind.SILENT, "does not answer (no connection)")


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("/forgood/fine/new", "/fine/new"),
        ("/forgood/forgood308/fine/new", "/fine/new"),
        ("/forgood/fornow/fine/login", "/fornow/fine/login"),  # what is for now is not to be written
        ("/forgood/places#here", "/places#here"),
        ("/fornow/forgood/fine/new", ""),
        ("/forgood/fine/日本", "/fine/%E6%97%A5%E6%9C%AC"),
    ],
)
def test_the_new_address_is_that_to_which_only_permanent_redirects_lead(path: str, new: str, server: Wayward) -> None:
    assert visit(server.url(path), Client(QUICK)).new == (new and server.url(new))


def test_one_request_at_a_time_to_a_host_and_a_pause_between_two(server: Wayward) -> None:
    """Also where several hosts lead to the same one at once, as doi.org does."""
    shared = [
        server.url(f"/toother/shared.example:{server.server_port}/busy/{number}", f"host{number}.example")
        for number in range(5)
    ]
    own = [server.url(f"/busy/{number}", f"host{number % 2}.example") for number in range(6)]
    links = [Link(url, "refs.bib", 1, day=DAY) for url in shared + own]
    assert survey(links, Client(QUICK), Archive(Client(QUICK))).findings == []
    assert {request.agent for request in server.requests} == {QUICK.agent}
    hosts = {request.host for request in server.requests}
    assert len(hosts) == 6
    for host in hosts:
        requests = sorted((request for request in server.requests if request.host == host), key=lambda one: one.came)
        for earlier, later in pairwise(requests):
            assert later.came >= earlier.answered, "two at once"
            assert later.came - earlier.came >= QUICK.pause, "no pause"
    came = sorted(server.requests, key=lambda request: request.came)
    assert any(later.came < earlier.answered for earlier, later in pairwise(came)), "hosts wait"


@pytest.mark.parametrize(
    ("path", "methods", "waits"),
    [
        ("/fine/1", ["HEAD"], []),
        ("/robots/1", ["HEAD", "GET"], [QUICK.pause]),
        ("/onlyget/1", ["HEAD", "GET"], [QUICK.pause]),
        ("/later/1", ["HEAD", "GET"], [1]),  # as Retry-After says
        ("/muchlater/1", ["HEAD"], []),  # nobody waits so long
        ("/recovers/1", ["HEAD", "GET"], [QUICK.backoff]),
        ("/outoforder/1", ["HEAD", "GET", "GET"], [QUICK.backoff, QUICK.backoff]),
        ("/resets/1", ["HEAD", "GET", "GET"], [QUICK.backoff, QUICK.backoff]),
        ("/places/1#here", ["HEAD", "GET"], [QUICK.pause]),
    ],
)
def test_what_is_asked_and_how_long_is_waited(
    path: str, methods: list[str], waits: list[float], server: Wayward
) -> None:
    visit(server.url(path), Client(QUICK))
    assert [request.method for request in server.requests] == methods
    for earlier, later, wait in zip(server.requests, server.requests[1:], waits, strict=False):
        assert later.came - earlier.came >= wait


def test_an_address_that_is_cited_twice_is_asked_for_once(server: Wayward) -> None:
    links = [Link(server.url("/absent/1"), "refs.bib", line, day=DAY) for line in (3, 9)]
    found = survey(links, Client(QUICK), Archive(Client(QUICK), server.url("", "archive.example")))
    assert [finding.problem.line for finding in found.findings] == [3, 9]
    assert [request.method for request in server.requests if request.host == "page.example"] == ["HEAD", "GET"]
    assert len([request for request in server.requests if request.host == "archive.example"]) == 2


def test_a_host_that_does_not_answer_is_not_asked_again_and_again(server: Wayward) -> None:
    links = [Link(server.url(f"/resets/{number}"), "refs.bib", number, day=DAY) for number in (1, 2, 3)]
    found = survey(links, Client(QUICK), Archive(Client(QUICK)))
    assert [finding.kind for finding in found.findings] == [Kind.SILENT] * 3
    asked = [(request.method, request.path[-1]) for request in server.requests]
    assert asked == [("HEAD", "1"), ("GET", "1"), ("GET", "1"), ("HEAD", "2"), ("HEAD", "3")]


def test_retry_after_may_be_a_date() -> None:
    assert retry_after("120") == 120
    assert retry_after("Fri, 01 Jan 2999 00:00:00 GMT") > 10**9
    assert retry_after("Fri, 01 Jan 1999 00:00:00 GMT") == retry_after("soon") == retry_after("") == 0


@pytest.mark.parametrize(
    ("moments", "since", "expected"),
    [
        (["20250101000000", "20251102235900", "20251103000000"], "", ("20251102235900", "2025-11-02", False)),
        (["20240101000000", "20250601000000"], "2025", ("20250601000000", "2025-06-01", False)),
        (["20240101000000", "20260101000000"], "2025-03", ("20260101000000", "2026-01-01", True)),
        (["20260101000000", "20270101000000"], "", ("20260101000000", "2026-01-01", True)),
        (["20240101000000"], "2025-03", None),
        ([], "", None),
    ],
)
def test_the_copy_is_the_last_before_the_day(
    moments: list[str], since: str, expected: tuple[str, str, bool] | None, server: Wayward
) -> None:
    page, archive = "https://a.example/b?c=1&d", server.url("", "archive.example")
    server.copies[page] = list(moments)
    found = Archive(Client(QUICK), archive).find(page, DAY, since)
    if expected:
        moment, day, late = expected
        assert found == Copy(f"{archive}/web/{moment}/{page}", day, late)
    else:
        assert found is None


@pytest.mark.parametrize("status", [403, 500, 200])
def test_an_archive_that_fails(status: int, server: Wayward) -> None:
    """With 200 it answers with a page of HTML."""
    server.copies["https://a.example/"] = status
    with pytest.raises(ArchiveError):
        Archive(Client(QUICK), server.url("", "archive.example")).find("https://a.example/", DAY)


BIB = """@online{{a,
  title = {{A}},
  url = {{{0}/{1}}},
  urldate = {{2025-11-02}},
  date = {{2025}},
{2}}}
"""


def check(bib: str, server: Wayward, *, everything: bool = False) -> list[str]:
    found = checked(bib, server, everything=everything)
    archive, page = server.url("", "archive.example"), server.url("")
    return [str(finding.problem).replace(archive, "ARCHIVE").replace(page, "PAGE") for finding in found.findings]


def checked(bib: str, server: Wayward, *, everything: bool = False) -> Survey:
    client = Client(QUICK)
    archive = Archive(client, server.url("", "archive.example"))
    return survey(entry_links(bib, "refs.bib", DAY), client, archive, everything=everything)


COPY = "archiveurl = {ARCHIVE/web/20251001000000/PAGE/absent}, archivedate = {2025-10-01}"
LATE = COPY.replace("20251001", "20260101").replace("2025-10", "2026-01")
MESSAGES: dict[
    str, tuple[str, str, list[str] | int, list[str]]
] = {  # path, more fields, what the archive has: messages
    "well": ("fine", "", [], []),
    "gone, with a copy before": (
        "absent",
        "",
        ["20251001000000", "20260101000000"],
        [f"refs.bib:3: the url of 'a' is gone (404); add urlstatus = {{dead}}, {COPY}"],
    ),
    "gone, with a copy after": (
        "absent",
        "",
        ["20260101000000"],
        [
            "refs.bib:3: the url of 'a' is gone (404); the first copy is of 2026-01-01, not of 2025-11-02 or before: "
            f"if it shows what is cited, add urlstatus = {{dead}}, {LATE}"
        ],
    ),
    "gone, without a copy": (
        "absent",
        "",
        [],
        [
            "refs.bib:3: the url of 'a' is gone (404); the archive has no copy: look for its new address, "
            "or add urlstatus = {dead}"
        ],
    ),
    "gone, and the archive is out of order": (
        "absent",
        "",
        503,
        [
            "refs.bib:3: the url of 'a' is gone (404); the archive did not answer (503): run make links again later",
        ],
    ),
    "gone, and the copy is known": (
        "absent",
        "  archiveurl = {PAGE/fine/copy},\n",
        [],
        ["refs.bib:3: the url of 'a' is gone (404); add urlstatus = {dead}, and the copy in archiveurl comes first"],
    ),
    "gone, and that is known": ("absent", "  archiveurl = {PAGE/fine/copy},\n  urlstatus = {dead},\n", [], []),
    "gone, with its copy": (
        "absent",
        "  archiveurl = {PAGE/withdrawn/copy},\n  urlstatus = {dead},\n",
        ["20251001000000"],
        [f"refs.bib:6: the archiveurl of 'a' is gone (410); write {COPY}"],
    ),
    "moved": (
        "forgood/fine/new",
        "",
        [],
        ["refs.bib:3: the url of 'a' has moved for good; write url = {PAGE/fine/new}"],
    ),
    "refusing": ("robots/1", "", [], ["refs.bib:3: the url of 'a' refuses robots (403); open it in a browser"]),
    "silent": (
        "resets/1",
        "",
        [],
        [
            "refs.bib:3: the url of 'a' does not answer (no connection); "
            "try again later; if it stays so, make links ALL=yes looks for a copy"
        ],
    ),
    "round": (
        "circle/0",
        "",
        [],
        ["refs.bib:3: the url of 'a' leads round in a circle; open it in a browser, and write an address that works"],
    ),
    "without the place": (
        "places/1#there",
        "",
        [],
        [
            "refs.bib:3: the url of 'a' leads to a page without the place '#there'; "
            "find out what it is called now, or delete it from the address"
        ],
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_what_an_editor_is_told(name: str, server: Wayward) -> None:
    path, more, moments, expected = MESSAGES[name]
    page = server.url("")
    server.copies[f"{page}/absent"] = moments
    assert check(BIB.format(page, path, more.replace("PAGE", page)), server) == expected


@pytest.mark.parametrize(
    ("link", "verdict", "message"),
    [
        (("doi", "the doi of 'a'"), Verdict(Kind.MOVED, "has moved for good", "https://b.example/"), ""),
        (
            ("doi", "the doi of 'a'"),
            Verdict(Kind.GONE, "is gone (404)"),
            "refs.bib:1: the doi of 'a' is gone (404); mend the doi, or tell those who keep it",
        ),
        (
            ("", "the link"),
            Verdict(Kind.MOVED, "has moved for good", "https://b.example/"),
            "refs.bib:1: the link to https://a.example/ has moved for good; write https://b.example/",
        ),
    ],
)
def test_numbers_lead_on_and_links_are_named(link: tuple[str, str], verdict: Verdict, message: str) -> None:
    field, what = link
    found = describe(Link("https://a.example/", "refs.bib", 1, what, field), verdict)
    assert (str(found.problem) if found else "") == message


def test_what_is_pasted_mends_the_entry(server: Wayward) -> None:
    page = server.url("")
    server.copies[f"{page}/absent"] = ["20251001000000"]
    (message,) = checked(BIB.format(page, "absent", ""), server).findings
    proposal = str(message.problem).partition("; add ")[2]
    assert check(BIB.format(page, "absent", f"  {proposal},\n"), server) == []


def test_a_copy_for_every_page_on_request(server: Wayward) -> None:
    page = server.url("")
    server.copies[f"{page}/robots/1"] = ["20251001000000"]
    found = checked(BIB.format(page, "robots/1", ""), server, everything=True).findings
    assert [finding.to_mend for finding in found] == [False, False]
    assert check(BIB.format(page, "fine", ""), server, everything=True) == [
        "refs.bib:3: the url of 'a' has no archived copy here; "
        "the archive has none either: have one made at https://web.archive.org/save/PAGE/fine"
    ]
    assert check(BIB.format(page, "robots/1", ""), server, everything=True)[0] == (
        "refs.bib:3: the url of 'a' has no archived copy here; "
        "add archiveurl = {ARCHIVE/web/20251001000000/PAGE/robots/1}, archivedate = {2025-10-01}"
    )
    assert check(BIB.format(page, "fine", "  archiveurl = {PAGE/fine/2}".replace("PAGE", page)), server) == []


def test_the_addresses_of_a_bibliography_and_where_they_stand() -> None:
    bib = """@xdata{x, url = {https://no.example/}}
@article{a,
  title = {A}, journaltitle = {J},
  doi = {https://doi.org/10.1234/a<b>},
  url = {https://a.example/\\_b\\%20c},
  archive-url = {https://archive.example/a}, date = {2024-03}
}
@online{b, title = {B}, eprint = {2403.00001}, eprinttype = {arxiv}, url = {no address}, urldate = {2025-11-02}}
"""
    links = entry_links(bib, "refs.bib", "2026-01-01")
    assert [(link.field, link.line, link.url, link.day, link.since, link.page) for link in links] == [
        ("doi", 4, "https://doi.org/10.1234/a%3Cb%3E", "2026-01-01", "2024-03", ""),
        ("archiveurl", 6, "https://archive.example/a", "2026-01-01", "2024-03", "https://a.example/_b%20c"),
        ("url", 5, "https://a.example/_b%20c", "2026-01-01", "2024-03", "https://a.example/_b%20c"),
        ("eprint", 8, "https://arxiv.org/abs/2403.00001", "2025-11-02", "", ""),
    ]


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("See <https://a.example/b>.", ["https://a.example/b"]),
        (
            "[A](https://a.example/b_(c)), and (https://a.example/d).",
            ["https://a.example/b_(c)", "https://a.example/d"],
        ),
        (
            '[A](https://a.example/b "Title"){.x} 「https://a.example/c」。',
            ["https://a.example/b", "https://a.example/c"],
        ),
        ("`https://a.example/` <!-- https://a.example/ -->\n\n```\nhttps://a.example/\n```", []),
        (
            "---\nauthor: https://a.example/\n---\nText https://a.example/x?a=1&amp;b=2#c",
            ["https://a.example/x?a=1&b=2#c"],
        ),
    ],
)
def test_the_addresses_of_a_page(text: str, urls: list[str]) -> None:
    assert [link.url for link in page_links(text, "page.md", DAY)] == urls


def test_a_value_cannot_end_its_field() -> None:
    assert as_value('https://a.example/}, note = {x}\n"\\') == "https://a.example/%7D,%20note%20=%20%7Bx%7D%0A%22%5C"


def test_a_report_fits_into_an_issue_and_stays_text() -> None:
    findings = [
        Finding(Problem("refs.bib", line, f"the url of '@all' is gone (404); {'x' * 300}"), Kind.GONE)
        for line in range(400)
    ]
    written = report([*findings, Finding(Problem("refs.bib", 1, "refuses"), Kind.REFUSED)], "Summary.")
    assert len(written) < 65_536
    assert "more: `make links` lists them." in written
    assert written.count("```text\n") == written.count("\n```\n")
    outside = "".join(written.split("```")[::2])
    assert "@all" not in outside, "nobody is called by an issue"
    assert "## Refuse robots" in outside


@pytest.fixture
def essay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Wayward) -> Path:
    """An essay that cites the server, as the folder at work."""
    (tmp_path / "bib").mkdir()
    (tmp_path / "docs" / "en").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_url: !ENV [SITE_URL, x]\nextra:\n  work:\n    date: 2025-12-01\n")
    (tmp_path / "bib" / "refs.bib").write_text(BIB.format(server.url(""), "absent/1", ""), encoding="utf-8")
    (tmp_path / "docs" / "en" / "about.md").write_text(f"# A\n\n[B]({server.url('/withdrawn/1')}).\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(server: Wayward, *arguments: str) -> int:
    options = ("--archive", server.url("", "archive.example"), "--pause=0.02", "--backoff=0.05", "--timeout=5")
    return main([*options, *arguments])


def test_the_command(essay: Path, server: Wayward, capsys: pytest.CaptureFixture[str]) -> None:
    gone = server.url("/withdrawn/1")
    server.copies[gone] = ["20251130000000", "20251202000000"]
    assert run(server, "--report", "links.md") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "bib/refs.bib:3: the url of 'a' is gone (404); "
        "the archive has no copy: look for its new address, or add urlstatus = {dead}",
        f"docs/en/about.md:3: the link to {gone} is gone (410); "
        f"write {server.url('', 'archive.example')}/web/20251130000000/{gone}",
        "2 addresses: 2 gone.",
    ]
    written = (essay / "links.md").read_text(encoding="utf-8")
    assert all(line in written for line in lines)

    for path in ("docs/en/about.md", "bib/refs.bib"):
        text = (essay / path).read_text(encoding="utf-8")
        (essay / path).write_text(
            text.replace("/withdrawn/", "/robots/").replace("/absent/", "/fine/"), encoding="utf-8"
        )
    assert run(server) == 0, "a refusal is nothing to mend"
    assert capsys.readouterr().out.splitlines()[-1] == "2 addresses: 1 fine, 1 refused."


def test_a_machine_without_the_web_says_so(essay: Path, server: Wayward, capsys: pytest.CaptureFixture[str]) -> None:
    server.server_close()
    assert run(server, "--report", "links.md") == 2
    assert "is this machine online?" in capsys.readouterr().err
    assert not (essay / "links.md").exists()
    (essay / "bib" / "refs.bib").unlink()
    assert run(server) == 2
    assert (
        capsys.readouterr().err == "bib/refs.bib:1: there is no such file; put the entries of the cited works there\n"
    )


def weekly_check(folder: Path, path: str, server: Wayward) -> tuple[int, str]:
    """The step of the weekly workflow, which runs the command of the guide: its result, and what it hands on."""
    bib, output = folder / "bib" / "refs.bib", folder / "output"
    bib.write_text(BIB.format(f"http://127.0.0.1:{server.server_port}", path, ""), encoding="utf-8")
    (folder / "links.md").unlink(missing_ok=True)
    output.write_text("", encoding="utf-8")
    workflow = yaml.safe_load((ROOT / ".github/workflows/links.yml").read_text(encoding="utf-8"))
    script = next(step["run"] for step in workflow["jobs"]["check"]["steps"] if step.get("id") == "links")
    local = {"ARCHIVE": f"http://127.0.0.1:{server.server_port}"}
    environment = os.environ | local | {"GITHUB_OUTPUT": str(output)}
    command = ["bash", "-e", "-o", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, output.read_text(encoding="utf-8")


def test_the_weekly_check(essay: Path, server: Wayward) -> None:
    (essay / "docs" / "en" / "about.md").unlink()
    for name in ("Makefile", "requirements.lock", "hooks", ".venv", ".pip"):
        (essay / name).symlink_to(ROOT / name)
    result, output = weekly_check(essay, "robots/1", server)
    assert result == 0
    assert output.startswith("broken=false\nreport<<")
    assert "bib/refs.bib:3: the url of 'a' refuses robots (403); open it in a browser" in output
    server.copies[f"http://127.0.0.1:{server.server_port}/absent/1"] = ["20251001000000"]
    result, output = weekly_check(essay, "absent/1", server)
    assert result == 0
    assert output.startswith("broken=true\nreport<<")
    assert "archivedate = {2025-10-01}" in output
    (essay / "hooks").unlink()  # the check itself fails: that says nothing of the links
    assert weekly_check(essay, "fine", server) == (1, "")

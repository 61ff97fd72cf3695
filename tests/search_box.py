"""The search as a reader uses it: opened, asked, its list of results read."""

from collections import Counter
from urllib.parse import unquote

from playwright.sync_api import Page, expect


def open_search(page: Page) -> None:
    page.locator("button.search-open").click()
    expect(page.locator("#search input")).to_be_focused()


def look_for(page: Page, term: str) -> Counter[str]:
    """The addresses that the search leads to for a term, put in as from the clipboard, with how many results each has.

    The number that is announced must be that of the results.
    """
    box, count = page.locator("#search input[type=search]"), page.locator("#search [role=status]")
    box.fill("")
    expect(count).to_be_empty()
    box.fill(term)
    expect(count).not_to_be_empty()
    found = [
        unquote(address)
        for address in page.evaluate(
            "() => [...document.querySelectorAll('#search ol a')].map((link) => link.pathname + link.hash)"
        )
    ]
    said = "".join(character for character in count.inner_text() if character.isdigit())
    assert said == (str(len(found)) if found else ""), f"{len(found)} results, announced as {count.inner_text()!r}"
    return Counter(found)

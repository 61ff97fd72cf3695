"""For everyone: axe finds nothing, the keyboard reaches everything, and no window is too narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser import PHONE, Reader
from conftest import LANGUAGES, Site
from reading import place, still
from test_built_site import pages_in

# The element that has the focus: what it is, whether it is seen, and whether one sees that it has the focus.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element), box = element.getClientRects()[0];
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const there = document.elementFromPoint(x, y);
  element.dataset.reached = "";
  return {
    name: element.outerHTML.slice(0, 120),
    seen: !!there && (element.contains(there) || there.contains(element)),
    ringed: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
  };
}"""
# Every color that the window has in any frame.
PAPERS = """
  window.papers = new Set();
  const look = () => {
    if (document.body) {
      const colors = [document.body, document.documentElement].map((part) => getComputedStyle(part).backgroundColor);
      papers.add(colors.find((color) => color !== "rgba(0, 0, 0, 0)"));
    }
    requestAnimationFrame(look);
  };
  look();
"""
UNREACHED = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
  .filter((element) => element.checkVisibility() && !("reached" in element.dataset))
  .map((element) => element.outerHTML.slice(0, 120))"""


def every_path(site: Site) -> list[str]:
    """The title page, and all pages in all languages."""
    return ["", *(f"{language}/{path}" for language in LANGUAGES for path in pages_in(site, language))]


def in_every_dress(page: Page) -> list[str]:
    """What axe finds in a page as it stands: light and dark, on a desk and on a phone."""
    faults = []
    for width, height in ((1440, 900), (360, 740)):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page).response["violations"]
            rules = [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]
            faults += [f"{page.url}, {scheme}, {width}: {rule}: {element}" for rule, element in rules]
    return faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_a_page(reader: Reader, site: Site, language: str) -> None:
    faults = []
    for path in pages_in(site, language):
        faults += in_every_dress(reader.open(f"{language}/{path}"))
    assert faults == []


def test_axe_finds_nothing_on_the_pages_for_all_languages(reader: Reader) -> None:
    assert in_every_dress(reader.open("")) == []
    assert in_every_dress(reader.open("no/such/page", absent=True)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_what_opens(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/", 360)
    page.locator("main a.footnote-ref").first.click()
    expect(page.locator("#note")).to_be_visible()
    faults = in_every_dress(page)
    page.keyboard.press("Escape")
    page.locator("button[popovertarget=contents]").click()
    expect(page.locator("nav#contents")).to_be_visible()
    faults += in_every_dress(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+K")
    page.locator("#search input").fill("2")
    expect(page.locator("#search ol a").first).to_be_visible()
    assert faults + in_every_dress(page) == []


def test_nothing_is_wider_than_the_window(reader: Reader, site: Site) -> None:
    """720 × 450 is a desk's window at 200 %."""
    faults = []
    for path in every_path(site):
        page = reader.open(path)
        for width, height in ((320, 640), (360, 740), (720, 450), (768, 1024), (1440, 900)):
            page.set_viewport_size({"width": width, "height": height})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                faults.append(f"{path}: {wide} at {width}")
    assert faults == []


@pytest.mark.parametrize(("width", "language"), [(360, LANGUAGES[0]), (1440, LANGUAGES[-1])])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    reader: Reader, site: Site, width: int, language: str
) -> None:
    faults = []
    for path in ["", *(f"{language}/{path}" for path in pages_in(site, language))]:
        page = reader.open(path, width)
        for _ in range(2000):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            if focused is None:
                break
            if not (focused["seen"] and focused["ringed"]):
                faults.append((path, focused))
        faults += [(path, f"not reached: {element}") for element in page.evaluate(UNREACHED)]
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_skip_link_comes_first_and_leads_to_the_text(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/")
    page.keyboard.press("Tab")
    link = page.locator("a:focus")
    expect(link).to_be_in_viewport()
    name = str(link.get_attribute("href")).removeprefix("#")
    page.keyboard.press("Enter")
    assert page.locator(f"main [id='{name}'], main#{name}").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_contents_lead_to_a_section_and_close(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/", **PHONE)
    page.locator("button[popovertarget=contents]").tap()
    contents = page.locator("nav#contents")
    expect(contents).to_be_visible()
    link = contents.locator("a[href^='#']").nth(1)
    name = str(link.get_attribute("href")).removeprefix("#")
    link.tap()
    expect(contents).to_be_hidden()
    still(page)
    assert place(page, name).top is not None


def test_the_theme_is_chosen_kept_and_never_flashes(reader: Reader, site: Site) -> None:
    page = reader.open(f"{LANGUAGES[0]}/", script=PAPERS, color_scheme="light")
    still(page)
    light, button, names = page.evaluate("[...papers]"), page.locator("button.theme"), set()
    assert len(light) == 1
    for _ in range(3):
        names.add(button.get_attribute("aria-label"))
        button.click()
    assert len(names) == 3
    while page.evaluate("document.documentElement.dataset.theme") != "dark":
        button.click()
    for path in pages_in(site, LANGUAGES[-1]):
        page.goto(f"{reader.address}{LANGUAGES[-1]}/{path}")
        still(page)
        dark = page.evaluate("[...papers]")
        assert len(dark) == 1, "it flashes"
        assert dark != light


def test_nothing_is_animated_for_those_who_wish_so(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/", reduced_motion="reduce")
    page.locator("main a.footnote-ref").first.hover()
    expect(page.locator("#note")).to_be_visible()
    moving = "document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 0).length"
    assert page.evaluate(moving) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"

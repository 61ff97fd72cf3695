"""Where somebody is in a page, as the tests see it: measured in the page, without the site's own script."""

from dataclasses import dataclass
from typing import Any, TypeVar

from playwright.sync_api import Locator, Page

T = TypeVar("T")

HALF_A_LINE = 15  # pixels

# What both languages have under the same id and a reader may be at.
PLACES = "main :is(h1, h2, h3, h4, p, li, tr, .pair)[id]"

# Where the text shows: between a bar at the top of the window and one at the bottom, if there are any.
PAGE = f"""
  const texts = () => [...document.querySelectorAll({PLACES!r})].filter((place) => place.getClientRects().length);
  const bars = [...document.querySelectorAll("body > header")].map((bar) => bar.getBoundingClientRect());
  const top = Math.max(0, ...bars.filter((bar) => bar.top <= 0).map((bar) => bar.bottom));
  const bottom = Math.min(innerHeight, ...bars.filter((bar) => bar.top > innerHeight / 2).map((bar) => bar.top));
"""


@dataclass(frozen=True)
class Place:
    """What is being read: an element, and its top in the window or, if that is above it, the part that has gone."""

    id: str
    top: float | None
    gone: float | None

    def agrees(self, other: "Place") -> bool:
        """Whether the other is the same place, to half a line."""
        if self.id != other.id or (self.top is None) != (other.top is None):
            return False
        if self.top is not None and other.top is not None:
            return abs(self.top - other.top) <= HALF_A_LINE
        assert self.gone is not None
        assert other.gone is not None
        return abs(self.gone - other.gone) <= 0.05


def place(page: Page, name: str | None = None) -> Place:
    """The place being read, or how the place with this id is being read."""
    return Place(
        **page.evaluate(
            f"""(name) => {{ {PAGE}
              const tops = texts().map((place) => [place, place.getBoundingClientRect()]);
              const middle = (top + bottom) / 2;
              const named = tops.filter(([place]) => !name || place.id === name);
              const first = named.find(([, box]) => name ? box.top >= top : box.top >= top && box.top <= middle);
              const [place, box] = first ?? named.findLast(([, box]) => box.top < top) ?? named[0] ?? [];
              if (!place) return {{ id: `no ${{name}} here`, top: null, gone: 0 }};
              return {{
                id: place.id,
                top: first ? box.top : null,
                gone: first ? null : (top - box.top) / box.height,
              }};
            }}""",
            name,
        )
    )


def ids(page: Page) -> list[str]:
    """The ids of the places in this page, in its order."""
    return [str(name) for name in page.evaluate(f"() => {{ {PAGE} return texts().map((place) => place.id); }}")]


def scroll(page: Page, name: str, part: float = 0.25) -> None:
    """Put the top of an element at this part of the height of the text's window, or as near as the page's ends allow.

    No other element's top is then at an edge of what is being read, where a pixel would decide.
    """
    page.evaluate(
        f"""([name, part]) => {{ {PAGE}
          const target = document.getElementById(name);
          scrollBy({{ top: target.getBoundingClientRect().top - top - part * (bottom - top), behavior: "instant" }});
          const edges = [top, (top + bottom) / 2];
          for (let step = 0; step < 10; step++) {{
            const tops = texts().map((place) => place.getBoundingClientRect().top);
            if (!tops.some((one) => edges.some((edge) => Math.abs(one - edge) < 6))) break;
            scrollBy({{ top: 7, behavior: "instant" }});
          }}
        }}""",
        [name, part],
    )
    still(page)


def still(page: Page) -> None:
    """Wait until the page is whole and has not scrolled for three frames."""
    page.wait_for_load_state()
    page.evaluate(
        """() => new Promise((done) => {
          let last, frames = 0;
          const look = () => {
            frames = scrollY === last ? frames + 1 : 0;
            last = scrollY;
            frames < 3 ? requestAnimationFrame(look) : done();
          };
          look();
        })"""
    )


def switch(page: Page, language: str | None = None) -> Locator:
    """The link to the other language (to this one, if there are several)."""
    links = page.locator(f"header .languages a[hreflang={language}]" if language else "header .languages a[hreflang]")
    return links.locator("visible=true").first


def wait_for_address(page: Page) -> Place:
    """Wait until the address leads to the place being read, and say which it is; the page's top has no fragment."""
    read = place(page)
    hashes = ["", f"#{read.id}"] if read.id == ids(page)[0] else [f"#{read.id}"]
    page.wait_for_function("(hashes) => hashes.includes(decodeURIComponent(location.hash))", arg=hashes)
    return read


def spread(items: list[T], count: int) -> list[T]:
    """So many of the items, from the first to the last in equal steps; all if there are no more."""
    if len(items) <= count:
        return items
    return [items[round(step * (len(items) - 1) / (count - 1))] for step in range(count)]


def blank(page: Page) -> tuple[float, float]:
    """A point of the window where a finger does nothing: far from links, and outside of what has opened."""
    x, y = page.evaluate(
        """() => {
          const stops = [...document.querySelectorAll("a[href], button, [popover]")];
          const boxes = stops.flatMap((stop) => (stop.checkVisibility() ? [...stop.getClientRects()] : []));
          const far = ([x, y]) => boxes.every(
            (box) => x < box.left - 40 || x > box.right + 40 || y < box.top - 40 || y > box.bottom + 40);
          const points = [];
          for (let y = 5; y < innerHeight; y += 10) for (let x = 5; x < innerWidth; x += 10) points.push([x, y]);
          return points.find(far);
        }"""
    )
    return x, y


def in_window(locator: Locator) -> bool:
    """Whether the whole element is in the window."""
    return bool(
        locator.evaluate(
            """(element) => {
              const box = element.getBoundingClientRect();
              return box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
            }"""
        )
    )


def tab_to(page: Page, locator: Locator) -> None:
    """Come to an element with the Tab key, from the link or button before it."""
    locator.evaluate(
        """(element) => {
          const stops = [...document.querySelectorAll("a[href], button, input, [tabindex]")];
          stops.slice(0, stops.indexOf(element)).findLast((stop) => stop.checkVisibility()).focus();
        }"""
    )
    for _ in range(10):  # the one before may open a note, which has links of its own
        page.keyboard.press("Tab")
        if locator.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {locator}")


def wait_for_language(page: Page, language: str) -> None:
    """Wait until the page in this language has come and is at rest."""
    page.wait_for_function("(tag) => document.documentElement?.lang === tag", arg=language)
    still(page)


# Notes what moves without a reader's doing, from the first paint on: how far, and what.
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries())
      shifts.push([shift.value, ...shift.sources.map(({ node }) => node?.id || node?.className || node?.nodeName)]);
  }).observe({ type: "layout-shift", buffered: true });
"""


def shifts(page: Page) -> Any:
    """What has moved in this page since SHIFTS ran: to be []."""
    still(page)
    return page.evaluate("shifts")

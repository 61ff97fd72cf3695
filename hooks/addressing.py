"""The addresses of a page in every language it is written in, absolute, as search engines and feeds want them."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urljoin


class Alternate(NamedTuple):
    """One address of a page: `hreflang` is a language tag (BCP 47) or x-default."""

    hreflang: str
    href: str


class Entry(NamedTuple):
    """A page of the sitemap."""

    location: str
    alternates: tuple[Alternate, ...]


def alternates(site_url: str, urls: Mapping[str, str], fallback: str | None) -> tuple[Alternate, ...]:
    """The page in each language of `urls` (locale: address below `site_url`), then `fallback`, if any, as x-default."""
    found = [Alternate(tag(locale), urljoin(site_url, url)) for locale, url in urls.items()]
    if fallback is not None:
        found.append(Alternate("x-default", urljoin(site_url, fallback)))
    return tuple(found)


def tag(locale: str) -> str:
    """The language tag of a locale: zh_TW is zh-TW on a page."""
    return locale.replace("_", "-")

"""`make pictures`: draw docs/assets/title-<language>.png, with which others show a link to the essay (Open Graph).

It carries title, subtitle and author as letters, and as text within the file, by which a test holds it to the essay.
"""

import io
from html import escape
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import Browser, sync_playwright

import languages
from browser import launch
from essay.citation import Grammar
from essay.reader import read as read_source
from titles import Title, read

ROOT = Path(__file__).parent.parent
PICTURE = "docs/assets/title-{}.png"
WIDTH, HEIGHT = 1200, 630  # pixels, as Facebook, X and LinkedIn show them whole
SAID = "Description"  # the key of a text within a PNG
PAGE = """<html lang="{tag}"><style>
body {{ margin: 0; box-sizing: border-box; height: 630px; padding: 72px 84px; color: #fff; background: #1f3a5f;
  display: flex; flex-direction: column; font-family: "Noto Sans CJK JP", sans-serif; word-break: auto-phrase; }}
h1 {{ font-size: 68px; line-height: 1.3; margin: 0; text-wrap: balance; }}
p {{ font-size: 38px; line-height: 1.4; margin: 24px 0 0; text-wrap: balance; }}
p + p {{ margin-top: auto; font-size: 34px; }}
</style><h1>{title}</h1><p>{subtitle}</p><p>{author}</p></html>"""


def essays() -> dict[str, Title]:
    """The title of the essay in each language."""
    grammar = Grammar(languages.load().values())
    found = {path.parent.name: path for path in sorted((ROOT / "docs").glob("*/index.md"))}
    return {
        locale: read(locale, read_source(path.read_text(encoding="utf-8-sig"), path.name, grammar))
        for locale, path in found.items()
    }


def said(title: Title) -> str:
    """What the picture says."""
    return " ".join(filter(None, (title.full, title.author)))


def draw(title: Title, browser: Browser) -> bytes:
    """The picture as PNG."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    words = {"title": title.name, "subtitle": title.subtitle, "author": title.author}
    page.set_content(PAGE.format(tag=title.locale, **{name: escape(text) for name, text in words.items()}))
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    page.close()
    text, buffer = PngInfo(), io.BytesIO()
    text.add_itxt(SAID, said(title))
    image.save(buffer, "PNG", optimize=True, pnginfo=text)
    return buffer.getvalue()


def main() -> None:
    with sync_playwright() as playwright, launch(playwright) as browser:
        for locale, title in essays().items():
            path = ROOT / PICTURE.format(locale)
            path.write_bytes(draw(title, browser))
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

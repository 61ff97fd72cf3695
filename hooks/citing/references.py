"""References to the essay and to a paragraph of it, ready to copy, in every style that the site offers."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from citing import essay
from citing.processor import Cited, Request, Script, process
from citing.work import Words, Work
from languages import Language, letters
from problem import Problem

Processor = Callable[[Sequence[Request]], tuple[list[Cited | None], list[Problem]]]
HOUSE = "house"
SLOT = "7777777"  # the number of a paragraph while a processor works, which treats a word otherwise


class Style(NamedTuple):
    """A style of styles/, which language it is for, and what of a processor's work is the reference."""

    id: str  # "chicago-note", for templates and tests
    name: str  # as readers know it
    file: str
    locale: str  # of the processor's words
    note: bool = False  # the reference is the note itself
    in_text: bool = False  # the reference has a short form in the text

    @property
    def language(self) -> str:
        """The language that the style is for."""
        return self.locale.partition("-")[0]


STYLES = (
    Style("chicago-note", "Chicago (note)", "chicago-notes-bibliography", "en-US", note=True),
    Style("chicago-bibliography", "Chicago (bibliography)", "chicago-notes-bibliography", "en-US"),
    Style("apa", "APA", "apa", "en-US", in_text=True),
    Style("mla", "MLA", "modern-language-association", "en-US", in_text=True),
    Style("sist02", "SIST 02", "sist02", "ja-JP"),
)


class Reference(NamedTuple):
    """A reference as HTML; `in_text` is its short form in the text, if the style has one."""

    style: str
    html: str
    lang: str
    in_text: str = ""

    def paragraph(self, number: int) -> "Reference":
        """The reference to that paragraph, from the pattern that `references` makes for paragraphs."""
        return self._replace(html=self.html.replace(SLOT, str(number)), in_text=self.in_text.replace(SLOT, str(number)))


def references(
    places: Sequence[tuple[Work, int | str]],
    words: Mapping[str, Words],
    tables: Mapping[str, Language],
    *,
    by: Processor = process,
) -> tuple[list[list[Reference]], list[Problem]]:
    """For each work, and the paragraph or "" for the whole, a reference in each style, the site's own first.

    The paragraph `SLOT` makes a pattern that serves every one: see `Reference.paragraph`. A style that cannot be
    applied is left out, and a problem tells why.
    """
    styles = {style.file: style for style in STYLES}.values()  # two of a file are one piece of work
    cited, problems = by([_request(work, words, tables, style, place) for work, place in places for style in styles])
    made = []
    for number, (work, place) in enumerate(places):
        first = number * len(styles)
        by_file = dict(zip((style.file for style in styles), cited[first : first + len(styles)], strict=True))
        made.append([Reference(HOUSE, essay.house(work, words, tables, paragraph=place), work.locale)])
        made[-1] += [_reference(style, work, done) for style in STYLES if (done := by_file[style.file])]
    return made, problems


def _request(
    work: Work, words: Mapping[str, Words], tables: Mapping[str, Language], style: Style, paragraph: int | str
) -> Request:
    item = essay.item_for(work, words, tables, style.language, paragraph=paragraph)
    script = _script(work.original or work, tables, _language(style, work))
    return Request(item, style.file, style.locale, str(paragraph), script)


def _language(style: Style, work: Work) -> str:
    """Of most words: a translation's own; the original has its title and names in the style's language."""
    return work.locale if work.original else style.language


def _reference(style: Style, work: Work, cited: Cited) -> Reference:
    html = cited.citation if style.note else cited.reference
    return Reference(style.id, html, _language(style, work), cited.citation if style.in_text else "")


def _script(original: Work, tables: Mapping[str, Language], language: str) -> Script | None:
    """The letters of the original's language, if they tell it in a reference in this language."""
    own = tables[original.locale]["language.collation_first"]
    return Script(original.locale, letters(own)) if own and original.locale != language else None

"""What a citation is made from: the work, the table by which it is cited, the table of the page."""

import re
from typing import NamedTuple

from bibliography.entry import Entry
from bibliography.names import Names
from languages import Language, letters

BODIES_LEAD = {"report", "manual", "online", "misc", "legislation", "software", "dataset"}

LANGUAGES = {  # names of languages → their codes, for those without a table; variants as "ngerman" by their ends
    "arabic": "ar",
    "brazilian": "pt",
    "chinese": "zh",
    "dutch": "nl",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "latin": "la",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "zho": "zh",
}


KANA = re.compile("[\u3041-\u30fa]")


class Context(NamedTuple):
    """What a template is filled from: the work, the table it is cited by, the table of the page."""

    entry: Entry
    style: Language
    page: Language
    foreign: bool  # the work is in another language than the table by which it is cited
    language: str  # of the work: a code, the name of one that is not known, or nothing
    lang: str = ""  # the language of the work's own words, where it is not the style's
    form: str = "part"  # how its title is marked: as a part of a larger work, a whole work, or plain

    def field(self, name: str) -> str:
        """A field's LaTeX; of a foreign work in the translation for the page, else the romanised form, if any."""
        if self.foreign:
            for form in (f"{name}_translated_{self.page.locale}", f"{name}_romanised"):
                if form in self.entry.fields:
                    return self.entry.fields[form]
        return self.entry.fields.get(name, "")

    def names(self, name: str) -> Names:
        """The persons and bodies of a field; of a foreign work by their romanised names, if any."""
        names = self.entry.names
        return (self.foreign and names.get(f"{name}_romanised")) or names.get(name, Names())

    def lead_role(self) -> str:
        """Under whose name the work stands."""
        return next((role for role in ("author", "editor", "translator", "holder") if self.names(role)), "")

    def lead_body(self) -> str:
        """The field with the body under whose name a work without persons stands."""
        if self.lead_role() or self.entry.type not in BODIES_LEAD:
            return ""
        return next((name for name in ("institution", "organization") if self.field(name)), "")

    def main_work(self) -> bool:
        """Whether it is a volume of a larger work."""
        fields = self.entry.fields
        return bool(fields.get("maintitle") and fields.get("title"))

    def in_book(self) -> bool:
        """Whether it is a part of a book."""
        fields = self.entry.fields
        return bool(fields.get("booktitle") and (fields.get("title") or fields.get("subtitle")))

    def is_lead(self, name: str) -> bool:
        """Whether the work stands under the name of the body in this field."""
        if not name or name == self.lead_body():
            return bool(name)
        lead = self.entry.names.get(self.lead_role(), Names()).names
        return name in ("institution", "organization") and len(lead) == 1 and lead[0].family == self.entry.plain(name)

    def lead_key(self) -> object:
        """Equal for works by the same authors in the same role; false for a work without any."""
        role = self.lead_role()
        return (role, self.entry.names[role]) if role else self.entry.plain(self.lead_body() or "")


def choose(entry: Entry, page: Language, languages: dict[str, Language]) -> Context:
    """By which table the work is cited on a page in this language."""
    own = work_language(entry, page, languages)
    if own in ("", page.locale):
        style = page
    elif own in languages and page["language.foreign_own"]:
        style = languages[own]
    else:
        style = languages[page["language.foreign"]]
    foreign = bool(own) and own != style.locale
    return Context(entry, style, page, foreign, own, lang=own if foreign and len(own) == 2 else "")


def work_language(entry: Entry, page: Language, languages: dict[str, Language]) -> str:
    """The locale of the work's language, told by its letters if not by a field; its name where no table knows it."""
    written = re.split(" and |,|;", (entry.plain("langid") or entry.plain("language")).lower())[0].strip()
    said = re.split("[-_]", written)[0]
    for table in languages.values():
        if said in table["language.ids"]:
            return table.locale
    if said:
        return next((code for name, code in LANGUAGES.items() if said.endswith(name)), said)
    title = next(filter(None, (entry.plain(name) for name in ("title", "booktitle", "maintitle", "journaltitle"))), "")
    if _is_simplified(title):
        return LANGUAGES["chinese"]
    for table in (page, *languages.values()):
        if letters(table["language.script"]).search(title):
            return table.locale
    return ""


def _is_simplified(title: str) -> bool:
    """Whether a title has letters that only the Chinese of the mainland has: those in its code, not in Japan's."""
    return (
        not title.isascii()
        and not KANA.search(title)
        and any(
            "\u4e00" <= letter <= "\u9fff" and not _is_in("euc_jis_2004", letter) and _is_in("gb2312", letter)
            for letter in title
        )
    )


def _is_in(code: str, letter: str) -> bool:
    try:
        letter.encode(code)
    except UnicodeEncodeError:
        return False
    return True

"""Fields of text without the marks that libraries' and other catalogues write behind them."""

import re

TITLES = ("title", "subtitle", "booktitle", "booksubtitle", "maintitle", "mainsubtitle", "issuetitle")
SENTENCES = (*TITLES, "addendum", "howpublished", "note", "titleaddon")
TIDIED: tuple[str, ...] = (
    *TITLES,
    "journaltitle",
    "publisher",
    "institution",
    "organization",
    "location",
    "series",
    "edition",
    "volume",
)
TIDIED += ("number", "pages", "note", "howpublished", "venue", "eventtitle", "titleaddon", "addendum")
ABBREVIATED = (  # what ends with a full stop that is no end
    "al assn aufl ave bd bros ca cf ch chr cie co conf corp dept dr ed eds esp est etc ff fig figs gen gov hg "
    "hrsg inc jh jhdt jr llc ltd mr mrs ms mt nr no nos op pp prof proc pt rep rev sc sen sgt sr st suppl trans "
    "univ vol vols vs"
)
ABBREVIATIONS = frozenset(ABBREVIATED.split())
END_MARKS = " ,;:="


def title_of_catalogue(fields: dict[str, str]) -> None:
    """Libraries' `Title : subtitle`, and the marks that they and PubMed write behind a title."""
    for name in TIDIED:
        if name in fields:
            fields[name] = tidy(fields[name], sentence=name in SENTENCES)
            if name not in TITLES and name in SENTENCES:  # 「君の名は。」 is a title
                fields[name] = fields[name].removesuffix("。") or fields[name]
    for name, subname in (("title", "subtitle"), ("booktitle", "booksubtitle")):
        main, colon, rest = fields.get(name, "").partition(" : ")
        if colon and main.count("{") == main.count("}") and subname not in fields:
            fields[name], fields[subname] = main, rest
        elif colon:
            fields[name] = f"{main}: {rest}"


def tidy(value: str, *, sentence: bool) -> str:
    """Without the comma or the like at its end; what is a sentence also without its full stop."""
    if value[-1] not in "} ,;:/=.。":
        return value
    bare = value.rstrip("}")
    braces = value[len(bare) :]
    tidy = bare.rstrip(END_MARKS)
    if tidy.endswith(" /"):  # else it ends an address
        tidy = tidy[:-1].rstrip(END_MARKS)
    if tidy.endswith("\\") or re.search(r"&#?\w{1,30}$", tidy[-32:]):
        return value
    if sentence and tidy.endswith(".") and _ends_sentence(tidy[:-1].rpartition(" ")[2]):
        tidy = tidy[:-1]
    return tidy + braces if tidy else value


def _ends_sentence(word: str) -> bool:
    """Whether a full stop behind the word ends a sentence, and does not shorten it."""
    inner = word.strip("{}()[]$")
    whole = (inner.isalnum() and len(inner) > 1) or (word[-1:] in ("}", ")", "]", "$") and inner[-1:] not in (".", ""))
    return whole and inner.lower() not in ABBREVIATIONS

"""Numbers, pages and months where other programs write them → the fields that they belong to."""

import re

from bibliography.dates import parse_year

SPECIAL = re.compile(r"(.+?),? SI")
SERIES = re.compile(r"(.+\S)\s+;\s+(?:第)?(\d+)")
VOLUME_AND_NUMBER = re.compile(r"(\d+)\s*\((\d[\d/–-]*)\)")
UNPRINTED = dict.fromkeys(
    ("ahead-of-print", "ahead of print", "online first", "early view", "aop", "早期公開"), "prepublished"
) | {"in press": "inpress", "accepted": "inpress", "forthcoming": "forthcoming", "to appear": "forthcoming"}
NUMBER_AND_WHOLE = re.compile(r"第?(\d+)号?\s*[(（]\s*通[号巻]\s*(\d+)\s*号?\s*[)）]")
MONTH_OR_TWO = re.compile(r"[^\W\d_]{3,}(?:[-–/][^\W\d_]{3,})?")


def year_as_volume(fields: dict[str, str]) -> None:
    """J-STAGE's volume of a journal that counts issues alone."""
    year = (fields.get("date") or fields.get("year", ""))[:4]
    if "number" in fields and year and fields.get("volume") == year:
        del fields["volume"]


def number_in_series(fields: dict[str, str]) -> None:
    """The National Diet Library's `series = {中公新書 ; 108}`."""
    match = SERIES.fullmatch(fields.get("series", ""))
    if match and "number" not in fields:
        fields["series"], fields["number"] = match.groups()


def volume_with_number(fields: dict[str, str]) -> None:
    """`volume = {12(3)}`."""
    match = VOLUME_AND_NUMBER.fullmatch(fields.get("volume", ""))
    if match and fields.get("number", match[2]) == match[2]:
        fields["volume"], fields["number"] = match.groups()


def not_yet_printed(fields: dict[str, str]) -> None:
    """Publishers' volume, number and pages of what has none yet: "ahead-of-print", "Accepted", or 0 in each."""
    zero = fields.get("volume") == fields.get("number") == "0"
    for name in ("volume", "number", "issue", "pages"):
        value = fields.get(name, "").lower()
        if value in UNPRINTED:
            fields.setdefault("pubstate", UNPRINTED[value])
        if (
            value in UNPRINTED
            or (zero and name in ("volume", "number"))
            or (name == "pages" and not value.strip("0-–"))
        ):
            fields.pop(name, None)


def pages_said_already(fields: dict[str, str]) -> None:
    """Pages that are the number of the article, or that stand for those not known yet: IEEE's `1-1`."""
    unknown = re.fullmatch("1--?1", fields.get("pages", "")) and "volume" not in fields
    if "pages" in fields and (unknown or fields["pages"] == fields.get("eid")):
        del fields["pages"]


def number_of_special_issue(fields: dict[str, str]) -> None:
    """Web of Science's `number = {1, SI}`, of a special issue."""
    if "SI" in fields.get("number", "") and (match := SPECIAL.fullmatch(fields["number"])):
        fields["number"] = match[1]


def number_of_scopus(fields: dict[str, str]) -> None:
    """The number of the article; beside pages it is one of the publisher's database."""
    number = fields.pop("art_number", "")
    if number and "pages" not in fields:
        fields.setdefault("eid", number)


def whole_number(fields: dict[str, str]) -> None:
    """The Diet Library's `number = {5(通号 238)}`."""
    if match := NUMBER_AND_WHOLE.fullmatch(fields.get("number", "")):
        fields["number"] = match[1]
        fields.setdefault("issue", match[2])


def tie_in_pages(fields: dict[str, str]) -> None:
    """`pages = {12~19}`, where "~" is a dash and no space."""
    if "~" in fields.get("pages", ""):
        fields["pages"] = re.sub(r"(?<=\d)~(?=\d)", "--", fields["pages"])


def unknown_end(fields: dict[str, str]) -> None:
    """`pages = {89--??}`, as some bibliographers write of an article whose end they have not seen."""
    if "?" in fields.get("pages", ""):
        fields["pages"] = fields["pages"].rstrip("? ").rstrip("-– ") or fields["pages"]


def month_as_issue(fields: dict[str, str]) -> None:
    """`issue = {Spring}`, or a month, as JSTOR has it beside a year; Mendeley has it in `number`."""
    for name in ("issue", "number"):
        issue = fields.get(name, "").strip(" .")
        date = fields.get("date", fields.get("year", ""))
        if not MONTH_OR_TWO.fullmatch(issue) or not re.fullmatch(r"\d{4}", date):
            continue
        try:
            month = parse_year(date, issue)
            said = parse_year(date, fields["month"]) if "month" in fields else month
        except ValueError:
            continue
        if month == said:
            fields["year"], fields["month"] = date, fields.pop(name)
            fields.pop("date", None)


def month_beside_date(fields: dict[str, str]) -> None:
    """BibTeX's month (and day) beside biblatex's date, where that has a year alone."""
    if (
        "month" in fields
        and re.fullmatch(r"\d{4}", fields.get("date", ""))
        and fields.get("year", "") in ("", fields["date"])
    ):
        fields["year"] = fields.pop("date")

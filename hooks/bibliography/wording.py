"""Names, dates and locators in the words of a language: the tables at work."""

from bibliography.dates import Date, Day
from bibliography.names import Name, Names
from languages import Language, fill, letters


def join_names(names: Names, language: Language, *, inverted: bool) -> str:
    """The names of a lead ("Walt, Stephen M., and Jane Doe") or, not inverted, of a part ("Jane Doe and John Roe")."""
    shown, others = _shortened(names, language["names.at_most"], language["names.keep"])
    written = [write_name(name, language, "first" if inverted and not i else "other") for i, name in enumerate(shown)]
    after_first = inverted and language["names.separator"].strip() in written[0]
    return _joined(written, language, others, after_first=after_first)


def family_names(names: Names, language: Language) -> str:
    """The names of a short citation: "Walt", "Mackintosh and Wilson", "Shiono et al."."""
    shown, others = _shortened(names, language["names.short_at_most"], language["names.short_keep"])
    written = [fill("[{prefix} ]{family}", prefix=name.prefix, family=name.family) for name in shown]
    return _joined(written, language, others, after_first=False)


def _shortened(names: Names, at_most: int, keep: int) -> tuple[tuple[Name, ...], bool]:
    if len(names.names) > at_most:
        return names.names[:keep], True
    return names.names, names.others


def _joined(written: list[str], language: Language, others: bool, *, after_first: bool) -> str:
    """`after_first`: a comma is in the first name."""
    table = language["names"]
    separator: str = table["separator"]
    if others:
        et_al: str = table["et_al_after_first" if after_first or len(written) > 1 else "et_al"]
        return separator.join(written) + et_al
    if len(written) == 2:
        pair: str = table["pair_after_first" if after_first else "pair"]
        return pair.join(written)
    if len(written) > 2:
        last: str = table["last"]
        return separator.join(written[:-1]) + last + written[-1]
    return "".join(written)


def write_name(name: Name, language: Language, form: str = "other") -> str:
    """One name: as it leads an entry ("first"), or as it is said ("other"); in the manner of its own letters."""
    if name.body:
        return name.family
    rules = language["names"]
    for script in rules["scripts"]:
        if letters(script["match"]).fullmatch(f"{name.family} {name.given}".strip()):
            rules = script
            break
    pattern = rules[form] if name.given or name.suffix or name.prefix else "{family}"
    return fill(pattern, family=name.family, given=name.given, prefix=name.prefix, suffix=name.suffix)


def write_date(date: Date | None, language: Language) -> str:
    """A date or a range of dates; None, the date that is not known, is a word of the table's."""
    if date is None:
        unknown: str = language["dates.unknown"]
        return unknown
    table = language["dates"]
    if not date.end:
        written = _day(date.start, language) if date.start else ""
        return fill(table["open"], start=written) if date.open else written
    if not date.start:
        return fill(table["until"], end=_day(date.end, language))
    return _range(date.start, date.end, language)


def _range(start: Day, end: Day, language: Language) -> str:
    table = language["dates"]
    doubtful = start.approximate or start.uncertain or end.approximate or end.uncertain
    if start.year == end.year and start.month and end.month and not doubtful and start.year > 0:
        slots = {"year": str(start.year), **_month(start, language), "day": _number(start, language)}
        slots |= {f"{name}2": value for name, value in _month(end, language).items()} | {"day2": _number(end, language)}
        if start.day and end.day:
            return fill(table["days" if start.month == end.month else "days_of_months"], **slots)
        if not start.day and not end.day and (start.month > 12) == (end.month > 12):
            return fill(table["seasons_of_year" if start.month > 12 else "months_of_year"], **slots)
    return fill(table["range"], start=_day(start, language), end=_day(end, language, after_christ=start.year <= 0))


def _day(day: Day, language: Language, *, after_christ: bool = False) -> str:
    """`after_christ`: that its year is none before Christ has to be said."""
    table = language["dates"]
    if day.open_digits:
        form = "decade" if day.open_digits == 1 else "century"
    elif day.month > 12:
        form = "season"
    else:
        form = "day" if day.day else "month" if day.month else "year"
    year = str(day.year) if day.year > 0 else fill(table["before_christ"], year=str(1 - day.year))
    if after_christ and day.year > 0:
        year = fill(table["after_christ"], year=year)
    century = write_ordinal(str(day.year // 100 + 1), language) if form == "century" else ""
    written = fill(table[form], year=year, century=century, day=_number(day, language), **_month(day, language))
    if day.approximate:
        written = fill(table["approximate"], date=written)
    return fill(table["uncertain"], date=written) if day.uncertain else written


def _number(day: Day, language: Language) -> str:
    return _with_ending(str(day.day), language["dates.ordinals"])


def _month(day: Day, language: Language) -> dict[str, str]:
    if day.month > 12:
        return {"season": language["dates.seasons"][day.month - 21]}
    return {"month": language["dates.months"][day.month - 1]} if day.month else {}


def write_locator(unit: str, value: str, language: Language) -> str:
    """A place in a work: ("page", "3–5") → "pp. 3–5"."""
    one, several = language[f"locators.{unit}.print"]
    pattern: str = several if any(mark in value for mark in "–,") else one
    return pattern.replace("{}", value.replace(", ", language["marks.list"]))


def write_ordinal(number: str, language: Language) -> str:
    """A number with the ending that makes it an ordinal, where the language has any: "2nd"."""
    return _with_ending(number, language["fields.ordinals"])


def _with_ending(number: str, endings: list[list[str]]) -> str:
    for ends, ending in endings:
        if letters(f"(?:.*(?:{ends}))").fullmatch(number) or not ends:
            return number + ending
    return number

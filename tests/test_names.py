"""Names as BibTeX, biblatex and catalogues write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibliography.names import Name, Names, parse_names

PERSONS = {
    "Walt, Stephen M.": Name("Walt", "Stephen M."),
    "Stephen M. Walt": Name("Walt", "Stephen M."),
    "Ludwig van Beethoven": Name("Beethoven", "Ludwig", "van"),
    "von Clausewitz, Carl": Name("Clausewitz", "Carl", "von"),
    "de la Cruz, Jr., Juan": Name("Cruz", "Juan", "de la", "Jr."),
    "{\\'E}mile Zola": Name("Zola", "Émile"),
    "V{\\'a}zques{ de }Parga, Luis": Name("Vázques de Parga", "Luis"),
    "Plato": Name("Plato"),
    "Doe, Jane, 1950-": Name("Doe", "Jane"),
    "Doe, Jane, Jr., 1950-2001.": Name("Doe", "Jane", "", "Jr."),
    "山田, 太郎, 1970-": Name("山田", "太郎"),
    "World Health Organization": Name("World Health Organization", body=True),
    "Intergovernmental Panel on Climate Change": Name("Intergovernmental Panel on Climate Change", body=True),
    "National Renewable Energy Laboratory": Name("National Renewable Energy Laboratory", body=True),
    "{A}ir {A}ction {G}roup": Name("Air Action Group", body=True),
    "European Central Bank": Name("European Central Bank", body=True),
    "Society": Name("Society"),
    "The {LaTeX3} Project Team": Name("The LaTeX3 Project Team", body=True),
    "Ministry of Foreign Affairs": Name("Ministry of Foreign Affairs", body=True),
    "William of Ockham": Name("Ockham", "William", "of"),
    "Dezs\\H o Nagy": Name("Nagy", "Dezső"),
    "Bogus\\l aw \\v Cech": Name("Čech", "Bogusław"),
    "Wayne C.\\ Booth": Name("Booth", "Wayne C."),
    "Booth, Wayne C.\\": Name("Booth", "Wayne C."),
    "{The White House}": Name("The White House", body=True),
    "{Food {and} Drink}": Name("Food and Drink", body=True),
    "King, Martin Luther, Jr.": Name("King", "Martin Luther", "", "Jr."),
    "Doe, Jane,": Name("Doe", "Jane"),
    "M&uuml;ller, J.": Name("Müller", "J."),
    "family=Doe, given=J. R., given-i={JR}, family-i=D": Name("Doe", "J. R."),
    "family=Hippel, given=Eric, prefix=von, useprefix=true": Name("Hippel", "Eric", "von"),
    'family={Suu Kyi}, given="Aung San"': Name("Suu Kyi", "Aung San"),
    "given=Sukarno": Name("Sukarno"),
    "夏目, 漱石": Name("夏目", "漱石"),
    "夏目 漱石": Name("夏目", "漱石"),
    "夏目　漱石": Name("夏目", "漱石"),
    "夏目漱石": Name("夏目漱石"),
    "ウォルト, スティーヴン": Name("ウォルト", "スティーヴン"),
    "ハンス・J・モーゲンソー": Name("ハンス・J・モーゲンソー"),
    "高坂正堯 著": Name("高坂正堯", body=True),
    "鈴木花子訳": Name("鈴木花子訳", body=True),
    "山田修": Name("山田修"),
    "細谷雄一 [編]": Name("細谷雄一編", body=True),
    "{独立行政法人 国際協力機構}": Name("独立行政法人 国際協力機構", body=True),
    "김 영호": Name("김", "영호"),
}
SEVERAL = "looks like several; write ' and ' between persons, and 'Family, Given' for one"
TOO_MANY_COMMAS = "has too many commas; write 'Family, Given' or put a body's name into braces"
UNREADABLE = {
    "Doe, Jane, Jr., PhD": f"'Doe, Jane, Jr., PhD' {TOO_MANY_COMMAS}",
    "Department of Commerce, Industry, Trade, and Labor": (
        f"'Department of Commerce, Industry, Trade,' {TOO_MANY_COMMAS}"
    ),
    "中村, 秀治、 松浦 真一": f"'中村, 秀治、 松浦 真一' {SEVERAL}",
    "Doe, Jane and": "'Doe, Jane and' has an 'and' too many beside it; delete it",
    "and Doe, Jane": "'and Doe, Jane' has an 'and' too many beside it; delete it",
    "Doe, Jane and and Roe, John": "'and Roe, John' has an 'and' too many beside it; delete it",
    "{}": "'' has no letter; write 'Family, Given'",
    "塩野誠・藤岡遼": f"'塩野誠・藤岡遼' {SEVERAL}",
    "塩野太郎, 藤岡遼": f"'塩野太郎, 藤岡遼' {SEVERAL}",
    ";": "';' has no letter; write 'Family, Given'",
    "塩野誠、藤岡遼": f"'塩野誠、藤岡遼' {SEVERAL}",
    ", Jane": "', Jane' has no family name; write 'Family, Given'",
    ",": "',' has no letter; write 'Family, Given'",
    "family=Hippel, Eric": "'family=Hippel, Eric' has no '=' in 'Eric'; write 'family=…, given=…'",
    "prefix=von": "'prefix=von' has no family name; write 'family=…, given=…'",
}


@pytest.mark.parametrize(("value", "name"), PERSONS.items())
def test_a_name(value: str, name: Name) -> None:
    assert parse_names(value) == (Names((name,)), [])


@pytest.mark.parametrize(("value", "fault"), UNREADABLE.items())
def test_a_name_that_cannot_be_read(value: str, fault: str) -> None:
    names, faults = parse_names(value)
    assert faults == [fault]
    assert names.names or "no letter" in fault  # kept as far as it goes


@pytest.mark.parametrize(
    "others", [" and others", " and {others}", " and et al.", " et al", ", et al.", " and 3 others"]
)
def test_others(others: str) -> None:
    names, faults = parse_names(f"Doe, Jane{others}")
    assert (names, faults) == (Names((Name("Doe", "Jane"),), others=True), [])


def test_semicolons_of_catalogues() -> None:
    names, faults = parse_names("Doe, Jane; Roe, John ; {Food; Drink}")
    assert (names.names, faults) == ((Name("Doe", "Jane"), Name("Roe", "John"), Name("Food; Drink", body=True)), [])


def test_several_over_lines() -> None:
    names, faults = parse_names("Doe, Jane and\n  {Food and Drink}  and Roe, John")
    assert faults == []
    assert names.names == (Name("Doe", "Jane"), Name("Food and Drink", body=True), Name("Roe", "John"))


@given(st.text() | st.text(alphabet="abA ,{}=\\andfamilygiven夏目・、.-~"))
def test_any_text_ends_in_names_or_faults(value: str) -> None:
    names, faults = parse_names(value)
    assert bool(names) or names.others or bool(faults) or not value.strip()

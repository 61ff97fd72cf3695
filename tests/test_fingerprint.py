"""A text is known again, and told from another, by the words that are kept of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprint import PARTS, SAME, share, words

JAPANESE = (
    "これらのケースは、米国にとっての問題解決に資する場合や、貿易利益を増進する場合に、ときに対中宥和的にも見えるようなかたちで一定の妥協が"
    "講じられることを示している。こうした経済安全保障領域における米中関係は、冷戦期の米ソ関係について指摘されたような「交渉不可能」な価値の"
    "問題としてとらえられるものではなく、一定の利害調整が可能な外交問題としての性質を強めているのである。"
)
OTHER_JAPANESE = (
    "経済安全保障の観点から展開されるこのようなサプライチェーン再編の取り組みは、米国だけでなく、脅威認識を共有する国々にとっても大きな"
    "メリットがある。しかしその一方で、並行して非互恵的なディールも展開されてきたことが、ミドルパワーを中心とする同盟国・友好国の政策選択に"
    "困難を与えるようになった。"
)
ENGLISH = (
    "These cases show that, where doing so helps to solve a problem for the United States or furthers its trade "
    "interests, certain compromises are made, sometimes in a form that may even look conciliatory toward China. "
    "U.S.-China relations in this domain of economic security are not something to be understood as a matter of "
    "“nonnegotiable” values of the kind pointed out for U.S.-Soviet relations during the Cold War; they are "
    "taking on more and more the character of a diplomatic issue in which a certain adjustment of interests is "
    "possible."
)
ENGLISH_ANEW = (
    "What these examples show is that a degree of compromise, at times even of a kind that seems appeasing to "
    "China, is reached if it contributes to resolving American problems or increases gains from trade. In the "
    "field of economic security, relations between the U.S. and China are thus not seen as a matter of “non- "
    "negotiable” values, as was said of US-Soviet relations in the Cold War; they have taken on more of the "
    "character of a diplomatic issue in which interests can to some extent be adjusted."
)
OTHER_ENGLISH = (
    "Such efforts to restructure supply chains from the standpoint of economic security offer great benefits not "
    "only to the United States but also to countries that share its perception of threats. At the same time, "
    "however, the fact that nonreciprocal deals have also been pursued in parallel has come to create "
    "difficulties for the policy choices of allies and friendly countries, chief among them the middle powers."
)


def test_the_words_are_those_that_tell_a_text_from_others() -> None:
    found = words(JAPANESE, [OTHER_JAPANESE])
    assert found[:6] == ("ケース", "問題解決", "場合", "増進", "対中宥和的", "一定")
    assert "米国" not in found
    assert words("おわりに") == ("おわりに",)
    assert words("AI and the EU, 2025: see https://example.org/page") == ("AI", "EU", "2025")
    assert words("") == ()


@pytest.mark.parametrize(
    ("text", "again", "other"), [(JAPANESE, "", OTHER_JAPANESE), (ENGLISH, ENGLISH_ANEW, OTHER_ENGLISH)]
)
def test_a_text_is_told_from_another(text: str, again: str, other: str) -> None:
    kept = words(text, [other])
    assert len(kept) > PARTS / 2
    assert share(kept, text) == 1
    assert share(kept, text[: len(text) * 2 // 3]) > 2 * SAME
    assert share(kept, text[len(text) // 3 :]) > 2 * SAME
    assert share(kept, again or text) > 1.5 * SAME
    assert share(kept, other) < SAME


def test_letters_and_endings_make_no_difference() -> None:
    assert share(("Restricting", "ＮＳＳ2025"), "new restrictions after NSS2025") == 1


@given(st.text(), st.lists(st.text(), max_size=3))
def test_every_text_has_its_words(text: str, others: list[str]) -> None:
    kept = words(text, others)
    assert len(kept) <= PARTS
    assert all(word.split() == [word] for word in kept)
    assert not kept or share(kept, text) > 0

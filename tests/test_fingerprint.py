"""A text is known again, and told from another, by the words that are kept of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprint import PARTS, SAME, share, words

JAPANESE = (
    "これらの事例は、港町にとっての問題解決に資する場合や、漁獲の利益を増進する場合に、ときに他県に譲歩したようにも見えるかたちで一定の妥協が"
    "講じられることを示している。こうした沿岸管理における両県の関係は、明治期の入会争いについて指摘されたような「譲れない」権利の"
    "問題としてとらえられるものではなく、一定の利害調整が可能な行政課題としての性質を強めているのである。"
)
OTHER_JAPANESE = (
    "沿岸管理の観点から展開されるこのような灯台再編の取り組みは、港町だけでなく、航路を共有する島々にとっても大きな"
    "メリットがある。しかしその一方で、並行して不公平な取り決めも結ばれてきたことが、小さな漁村を中心とする周辺の選択に"
    "困難を与えるようになった。"
)
ENGLISH = (
    "These cases show that, where doing so helps to solve a problem for the harbor towns or furthers their fishing "
    "interests, certain compromises are made, sometimes in a form that may even look conciliatory toward neighbors. "
    "Relations between the two provinces in this domain of coastal management are not something to be understood as a "
    "matter of “nonnegotiable” rights of the kind pointed out for disputes over commons a century ago; they are "
    "taking on more and more the character of an administrative issue in which a certain adjustment of interests is "
    "possible."
)
ENGLISH_ANEW = (
    "What these examples show is that a degree of compromise, at times even of a kind that seems appeasing to "
    "neighbors, is reached if it contributes to resolving a town's problems or increases gains from fishing. In the "
    "field of coastal management, relations between both provinces are thus not seen as a matter of “non- "
    "negotiable” rights, as was said of disputes over commons a century ago; they have taken on more of the "
    "character of an administrative issue in which interests can to some extent be adjusted."
)
OTHER_ENGLISH = (
    "Such efforts to rebuild lighthouses from the standpoint of coastal management offer great benefits not "
    "only to the harbor towns but also to islands that share their sea lanes. At the same time, "
    "however, the fact that unequal bargains have also been struck in parallel has come to create "
    "difficulties for the choices of villages and their cooperatives, chief among them the smallest ones."
)


def test_the_words_are_those_that_tell_a_text_from_others() -> None:
    found = words(JAPANESE, [OTHER_JAPANESE])
    assert found[:6] == ("事例", "問題解決", "漁獲", "利益", "他県", "一定")
    assert "港町" not in found
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

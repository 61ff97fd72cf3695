"""What is the writer's prose and what is not, with every offset kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essay.masking import mask

MARKDOWN = st.text(st.sampled_from(list("ab日 \n\n\t@[]()<>`~^{}:#-*!\\./;|$&\"'0")) | st.characters(), max_size=200)


@pytest.mark.parametrize(
    "text",
    [
        "Code: `[@key]`.",
        "Two ticks: ``a ` [@key]``.",
        "Over lines: `[@key\n@key]`.",
        "```\n[@key]\n```",
        "~~~ python\n[@key]\n\n[@key]\n~~~",
        "- item\n\n    ```\n    [@key]\n    ```",
        "Text\n\n    [@key]\n    [@key]\n",
        "- item\n\n        [@key] is code in the item\n",
        "[^n]: Note.\n\n        [@key] is code in the note\n",
        "<!-- [@key]\n\n[@key] -->",
        "<a title='[@key]'>x</a>",
        "<pre>\n[@key]\n</pre>",
        "<https://example.org/@key>",
        "https://example.org/@key/x",
        "me@key.org and <me@key.org> and mailto:me@key",
        "[text](https://example.org/@key)",
        "![text](@key.png)",
        "[ref]: https://example.org/@key",
        "---\nauthor: [@key]\n---\nText",
        "## Heading {#at .x}",
    ],
)
def test_what_is_not_prose_is_blanked(text: str) -> None:
    assert "@" not in mask(text)


@pytest.mark.parametrize(
    "text",
    [
        "Prose[@key].",
        "A lone ` and [@key].",
        "- item\n\n    continued [@key]\n",
        "1. item\n    - nested [@key]\n\n        continued [@key]\n",
        "[^n]: Note.\n\n    continued [@key]\n",
        "!!! note\n\n    [@key]\n",
        "a line\n    and its continuation [@key]",
        "```\nnever closed [@key]",
        "「[@key]」と<b>[@key]</b>",
        "\\`[@key]\\`",
    ],
)
def test_prose_stays(text: str) -> None:
    assert mask(text).count("@key") == text.count("@key")


@given(MARKDOWN)
def test_offsets_and_lines_stay(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, masked, strict=True))
    assert [index for index, c in enumerate(masked) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]

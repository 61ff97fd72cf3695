"""LaTeX in a field → text. Most of it is in the goldens (latex.txt, markup.txt); here are tags, links and any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibliography.latex import to_plain, to_text
from bibliography.punctuation import BACKEND

HTML = {
    r"On \emph{Moby-Dick}": "On <em>Moby-Dick</em>",
    r"{\em old} style, \textbf{{\it a} b} c, {\sc d}": "<em>old</em> style, <strong><em>a</em> b</strong> c, d",
    r"\textbf{a \textit{b}}": "<strong>a <em>b</em></strong>",
    r"H\textsubscript{2}O, 5\textsuperscript{th}": "H<sub>2</sub>O, 5<sup>th</sup>",
    r"$^{14}$C, $H_2O$, $n$": "<sup>14</sup>C, H<sub>2</sub>O, n",
    r"\url{https://example.org/a_b}": '<a href="https://example.org/a_b">https://example.org/a_b</a>',
    r"\url{javascript:alert(1)}": "javascript:alert(1)",
    r"\href{javascript:alert(1)}{x}": "x (javascript:alert(1))",
    r"<b>&amp; \& \emph{<i>}": "&lt;b&gt;&amp; &amp; <em>&lt;i&gt;</em>",
    "<i>Homo</i> H<sub>2</sub>O <script>x</script>": "<em>Homo</em> H<sub>2</sub>O &lt;script&gt;x&lt;/script&gt;",
    '<i onclick="x()">a</i> <span class="nocase">b</span>': "<em>a</em> b",
    r"{\textless}i{\textgreater}a{\textless}/i{\textgreater} $\less$b$\greater$b$\less$/b$\greater$": (
        "<em>a</em> <strong>b</strong>"
    ),
    r"&lt;i&gt;a&lt;/i&gt; {\&}amp$\mathsemicolon$ \&amp; &amp;amp; &#123;": "<em>a</em> &amp; &amp; &amp; {",
    r"10^2 $10^{-3}$ x$^{\circ}$ $\mathrm{CO}_2$ \(x_1\) \ensuremath{^{14}}C": (
        "10^2 10<sup>−3</sup> x° CO<sub>2</sub> x<sub>1</sub> <sup>14</sup>C"
    ),
    r"\href{https://example.org/a_b~c}{x}": 'x (<a href="https://example.org/a_b~c">https://example.org/a_b~c</a>)',
    r"\foreignlanguage{german}{Das} \frac{a}{b} \textcolor{red}{c}": "Das a/b c",
}
PLAIN = {
    r"G{\"o}del, \'Etat, \c{c}a, {\aa}, \o, \ss": "Gödel, État, ça, å, ø, ß",
    r"{NATO} and {{the} EU}": "NATO and the EU",
    r"``a'' `b' 1914--18---x~y": "“a” ‘b’ 1914–18—x\u00a0y",
    r"100\%, 50 %, A & B, A \& B, \#1, a_b, a\_b, \$5, \{x\}": "100%, 50 %, A & B, A & B, #1, a_b, a_b, $5, {x}",
    r"\dots\ \S 5, \alpha, \Omega, \hyphen": "… §5, α, Ω, -",
    r"\unknown{kept} \and this": "kept and this",
    'Плиоцен "--- современность, он "a"---b': 'Плиоцен — современность, он "a"—b',
    r"a\kern-.03em b\hskip 1em c\raise 0.5ex\hbox{d}\lower.1emE \kern": "ab cdE ",
    r"3\,km, a\-b, a\/b": "3\u202fkm, a\u00adb, ab",
    "unbalanced } and {": "unbalanced  and ",
    r"\v{S}\'{\i}\`a\c c\k{a}\aa{} \'\i \~{} \^{}": "Šíàçąå í~ ^",
    r"\LaTeX{}, \textmu m, !`Hola ?`Que \glqq a\grqq{} \textquotesingle": "LaTeX, µm, ¡Hola ¿Que „a“ '",
    r"{\noopsort{1973b}}1973 \addcomma\addspace \isdot a\\b": "1973 , a b",
    r"n $n \leq 5$ $a\rightarrow b$ $x'$ $\bar{x}$": "n n ≤ 5 a→b x′ x̄",
    "caf&eacute; &mdash; &#39;x&#39; AT&T; R&D": "café — 'x' AT&T; R&D",
    "{" * 5000 + "deep" + "}" * 5000: "deep",
    r"\textit{" * 5000 + "deep": "deep",
    "$5 and $6": "$5 and $6",
    r"{$3$}-manifolds in $ \Omega $, $-1$ or $ n \leq 5 $": "3-manifolds in Ω, −1 or n ≤ 5",
    r"<<Локальные сети>>, a << b, c >> d": "«Локальные сети», a << b, c >> d",
    r"Spanners in &\#x211d;": "Spanners in ℝ",
    "Memorandum No.\\": "Memorandum No.",
    r"\TeXLive{} 5 and {\sc x} $ANR$'s for US$16": "TeXLive 5 and x ANR's for US$16",
    r"a\emdash{}b\nopunct, see \cite{doe2001}": "a—b, see doe2001",
    "\\": "\\",
}


@pytest.mark.parametrize(("value", "html"), HTML.items())
def test_as_html(value: str, html: str) -> None:
    assert to_text(value).render(BACKEND) == html


@pytest.mark.parametrize(("value", "plain"), PLAIN.items())
def test_as_plain_text(value: str, plain: str) -> None:
    assert to_plain(value) == plain


@given(st.text() | st.text(alphabet="\\{}$%#&_^~`'\"-abehmptuxlr \n<>"))
def test_any_value_is_text(value: str) -> None:
    assert str(to_text(value)) == to_plain(value)


@given(st.text(alphabet=st.characters(exclude_characters="\\{}$~`'-&<?!")))
def test_text_without_latex_is_kept(value: str) -> None:
    assert to_plain(value) == value

"""What the commands of LaTeX stand for: characters, accents, tags; and which of them say nothing to a reader."""

import unicodedata

TAGS = {"emph": "em", "textit": "em", "textsl": "em", "mkbibemph": "em", "mkbibitalic": "em", "mathit": "em"}
TAGS |= {"textbf": "strong", "mkbibbold": "strong", "mathbf": "strong", "textjapanese": "span:ja"}
TAGS |= {"textsuperscript": "sup", "mkbibsuperscript": "sup", "textsubscript": "sub", "mkbibsubscript": "sub"}
TAGS |= {"sp": "sup", "sb": "sub", "^": "sup", "_": "sub"}
REST_OF_GROUP = {
    "em": "em",
    "it": "em",
    "itshape": "em",
    "sl": "em",
    "slshape": "em",
    "bf": "strong",
    "bfseries": "strong",
}
AROUND = {"enquote": "“”", "mkbibquote": "“”", "mkbibparens": "()", "mkbibbrackets": "[]", "sqrt": "√\0", "frac": "\0/"}
AROUND |= dict.fromkeys(("nicefrac", "sfrac", "tfrac", "dfrac"), "\0/")  # "\0" for nothing
DROPPED = {"begin", "color", "end", "foreignlanguage", "footnote", "hspace", "label", "noopsort", "raisebox"}
DROPPED |= {"ref", "selectlanguage", "textcolor", "vspace"}  # with their argument, or the first of two
SILENT_NAMES = (  # without theirs, which is text, or the key of a work
    "allowbreak autocap bfdefault bgroup bibstring Big big bigg boldmath boldsymbol cal centering cite citealp "
    "citeauthor citep citet citeyear displaystyle egroup ensuremath fbox footnotesize frenchspacing hbox hfill "
    "ignorespaces isdot kern LARGE Large large left limits linebreak lower lowercase MakeCapital MakeLowercase "
    "MakeSentenceCase MakeTitlecase MakeUppercase mathbb mathbin mathcal mathfrak mathit mathnormal mathop mathrel "
    "mathrm mathscr mathsf mathtt mbox md mdseries mkern moveleft moveright nobreak nocase NoCaseChange nocite "
    "nohyphenation noindent nolinebreak nopunct normalfont normalsize null operatorname pagebreak phantom protect "
    "raise relax right rm rmfamily sc scriptsize scshape sf sffamily small smash so sout strut sw text textcyr "
    "textcyrillic textgreek textlatin textln textmd textmdseries textnormal textrm textsc textsf texttt "
    "textunderset textup thinspace tiny tt ttfamily ul uline underline unskip unspace uppercase upshape url "
    "urlprefix vphantom"
)
SILENT = frozenset(SILENT_NAMES.split())
ACCENTS = {"'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307"}
ACCENTS |= {"u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "d": "\u0323", "b": "\u0331"}
ACCENTS |= {"r": "\u030a", "t": "\u0361", "G": "\u030f", "U": "\u030e", "h": "\u0309", "f": "\u0311"}
ACCENTS |= {"textcommabelow": "\u0326", "textogonekcentered": "\u0328", "cb": "\u0326", "hat": "\u0302"}
ACCENTS |= {"widehat": "\u0302", "bar": "\u0304", "overline": "\u0305", "tilde": "\u0303", "widetilde": "\u0303"}
ACCENTS |= {"vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308", "check": "\u030c", "breve": "\u0306"}
ACCENTS |= {"acute": "\u0301", "grave": "\u0300", "mathring": "\u030a"}
ALONE = {"~": "~", "tilde": "~", "^": "^", "hat": "^"}  # an accent on nothing
SPACES = {",": "\u202f", ";": " ", ":": " ", "!": "", "/": "", "-": "\u00ad", "@": "", "\n": " ", "\\": " ", ">": " "}
LETTERS = {"i": "ı", "j": "ȷ", "l": "ł", "L": "Ł", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ"}
LETTERS |= {"ss": "ß", "SS": "ẞ", "aa": "å", "AA": "Å", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ"}
LETTERS |= {"DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "IJ": "Ĳ", "ij": "ĳ", "textturkishi": "i", "imath": "ı", "jmath": "ȷ"}
MARKS = {"textendash": "–", "textemdash": "—", "textquotesingle": "'", "textquotedbl": '"', "textquoteleft": "‘"}
MARKS |= {"textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "quotesinglbase": "‚"}
MARKS |= {"quotedblbase": "„", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»"}
MARKS |= {"guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»"}
MARKS |= {"guilsinglleft": "‹", "guilsinglright": "›", "flq": "‹", "frq": "›", "lq": "‘", "rq": "’", "ldots": "…"}
MARKS |= {"dots": "…", "textellipsis": "…", "cdots": "⋯", "dotsc": "…", "mkbibellipsis": "…", "slash": "/"}
MARKS |= {"textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "backslash": "\\", "textbar": "|"}
MARKS |= {"textless": "<", "textgreater": ">", "less": "<", "greater": ">", "lt": "<", "gt": ">"}
MARKS |= {"textunderscore": "_", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}"}
MARKS |= {"textdollar": "$", "textpercent": "%", "textnumbersign": "#", "textampersand": "&", "mathdollar": "$"}
MARKS |= {"textexclamdown": "¡", "textquestiondown": "¿", "textperiodcentered": "·", "textbullet": "•", "S": "§"}
MARKS |= {"textsection": "§", "P": "¶", "textparagraph": "¶", "dag": "†", "ddag": "‡", "textdagger": "†"}
MARKS |= {"copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "pounds": "£"}
MARKS |= {"textsterling": "£", "yen": "¥", "textyen": "¥", "euro": "€", "texteuro": "€", "EUR": "€", "cent": "¢"}
MARKS |= {"textcent": "¢", "textdegree": "°", "degree": "°", "textcelsius": "°C", "celsius": "°C", "textmu": "µ"}
MARKS |= {"micro": "µ", "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾", "textohm": "Ω"}
MARKS |= {"textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³", "textordfeminine": "ª"}
MARKS |= {"textordmasculine": "º", "textnumero": "№", "hyphen": "-", "nobreakdash": "", "TeX": "TeX", "LaTeX": "LaTeX"}
MARKS |= {"endash": "–", "ndash": "–", "emdash": "—", "mdash": "—"}
MARKS |= {"BibTeX": "BibTeX", "LaTeXe": "LaTeX2e", "XeTeX": "XeTeX", "LuaTeX": "LuaTeX", "texttildelow": "~"}
MARKS |= {"mathsemicolon": ";", "mathcolon": ":", "mathplus": "+", "mathequal": "=", "mathslash": "/"}
MARKS |= {"addcolon": ":", "addcomma": ",", "addperiod": ".", "adddot": ".", "addsemicolon": ";", "addslash": "/"}
MARKS |= {"addhyphen": "-", "bibrangedash": "–", "bibopenparen": "(", "bibcloseparen": ")", "textvisiblespace": " "}
MARKS |= dict.fromkeys(("quad", "qquad", "space", "addspace", "newline", "par", "newblock", "enspace", "hskip"), " ")
MARKS |= dict.fromkeys(("nobreakspace", "addnbspace"), "\u00a0") | dict.fromkeys(
    ("addthinspace", "thinspace"), "\u202f"
)
MARKS |= {"textasteriskcentered": "∗", "textperthousand": "‰", "textpertenthousand": "‱", "textcurrency": "¤"}
MARKS |= {"textbrokenbar": "¦", "textflorin": "ƒ", "textwon": "₩", "textdong": "₫", "textlira": "₤", "textpeso": "₱"}
MARKS |= {"textbaht": "฿", "textnaira": "₦", "textcolonmonetary": "₡", "textestimated": "℮", "textservicemark": "℠"}
MARKS |= {"textcircledP": "℗", "textreferencemark": "※", "textmusicalnote": "♪", "textopenbullet": "◦"}
MARKS |= {"textlangle": "⟨", "textrangle": "⟩", "textlnot": "¬", "textpm": "±", "texttimes": "×", "textdiv": "÷"}
MARKS |= {"textleftarrow": "←", "textrightarrow": "→", "textuparrow": "↑", "textdownarrow": "↓", "textsurd": "√"}
MARKS |= {"textdaggerdbl": "‡", "textbardbl": "‖", "textacutedbl": "˝", "textasciidieresis": "¨", "textasciiacute": "´"}
MARKS |= {"textminus": "−", "textasciimacron": "¯", "textinterrobang": "‽", "textdiscount": "⁒", "textmho": "℧"}
MARKS |= {"textthreequartersemdash": "—"}
MATHS = {"circ": "°", "infty": "∞", "to": "→", "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔", "mid": "|"}
MATHS |= {"Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "uparrow": "↑", "downarrow": "↓", "mapsto": "↦"}
MATHS |= {"longrightarrow": "⟶", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈"}
MATHS |= {"leqslant": "≤", "geqslant": "≥", "lesssim": "≲", "gtrsim": "≳", "sim": "∼", "simeq": "≃", "cong": "≅"}
MATHS |= {"times": "×", "pm": "±", "mp": "∓", "cdot": "·", "div": "÷", "ast": "*", "star": "⋆", "bullet": "•"}
MATHS |= {"oplus": "⊕", "otimes": "⊗", "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "in": "∈"}
MATHS |= {"notin": "∉", "ni": "∋", "subset": "⊂", "supset": "⊃", "subseteq": "⊆", "supseteq": "⊇", "cup": "∪"}
MATHS |= {"cap": "∩", "emptyset": "∅", "varnothing": "∅", "forall": "∀", "exists": "∃", "neg": "¬", "wedge": "∧"}
MATHS |= {"vee": "∨", "ell": "ℓ", "hbar": "ℏ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "dagger": "†", "ddagger": "‡"}
MATHS |= {"prime": "′", "ll": "≪", "gg": "≫", "equiv": "≡", "propto": "∝", "perp": "⊥", "parallel": "∥", "angle": "∠"}
MATHS |= {"langle": "⟨", "rangle": "⟩", "lvert": "|", "rvert": "|", "vert": "|", "Vert": "‖", "lfloor": "⌊"}
MATHS |= {"rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "odot": "⊙", "triangle": "△", "square": "□", "colon": ":"}
FUNCTIONS = "arg cos cot csc deg det dim exp gcd hom inf ker lim ln log max min mod sec sin sup tan"
MATHS |= {name: name for name in FUNCTIONS.split()}
SYMBOLS = LETTERS | MARKS | MATHS


def symbol(name: str) -> str | None:
    """The characters that a command stands for; None for one that stands for none."""
    return SYMBOLS[name] if name in SYMBOLS else _greek(name)


def _greek(name: str) -> str | None:
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    bare = name.removeprefix("text")
    spelled = bare.removeprefix("up").upper().removeprefix("VAR").replace("LAMBDA", "LAMDA")
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {spelled}") if bare[1:].islower() else None
    except KeyError:
        return None

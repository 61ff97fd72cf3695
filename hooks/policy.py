"""The Content-Security-Policy of a page: what it may load and run. Nothing of others, and no script but the site's.

What browsers heed in a header alone (frame-ancestors, report-to, sandbox) is not here: GitHub Pages sends no header of
ours. Nor is upgrade-insecure-requests: all that a page loads is from where the page is.
"""

from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup

RULES = (
    "default-src 'none'",
    "script-src 'self'{scripts}",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",  # no script can make markup of text
    "trusted-types 'none'",
)


def policy(*scripts: str) -> Markup:
    """The policy of a page of the site that has these scripts in it, each by its digest."""
    return _written(RULES, "".join(f" {digest(script)}" for script in scripts))


def policy_of_a_preview(*_scripts: str) -> Markup:
    """The same while a page is written: MkDocs puts a script into it, another each time, that loads it anew."""
    return _written(RULES, " 'unsafe-inline'")


def policy_of_one_file(style: str) -> Markup:
    """The policy of a page that needs no other file, and runs nothing."""
    return _written(
        ("default-src 'none'", f"style-src {digest(style)}", "img-src data:", "base-uri 'none'", "form-action 'none'")
    )


def policy_of_a_step(script: str) -> Markup:
    """The policy of a page that only leads on, by this script."""
    return _written(("default-src 'none'", f"script-src {digest(script)}", "base-uri 'none'", "form-action 'none'"))


def _written(rules: tuple[str, ...], scripts: str = "") -> Markup:
    """As the value of an attribute in double quotation marks: none is in it, and no text of others."""
    return Markup("; ".join(rules).replace("{scripts}", scripts))  # noqa: S704


def digest(text: str) -> str:
    """The digest by which a policy knows the content of an element."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

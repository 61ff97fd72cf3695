"""The Content-Security-Policy of a page: what it may load and run. Nothing of others, and no script but the site's."""

from base64 import b64encode
from hashlib import sha256

# A writer's table may carry its alignment as an attribute of style; no other style or script stands in a page.
RULES = (
    "default-src 'none'",
    "script-src 'self'{scripts}",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)


def policy(*scripts: str) -> str:
    """The policy of a page of the site that has these scripts in it, each by its digest."""
    return "; ".join(RULES).format(scripts="".join(f" {digest(script)}" for script in scripts))


def policy_of_one_file(style: str) -> str:
    """The policy of a page that needs no other file, and runs nothing."""
    styles = f"style-src {digest(style)}; style-src-attr 'unsafe-inline'"
    return f"default-src 'none'; {styles}; img-src data:; base-uri 'none'"


def policy_of_a_step(script: str) -> str:
    """The policy of a page that only leads on, by this script."""
    return f"default-src 'none'; script-src {digest(script)}; base-uri 'none'"


def digest(text: str) -> str:
    """The digest by which a policy knows the content of an element."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

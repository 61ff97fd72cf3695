"""The browser of the tests: the system's own Chromium or Chrome, with a Japanese typeface to show the essay in.

`python tests/chromium.py` sees to both. What is missing it installs where it may (Debian and Ubuntu, as root or with a
sudo that asks for no password); elsewhere it says in one line what to install, and fails.
"""

import os
import re
import shutil
import subprocess
import sys

MACOS = sys.platform == "darwin"  # it has Japanese typefaces of its own, and no apt-get
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find() -> str | None:
    """The path of the browser: of $CHROMIUM if that is set, and of no other then."""
    chosen = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [chosen] if chosen else NAMES)), None)


def has_japanese_type() -> bool:
    """Whether there is a Japanese face with serifs (明朝, Mincho, Ming): the body text is set in one."""
    if MACOS:
        return True
    if not shutil.which("fc-list"):
        return False
    families = subprocess.run(["fc-list", ":lang=ja", "family"], capture_output=True, text=True, check=True).stdout
    return bool(re.search(r"(?i)serif|\bmin(cho|g)|明朝", families))


def playwright_runs() -> bool:
    """Whether Playwright's own program does: the smallest of systems lack a library that it is linked with."""
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def missing() -> list[str]:
    """The Debian packages of what is not here."""
    packages = [] if find() else ["chromium"]
    packages += [] if playwright_runs() else ["libatomic1"]
    packages += [] if has_japanese_type() else ["fontconfig", "fonts-noto-cjk"]
    return packages


def install(packages: list[str]) -> None:
    """Install Debian packages, if that needs no password; if it does, or there is no apt-get, nothing happens."""
    if not shutil.which("apt-get"):
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if sudo and not may(sudo):
        return
    print(f"Installing {', '.join(packages)} …", flush=True)
    apt_get = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*apt_get, "update"], check=False)  # what it cannot fetch may not be needed
    subprocess.run([*apt_get, "install", "--no-install-recommends", *packages], stdout=subprocess.DEVNULL, check=False)


def may(sudo: list[str]) -> bool:
    """Whether this command is there and asks for no password."""
    return (
        bool(shutil.which(sudo[0])) and not subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode
    )


def main() -> None:
    if os.environ.get("CHROMIUM") and not find():
        sys.exit(f"CHROMIUM={os.environ['CHROMIUM']}: there is no such program.")
    if missing():
        install(missing())
    if packages := missing():
        how = "install Google Chrome" if MACOS else f"sudo apt-get install {' '.join(packages)}"
        sys.exit(
            "The tests in a browser need Chromium or Chrome, and a Japanese typeface: "
            f"{how} (or set CHROMIUM to the path of a browser); make test BROWSER=no leaves them out."
        )


if __name__ == "__main__":
    main()

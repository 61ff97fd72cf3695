"""What ended a build → the line that somebody at the terminal needs: place, fault, remedy."""

import errno
import logging
import os
import re
import shutil
import tempfile
import traceback
from pathlib import Path

from click import ClickException
from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from mkdocs.exceptions import Abort, BuildError
from yaml import MarkedYAMLError
from yaml.reader import ReaderError

CONFIG, TEMPLATES = "mkdocs.yml", "theme"
CONFIGS = (CONFIG, "hooks/mkdocs.yml")  # the second is what the first inherits
SETTING = re.compile(r"(?s)Config value '(\w+)': (.*)")
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
REMEDIES = dict.fromkeys(NO_ROOM, "make room there, then try again") | {
    errno.EACCES: "let yourself read and write there (chmod), then try again",
    errno.EPERM: "let yourself read and write there (chmod), then try again",
    errno.EROFS: "work on a disk that can be written to",
    errno.ENOENT: "put it back, or delete what leads to it",
}


def tell(error: BaseException, site: Path) -> str | None:
    """The line; "" if MkDocs has said it, None if only a traceback helps. `site` is what was being written."""
    if isinstance(error, ClickException):
        return _of_mkdocs(error)
    if isinstance(error, SyntaxError):
        return f"{_name(error.filename or '?')}:{error.lineno}: {error.msg}; mend the code"
    if isinstance(error, TemplateError | UnicodeDecodeError) or _template_frames(error)[-1:] == _frames(error)[-1:]:
        return _of_a_template(error)
    if isinstance(error, OSError):
        return _of_the_disk(error, site)
    if any(frame.name == "load_config" for frame in _frames(error)) and not isinstance(error, ImportError):
        return (
            f"{CONFIG}:1: a setting is not written as MkDocs expects it ({error}); undo your last change of this file"
        )
    return None


def _of_mkdocs(error: ClickException) -> str:
    if not Path(CONFIG).is_file():
        return f"{CONFIG}:1: there is no such file; put it back"
    fault = error.__context__
    if isinstance(fault, ReaderError):
        line = Path(fault.name).read_bytes().count(b"\n", 0, fault.position) + 1
        return f"{_name(fault.name)}:{line}: this file is not UTF-8; save it with the encoding UTF-8"
    if isinstance(fault, MarkedYAMLError):
        mark = fault.problem_mark or fault.context_mark
        what = f"{fault.problem or fault.context}; check the indentation, colons and quotation marks here and above"
        return f"{_name(mark.name)}:{mark.line + 1}: {what}" if mark else f"{CONFIG}:1: {what}"
    if isinstance(error, Abort):
        return fault.format_message() if isinstance(fault, BuildError) else ""
    return error.format_message()


def locate(record: logging.LogRecord) -> bool:
    """A filter for what MkDocs says of a setting: it adds the line. The other settings are said in their hooks."""
    if match := SETTING.match(record.getMessage()):
        place, own = f"{CONFIG}:1", Path(CONFIG).read_text(encoding="utf-8", errors="replace")
        for name in reversed(CONFIGS if "INHERIT:" in own and Path(CONFIGS[1]).is_file() else [CONFIG]):
            text = Path(name).read_text(encoding="utf-8", errors="replace")
            if found := re.search(rf"(?m)^{match[1]}\s*:", text):
                place = f"{name}:{text.count(chr(10), 0, found.start()) + 1}"
        what = " ".join(match[2].split()).rstrip(".")
        record.msg, record.args = f"{place}: '{match[1]}': {what}; mend this setting", ()
    return True


def _of_the_disk(error: OSError, site: Path) -> str:
    place = error.filename or site
    if error.errno in NO_ROOM:  # which file it was is not said, or that it was copied from
        place = min(site, Path(tempfile.gettempdir()), key=_room) if error.errno == errno.ENOSPC else site
    elif error.errno in REMEDIES and not Path(place).exists() and Path(place).parent.exists():
        place = Path(place) if error.errno == errno.ENOENT else Path(place).parent  # which did not let it be made
    what = (error.strerror or str(error)).lower()
    return f"{_name(place)}: {what}; {REMEDIES.get(error.errno or 0, 'mend that, then try again')}"


def _room(folder: Path) -> int:
    return shutil.disk_usage(next(path for path in (folder, *folder.absolute().parents) if path.exists())).free


def _of_a_template(error: BaseException) -> str | None:
    """A fault of a template, wherever it shows; the line is that of the template."""
    if isinstance(error, UnicodeDecodeError):
        unreadable = [path for path in sorted(Path(TEMPLATES).glob("*.*ml")) if not _is_utf8(path.read_bytes())]
        return f"{unreadable[0]}:1: this file is not UTF-8; save it with the encoding UTF-8" if unreadable else None
    if isinstance(error, TemplateSyntaxError):
        return f"{_name(error.filename or error.name or '?')}:{error.lineno}: {error.message}; mend the template"
    frames = _template_frames(error)
    if not isinstance(error, TemplateNotFound):
        return f"{_name(frames[-1].filename)}:{frames[-1].lineno}: {error}; mend the template" if frames else None
    where = f"{_name(frames[-1].filename)}:{frames[-1].lineno}" if frames else f"{TEMPLATES}/{error.name}:1"
    return f"{where}: there is no template '{error.name}'; put it back, or mend what names it"


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    return list(traceback.extract_tb(error.__traceback__))


def _template_frames(error: BaseException) -> list[traceback.FrameSummary]:
    return [frame for frame in _frames(error) if Path(frame.filename).suffix in {".html", ".xml"}]


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _name(path: str | os.PathLike[str]) -> str:
    """The path as seen from here, if it is below."""
    there, here = Path(path).absolute(), Path().absolute()
    return there.relative_to(here).as_posix() if there.is_relative_to(here) else str(path)

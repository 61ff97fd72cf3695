"""The site for a writer at work: built anew on every change, and served as it was until the new one is whole."""

import itertools
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from building.faults import CONFIG, CONFIGS
from building.swapping import remove
from building.whole import check

HOST = "127.0.0.1"
SECONDS = 0.2  # between two looks at the files
WAITING = b"<!doctype html><meta http-equiv=refresh content=1><p>Not built yet: the terminal says what to mend."

Tell = Callable[[BaseException, Path], None]
State = dict[str, tuple[int, int, int] | None]

log = logging.getLogger("mkdocs.preview")


class Preview(LiveReloadServer):
    """MkDocs' server, with builds beside what it serves, and with eyes for what is deleted and comes back."""

    def __init__(self, tell: Tell, port: int, folder: Path) -> None:
        super().__init__(builder=lambda: None, host=HOST, port=port, root=str(folder))
        self.tell, self.folder = tell, folder
        self.watched, self.seen = list(CONFIGS), State()
        self.numbers = itertools.count()
        self.sites: list[Path] = []  # that were built whole: the last is served
        self.error_handler = self.missing

    def missing(self, code: int) -> bytes | None:
        """What stands at an address without a page."""
        page = self.sites[-1] / f"{code}.html" if self.sites else None
        return WAITING if not page else page.read_bytes() if page.is_file() else None

    def rebuild(self) -> bool:
        """Build, and serve what was built if that is whole."""
        site = self.folder / str(next(self.numbers))
        self.seen = state(self.watched)
        try:
            self.build(site)
        except Exception as error:  # noqa: BLE001  # whatever it is, the server goes on
            self.tell(error, site)
            remove(site)
            return False
        self.root = str(site)
        self.sites.append(site)
        for old in self.sites[:-2]:  # a page of the one before may be on its way
            remove(old)
        return True

    def build(self, site: Path) -> None:
        """Build into a folder. Raises whatever MkDocs and the hooks raise."""
        config = load_config(CONFIG, site_dir=str(site))
        config.site_url = self.url
        if not self.sites:
            config.plugins.on_startup(command="serve", dirty=False)
        self.watched = [*CONFIGS, config.docs_dir, *config.watch]
        check(config)
        self.seen = state(self.watched)  # what changes from now on may not be in this build
        build(config, serve_url=self.url)

    def name_watched(self) -> None:
        """Let the server say what it watches; only then do pages get the script that reloads them."""
        self._watched_paths = dict.fromkeys(self.watched, 1)

    def _build_loop(self) -> None:  # what `serve` does in the end
        while True:
            time.sleep(SECONDS)
            now = state(self.watched)
            if now == self.seen:
                continue
            while now != (now := state(self.watched)):  # several files may be written one after the other
                time.sleep(SECONDS / 2)
            log.info("Detected file changes")
            if self.rebuild():
                with self._epoch_cond:
                    log.info("Reloading browsers")
                    self._wanted_epoch = self._visible_epoch = round(time.monotonic() * 1000)
                    self._epoch_cond.notify_all()


def state(paths: list[str]) -> State:
    """Every file at or below the paths, but hidden ones, and what of it changes when it is written or deleted."""
    found = State()
    for path in paths:
        walk = os.walk(path, followlinks=True)
        below = (f"{folder}/{name}" for folder, _, names in walk for name in names if not name.startswith("."))
        for name in below if Path(path).is_dir() else [path]:
            try:
                stat = os.stat(name)  # noqa: PTH116  # it is asked of every file, five times a second
                found[name] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            except OSError:
                found[name] = None
    return found


def preview(tell: Tell, port: int) -> None:
    """Serve the site until the process is told to end."""
    with TemporaryDirectory(prefix="preview.") as folder:
        server = Preview(tell, port, Path(folder))
        server.rebuild()
        server.name_watched()
        try:
            server.serve()  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()

"""Sources of the site become a site: the builder is called as a program of its own, so nothing else loads it.

Two builders read the same sources: MkDocs with Material, and Zensical, its successor. What is built is compared with what
was there, file by file, and only what differs is written; where no source has changed, the builder is not even called.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from archkit.errors import ArchkitError, UsageError, WriteRefusedError
from archkit.generators.site import BUILT, SETTINGS, SOURCES

BUILDERS: Mapping[str, str] = {"mkdocs": "mkdocs", "zensical": "zensical"}
"""Builder to the package that brings it."""
_MARK = ".archkit-site.json"
"""Beside the sources: from what the site was built last."""
_SITE_DIR = re.compile(r"""^(\s*"?site_dir"?:\s*)[^,\n]*(,?)[ \t]*$""", re.MULTILINE)
"""In ``mkdocs.yml``: where the builder writes."""
_NO_WORDS = re.compile(r"\x1b\[[0-9;]*m")
"""Escape sequences by which a terminal colours."""
_EVERY = 0.4
"""Seconds between two looks at the files while the site is served."""


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was built."""

    index: Path
    """The page to open first."""
    written: int
    """How many files are not as they were before."""
    warnings: str = ""
    """What the builder has to say, in its own words."""


def build_site(output: Path, *, builder: str = "mkdocs", strict: bool = False) -> Built:
    """Build the site from the sources below the output folder.

    Args:
        output: The output folder of the workspace; ``mkdocs.yml`` stands in it.
        builder: One of ``BUILDERS``.
        strict: Whether a warning of the builder, such as a dead link in a page of the team, is an error.

    Raises:
        ArchkitError: The builder complained; its own words are passed on.
        UsageError: The builder is not installed.
    """
    mark = {"builder": builder, "version": _version(builder), "strict": strict, "sources": _digest(output)}
    index = output / BUILT / "index.html"
    if index.is_file() and _read_mark(output) == mark:
        return Built(index, 0)
    (output / _MARK).unlink(missing_ok=True)
    warnings, written = _beside(output, builder, strict=strict)
    if not warnings:
        (output / _MARK).write_text(json.dumps(mark, indent=1) + "\n", encoding="utf-8")
    return Built(index, written, warnings)


def serve_site(output: Path, port: int, look: Callable[[], None], *, builder: str = "mkdocs") -> None:
    """Serve the site on this machine until it is interrupted; the browser loads a page anew when it has changed.

    Args:
        output: The output folder of the workspace.
        port: The port on 127.0.0.1.
        look: Called several times a second; it generates the sources anew when a file of the workspace has changed.
        builder: One of ``BUILDERS``.

    Raises:
        UsageError: The builder is not installed.
    """
    address = ["--dev-addr", f"127.0.0.1:{port}"]
    more = ["--quiet", "--livereload"] if builder == "mkdocs" else []
    command = [*_words(builder), "serve", *more, "--config-file", str(output / SETTINGS), *address]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the builder ends with this process
    process = subprocess.Popen(command, env=_environment())  # noqa: S603 - archkit's own environment
    try:
        while process.poll() is None:
            look()
            time.sleep(_EVERY)
    finally:
        process.terminate()
        process.wait()


def _beside(output: Path, builder: str, *, strict: bool) -> tuple[str, int]:
    """Build beside the old site, which stays where the builder fails, then take over what differs."""
    words = [*_words(builder), "build", *(["--strict"] if strict else [])]
    fresh = Path(mkdtemp(prefix=".archkit-html-", dir=output))
    own = fresh.with_suffix(".yml")
    try:
        if builder == "zensical":  # has no option for where to write, and reads settings beside the sources
            own.write_text(_into(output / SETTINGS, fresh.name), encoding="utf-8")
            warnings = _run([*words, "--config-file", str(own)])
        else:
            where = ["--site-dir", str(fresh.resolve())]
            warnings = _run([*words, *where, "--config-file", str(output / SETTINGS)])
        return warnings, _taken_over(fresh, output / BUILT)
    finally:
        rmtree(fresh, ignore_errors=True)
        own.unlink(missing_ok=True)


def _into(settings: Path, folder: str) -> str:
    """Return the settings with another folder to write into.

    Raises:
        ArchkitError: Somebody took the line out that says where the site goes.
    """
    text, found = _SITE_DIR.subn(
        rf"\g<1>{json.dumps(folder)}\g<2>", settings.read_text(encoding="utf-8"), count=1
    )
    if not found:
        raise ArchkitError(
            f"{settings} has no site_dir", help=f"write site_dir: {BUILT} on a line of its own"
        )
    return text


def _run(command: list[str]) -> str:
    """Call the builder and return what it complains about."""
    done = subprocess.run(  # noqa: S603 - archkit's own environment
        command, capture_output=True, text=True, env=_environment(), check=False
    )
    words = _told(done.stderr + done.stdout)
    if done.returncode:
        raise ArchkitError(
            f"the site builder failed:\n{words}",
            help="mend the page that it names; archkit generate --force writes generated pages anew",
        )
    if "zensical" in command:
        return "" if "No issues found" in words else words
    return "\n".join(line for line in words.splitlines() if line.startswith("WARNING"))


def _told(words: str) -> str:
    """Return what the builder says to people: without colours, and without the inside of its program."""
    plain = _NO_WORDS.sub("", words)
    lines = plain.partition("Traceback (most recent call last):\n")[0].splitlines()
    return (
        "\n".join(line.rstrip() for line in lines if line.strip() and not line.startswith("Build "))
        or plain.strip()
    )


def _taken_over(fresh: Path, built: Path) -> int:
    """Make a folder hold what another one holds, touching only what differs; return how many files that are."""
    try:
        wanted = {path.relative_to(fresh): path for path in sorted(fresh.rglob("*")) if path.is_file()}
        there = {path.relative_to(built) for path in built.rglob("*") if path.is_file() or path.is_symlink()}
        written = 0
        for name, path in wanted.items():
            target = built / name
            if name in there and not target.is_symlink() and target.read_bytes() == path.read_bytes():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
            written += 1
        for name in there - set(wanted):
            (built / name).unlink()
            written += 1
        for folder in sorted((one for one in built.rglob("*") if one.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()
    except OSError as error:
        raise WriteRefusedError(
            f"cannot write the site into {built}: {error.strerror}",
            help="check the folder and your rights in it",
        ) from error
    return written


def _digest(output: Path) -> str:
    """Return what tells whether any source of the site has changed."""
    found = sha256((output / SETTINGS).read_bytes())
    for path in sorted((output / SOURCES).rglob("*")):
        if path.is_file():
            found.update(f"\0{path.relative_to(output).as_posix()}\0".encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def _read_mark(output: Path) -> object:
    try:
        return json.loads((output / _MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _version(builder: str) -> str:
    package = {"mkdocs": "mkdocs-material"}.get(builder, builder)
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _words(builder: str) -> list[str]:
    """Return how a builder is called.

    Raises:
        UsageError: It is not installed.
    """
    if find_spec(BUILDERS[builder]) is None:
        raise UsageError(
            f"{builder} is not installed", help=f"pip install {builder}, into archkit's environment"
        )
    return [sys.executable, "-m", builder]


def _environment() -> dict[str, str]:
    """Return the environment with a fixed date, so that the same sources give the same site, and no advertising."""
    return {**os.environ, "SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}

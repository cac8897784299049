"""Words of a command line become what was found: looked up in the cache, or judged anew."""

import gc
import os
import sys
import time
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from archkit.cache import Kept, ResultCache, cache_folder
from archkit.errors import UsageError
from archkit.findings import LintResult
from archkit.read import CONFIG_NAME, find_workspace, leaves_folder, locate
from archkit.uncollected import uncollected

if TYPE_CHECKING:
    from archkit.baseline import Entry
    from archkit.workspace import Workspace


class Request(NamedTuple):
    """What a command line asks to be judged."""

    root: Path
    """The workspace."""
    within: tuple[str, ...] = ()
    """The files and folders of it that are asked for; nothing means all."""
    overlay: Mapping[str, str] | None = None
    """The text that an editor holds, by its file."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    today: str = ""
    """The day on which exceptions are judged."""

    @classmethod
    def of(cls, arguments: Namespace) -> "Request":
        """Return what the arguments mean.

        Raises:
            UsageError: A path does not exist, or belongs to no workspace, or to another one than the first.
        """
        select, ignore = codes(arguments.select), codes(arguments.ignore)
        if arguments.stdin_filename:
            if arguments.paths:
                raise UsageError(
                    "--stdin-filename names the one file that is judged", help="leave out the other paths"
                )
            root, file = _place_of(arguments.stdin_filename)
            return cls(root, (file,), {file: _held_by_the_editor()}, select, ignore, today())
        root, within = _meant(arguments.paths)
        return cls(root, within, None, select, ignore, today())

    def workspace(self) -> "Workspace":
        """Return the workspace, nothing of it read yet."""
        from datetime import date  # noqa: PLC0415 - a warm run does without

        _unplug()
        from archkit.workspace import Workspace  # noqa: PLC0415 - same reason

        day = date.fromisoformat(self.today)
        return Workspace(self.root, overlay=self.overlay, select=self.select, ignore=self.ignore, today=day)

    def judged(self, *, cached: bool) -> Kept:
        """Return what is found in the whole workspace.

        Args:
            cached: Whether what an earlier run found may be told again, and what is found now be kept.
        """
        cached = cached and self.overlay is None
        options = {"select": self.select, "ignore": self.ignore}
        cache = ResultCache(self.root, options, self.today, cache_folder() if cached else None)
        began = time.time_ns()
        kept = cache.load()
        if kept is None:
            with (
                uncollected()
            ):  # what is loaded, read and found stays; nothing of it is garbage before the process ends
                workspace = self.workspace()
                kept = _judge(workspace)
                gc.freeze()
            config = workspace.requirements.config
            if not config.catalogs:  # their files are not watched
                patterns = [pattern for pattern in config.include if not leaves_folder(pattern)]
                cache.save(kept, workspace.reading.marks, patterns, began)
        return kept

    def judges(self, entry: "Entry") -> bool:
        """Whether the rule of a baseline's entry runs, as far as the command line chooses rules."""
        from archkit.rules import find_rule  # noqa: PLC0415 - only a baseline asks
        from archkit.selection import Selection  # noqa: PLC0415 - same reason

        rule = find_rule(entry.code)
        if rule is None or not (self.select or self.ignore):
            return True
        return Selection(self.select or ("ALL",), self.ignore).runs(rule)

    def only_asked_for(self, result: LintResult, files: Sequence[str]) -> LintResult:
        """Return the part of a result that lies in what was asked for."""
        if not self.within:
            return result
        return replace(
            result,
            findings=tuple(one for one in result.findings if self._asks_for(one.span.file)),
            questions=tuple(one for one in result.questions if self._asks_for(one.span.file)),
            files=sum(map(self._asks_for, files)),
        )

    def _asks_for(self, file: str) -> bool:
        return any(file == path or file.startswith(f"{path}/") for path in self.within)


def _unplug() -> None:
    """Let pydantic find no plug-ins: what else is installed must not change what a file means.

    To look for them it would load ``importlib.metadata`` with e-mail, archives and tables, a twentieth of a small run, even
    where ``PYDANTIC_DISABLE_PLUGINS`` forbids it to ask; so the module that looks is there already, and finds none.
    """
    finder = ModuleType("pydantic.plugin._loader")
    finder.get_plugins = tuple  # type: ignore[attr-defined] # called without arguments: no plug-ins
    sys.modules[finder.__name__] = finder


def _judge(workspace: "Workspace") -> Kept:
    """Read and judge a workspace."""
    reading, options = workspace.reading, workspace.requirements.config.lint
    return Kept(workspace.findings, reading.documents, reading.files, options.fail_on, options.baseline)


def today() -> str:
    """Return the day, in UTC: that of ``SOURCE_DATE_EPOCH`` where a run is to be repeated exactly.

    Raises:
        UsageError: ``SOURCE_DATE_EPOCH`` is no number of seconds.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = time.gmtime(int(fixed) if fixed else None)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is '{fixed}'", help="write seconds since 1970-01-01, or leave it out"
        ) from error
    return time.strftime("%Y-%m-%d", moment)


def codes(words: Sequence[str]) -> tuple[str, ...]:
    """Return the codes of options that may be given several times and hold several codes each."""
    return tuple(code.strip() for word in words for code in word.split(",") if code.strip())


def folder_in_repository(root: Path) -> str:
    """Return a workspace as seen from the top of the repository around it, or from here where there is none."""
    real = root.resolve()
    here = Path.cwd()
    top = next((folder for folder in (real, *real.parents) if (folder / ".git").exists()), here)
    return real.relative_to(top).as_posix().removeprefix(".") if real.is_relative_to(top) else ""


def folder_from_here(root: Path) -> str:
    """Return a workspace as seen from here, such as ``docs/architecture`` or ``..``; empty for this folder."""
    try:
        path = os.path.relpath(root.resolve()).replace(os.sep, "/")
    except ValueError:  # another drive
        return root.resolve().as_posix()
    far = len(path) > len(str(root.resolve()))
    return "" if path == "." else root.resolve().as_posix() if far else path


def _held_by_the_editor() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("what stands on standard input is not UTF-8", help="send it as UTF-8") from error


def _meant(paths: Sequence[str]) -> tuple[Path, tuple[str, ...]]:
    """Return the workspace that the paths belong to, and the part of it that is asked for (nothing: all of it)."""
    if not paths:
        return locate(None), ()
    if len(paths) == 1 and (Path(paths[0]) / CONFIG_NAME).exists():
        return locate(paths[0]), ()
    for word in paths:
        if not Path(word).exists():
            raise UsageError(f"there is no file '{word}'", help="name files of a workspace, or its folder")
    places = [_place_of(word) for word in paths]
    if len({root for root, _ in places}) > 1:
        raise UsageError("the paths belong to several workspaces", help="lint one workspace at a time")
    within = tuple(file for _, file in places)
    return places[0][0], () if "." in within else within


def _place_of(word: str) -> tuple[Path, str]:
    """Return the workspace around a path, and the path below it."""
    path = Path(word)
    folder = path if path.is_dir() else path.parent
    root = find_workspace(folder)
    if root is None:
        raise UsageError(
            f"'{word}' belongs to no workspace: no {CONFIG_NAME} beside or above it",
            help=f"begin a workspace with archkit init {folder}",
        )
    return root, path.resolve().relative_to(root).as_posix()

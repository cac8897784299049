"""The whole staircase on one page: a folder's files, read, judged and turned into artifacts, each when asked for."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from archkit.catalog import Catalog
from archkit.lint import LintResult, lint
from archkit.model import Requirements
from archkit.read import Reading, locate, read_workspace
from archkit.selection import Selection

if TYPE_CHECKING:
    from archkit.evaluate import Evaluation, Progress, WhatIf
    from archkit.generators import Artifact, Dossier
    from archkit.write import Plan

__all__ = ["Workspace", "locate"]


class Workspace:
    """A folder with an ``archkit.yaml`` and what archkit makes of it.

    Nothing of it changes once it was asked for: to see a file's new content, make a new one. Where most files stay as
    they are, ``renewed`` makes it from this one, at a fraction of the time.
    """

    def __init__(  # noqa: PLR0913 - each option of the command line that changes what is seen
        self,
        root: Path,
        *,
        overlay: Mapping[str, str] | None = None,
        select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
        today: date | None = None,
        since: str = "",
    ) -> None:
        """Name the folder; nothing is read yet.

        Args:
            root: The folder that holds ``archkit.yaml``.
            overlay: Texts that stand in for files, by path.
            select: Rules to run instead of those that the workspace selects.
            ignore: Rules to leave out besides those that the workspace leaves out.
            today: The day on which exceptions from rules are judged; without it none expires.
            since: A git revision with which the site compares; without it nothing is compared.
        """
        self.root = root
        self._overlay = overlay
        self._select = select
        self._ignore = ignore
        self._today = today
        self.since = since
        self._before: Reading | None = None

    def renewed(self, overlay: Mapping[str, str] | None = None) -> "Workspace":
        """Return the same folder as it is now, under the same options.

        Files that say the same as when this one was read are neither parsed nor judged by their shape again; all that
        spans files is made anew. What comes out is the same as from a new ``Workspace``.

        Args:
            overlay: Texts that stand in for files now; those of this workspace are forgotten.
        """
        new = Workspace(
            self.root,
            overlay=overlay,
            select=self._select,
            ignore=self._ignore,
            today=self._today,
            since=self.since,
        )
        new._before = self.__dict__.get("reading", self._before)
        return new

    @cached_property
    def reading(self) -> Reading:
        """The files, read.

        Raises:
            UnreadableError: ``archkit.yaml`` cannot be read.
        """
        found = read_workspace(self.root, overlay=self._overlay, before=self._before)
        self._before = None  # what came before is of no more use, and as large as this
        return found

    @property
    def requirements(self) -> Requirements:
        """All that the team has said."""
        return self.reading.requirements

    @cached_property
    def catalog(self) -> Catalog:
        """What archkit knows about architecture, and the team's own catalogs beside it."""
        return Catalog([(self.root / name, name) for name in self.requirements.config.catalogs])

    @cached_property
    def selection(self) -> Selection:
        """Which rules run here.

        Raises:
            UsageError: An option names no rule.
        """
        return Selection.of(self.reading, self._select, self._ignore)

    @cached_property
    def findings(self) -> LintResult:
        """What is wrong with the files, and what is worth asking."""
        return lint(self.reading, self.catalog, self.selection, self._today)

    @cached_property
    def evaluation(self) -> "Evaluation":
        """Whether the numbers of the design can be met."""
        return self.evaluate()

    def evaluate(
        self, question: "WhatIf | None" = None, *, progress: "Progress | None" = None
    ) -> "Evaluation":
        """Judge every measure.

        Args:
            question: What is thought different from what the files say.
            progress: Told how many measures of how many are judged.

        Raises:
            UsageError: The question changes something that is not there.
        """
        from archkit.evaluate import WhatIf, evaluate  # noqa: PLC0415 - linting pays only for rules that ask

        return evaluate(self.requirements, self.catalog, question or WhatIf(), progress=progress)

    @cached_property
    def dossier(self) -> "Dossier":
        """All that a generator may look at.

        Raises:
            UsageError: There is no git, no repository, or no such revision to compare with.
        """
        from archkit.generators import Dossier  # noqa: PLC0415 - linting does not pay for templates

        earlier = None
        if self.since:
            from archkit.since import Earlier  # noqa: PLC0415 - few compare

            earlier = Earlier.at(self.root, self.since, self.requirements.config.include).reading()
        return Dossier(self.reading, self.catalog, self.findings, self.since, earlier)

    def artifacts(self, only: Sequence[str] = ()) -> "tuple[Artifact, ...]":
        """Make the artifacts.

        Args:
            only: The kinds to make; those that ``archkit.yaml`` names when not given, else all.

        Raises:
            UsageError: There is no such kind.
        """
        from archkit.generators import generate, kinds, named  # noqa: PLC0415 - linting does not pay for templates

        wished = named(self.requirements.config.generate.only)
        return generate(self.dossier, tuple(only) or tuple(word for word in wished if word in kinds()))

    @property
    def not_made(self) -> tuple[str, ...]:
        """Kinds of artifact that ``archkit.yaml`` wishes for and this archkit does not make."""
        from archkit.generators import kinds, named  # noqa: PLC0415 - same reason

        return tuple(word for word in named(self.requirements.config.generate.only) if word not in kinds())

    def output(self, override: str | Path | None = None) -> Path:
        """Return the folder below which everything generated goes."""
        return Path(override) if override else self.root / self.requirements.config.generate.output

    def plan(
        self, only: Sequence[str] = (), output: str | Path | None = None, *, force: bool = False
    ) -> "Plan":
        """Compare the artifacts with what lies in the output folder; nothing is written.

        Args:
            only: The kinds to make; the others stay as they are.
            output: Another folder than the workspace's own.
            force: Overwrite files that somebody edited by hand.
        """
        from archkit.generators import folders  # noqa: PLC0415 - linting does not pay for templates
        from archkit.write import Plan  # noqa: PLC0415 - linting does not write

        made = self.artifacts(only)
        return Plan.of(made, self.output(output), partial=bool(only), whole=folders(only), force=force)

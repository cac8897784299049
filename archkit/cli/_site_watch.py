"""Files of a workspace that change become pages anew, while the site is served."""

from argparse import Namespace
from pathlib import Path

from archkit.cli._command import complain, say
from archkit.diagnostics import Severity
from archkit.errors import ArchkitError
from archkit.workspace import Workspace
from archkit.write import State


def tell_errors(workspace: Workspace) -> bool:
    """Tell what is wrong with the files, in short; return whether a part of them could not be read at all."""
    findings = workspace.findings
    errors = [one for one in findings.findings if one.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
        complain(
            f"{first.span.file}:{first.span.line}: error {first.code}: {first.message}{more}; archkit lint tells all"
        )
    return not findings.whole


class Watch:
    """Looks at the files of a workspace, and generates the site's sources when one is not as it was."""

    def __init__(self, workspace: Workspace, arguments: Namespace) -> None:
        """Begin with what a workspace holds now; its sources are generated already."""
        self._workspace = workspace
        self._arguments = arguments
        self._marks = self._looked()

    def look(self) -> None:
        """Generate the sources when a file has changed; errors are told, and while one cannot be read the last site stays."""
        marks = self._looked()
        if marks == self._marks:
            return
        changed = sorted({path for path, _ in marks.items() ^ self._marks.items()})
        self._marks = marks
        self._workspace = self._workspace.renewed()
        if tell_errors(self._workspace):
            complain("  the site stays as it was until that can be read")
            return
        try:
            plan = self._workspace.plan(("site",), self._arguments.output)
            plan.carry_out()
        except ArchkitError as error:
            complain(f"{error.message}\n  help: {error.help}" if error.help else error.message)
            return
        self._marks = self._looked()  # a new file of the workspace may have come
        pages = sum(step.state is not State.SAME for step in plan.steps)
        names = ", ".join(path.name for path in changed[:3]) + (" ..." if len(changed) > 3 else "")
        say(f"{names}: {pages} files of the site are new", self._arguments)

    def _looked(self) -> dict[Path, tuple[int, int]]:
        """Return every file of the workspace with its time and size."""
        root = self._workspace.root
        marks = {}
        for path in self._files(root):
            try:
                status = path.stat()
            except OSError:
                continue
            marks[path] = (status.st_mtime_ns, status.st_size)
        return marks

    def _files(self, root: Path) -> list[Path]:
        from archkit.read import CONFIG_NAME, find_files  # noqa: PLC0415 - the model is loaded already

        options = self._workspace.requirements.config
        patterns = [*options.include]
        patterns += [
            f"{folder.rstrip('/')}/**/*"
            for folder in (options.site.pages, options.site.templates, options.generate.templates)
            if folder
        ]
        single = [one for one in (options.site.logo, options.site.favicon, options.site.style) if one]
        found = [root / one.path for one in find_files(root, patterns)]
        return [root / CONFIG_NAME, *found, *(root / one for one in single)]

"""``archkit lint --fix`` and ``--diff``: repairs are written, or shown."""

import posixpath
import sys
from argparse import Namespace

from archkit.cli._command import complain, say
from archkit.cli._judged import Request, folder_from_here
from archkit.diagnostics import visible
from archkit.errors import UsageError
from archkit.fix import fixed
from archkit.source import save


def fix(request: Request, arguments: Namespace) -> bool:
    """Repair what is safe, or show what would be repaired.

    Returns:
        Whether there was anything to repair.

    Raises:
        UsageError: The text of an editor is to be repaired; it has no file that could be written.
        WriteRefusedError: A file cannot be written.
    """
    if request.overlay is not None:
        raise UsageError("--fix repairs files, not standard input", help="save the file first")
    repaired = fixed(request.root, within=request.within)
    if arguments.diff:
        here = folder_from_here(request.root)
        for line in repaired.diff("" if here.startswith(("/", "..")) else here):
            end = line[len(line.rstrip("\r\n")) :]
            sys.stdout.write(visible(line.rstrip("\r\n")) + end)
        return bool(repaired.after)
    for file, text in repaired.after.items():
        save(request.root / file, repaired.before[file], text)
    if arguments.verbose or (arguments.fix_only and not arguments.quiet):
        here = folder_from_here(request.root)
        for file, message in repaired.repairs:
            complain(visible(f"{posixpath.normpath(posixpath.join(here, file))}: {message}"))
    if repaired.after:
        count, files = len(repaired.repairs), len(repaired.after)
        told = f"{count} repair{'s' if count > 1 else ''} in {f'{files} files' if files > 1 else 'one file'}"
        if arguments.format == "text":
            say(f"Fixed: {told}.\n", arguments)
    return bool(repaired.after)

"""A git revision becomes the files of the workspace as they were, and from them: what has got worse since.

The checkout may be a stranger's. So git is asked for stored objects only: which commit, which names, which bytes. It
never looks at the working files, which is where filters, hooks, monitors and other programs named in a repository's
configuration would run; comparing is done here.
"""

import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from archkit.catalog import Catalog
from archkit.diagnostics import Diagnostic
from archkit.errors import UnreadableError, UsageError
from archkit.findings import LintResult
from archkit.lint import lint
from archkit.read import CONFIG_NAME, Reading, leaves_folder, pattern_regex, read_workspace
from archkit.selection import Selection
from archkit.source import MAX_BYTES, decode

_LINE_BREAK = re.compile(r"\r\n?|\n")
_REGULAR = {b"100644", b"100755"}
"""Modes of what git stores as a regular file; links and submodules are passed over."""
_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never")
_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",  # a partial clone would call programs that its configuration names
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
}


@dataclass(frozen=True, slots=True)
class Earlier:
    """The workspace as it was at a revision."""

    files: Mapping[str, bytes]
    """Path below the workspace to content."""
    remark: str = ""
    """What whoever reads the result should know of the comparison; mostly nothing."""

    @classmethod
    def at(cls, root: Path, revision: str, patterns: Sequence[str]) -> "Earlier":
        """Read the files of a workspace as they were where this branch left another revision.

        Args:
            root: The folder that holds ``archkit.yaml``.
            revision: Any name of a commit: a branch, a tag, ``HEAD~1``.
            patterns: Which files belong to the workspace.

        Raises:
            UsageError: There is no git, no repository, or no such revision.
        """
        git = _Git.around(root)
        commit = git.commit(revision)
        regexes = [pattern_regex(one.removeprefix("./")) for one in patterns if not leaves_folder(one)]
        wanted = {
            path: name
            for path, name in git.names(commit)
            if path == CONFIG_NAME or any(regex.match(path) for regex in regexes)
        }
        remark = ""
        if not git.shares_a_past(commit) and git.is_shallow():
            remark = f"this clone does not reach back to where the branch left '{revision}', which is compared as it is now"
        return cls(dict(zip(wanted, git.contents(wanted.values()), strict=True)), remark)

    def reading(self) -> Reading | None:
        """Return the workspace as it was; None where it had no ``archkit.yaml`` that could be read."""
        with TemporaryDirectory(prefix="archkit-") as name:
            root = Path(name).resolve()
            for path, content in self.files.items():
                target = root / path
                if leaves_folder(path) or root not in target.parents:
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            try:
                return read_workspace(root)
            except UnreadableError:
                return None

    def findings(self, catalog: Catalog, selection: Selection) -> Iterator[Diagnostic]:
        """Yield what was wrong then, by today's rules."""
        reading = self.reading()
        if reading is not None:
            yield from lint(reading, catalog, selection).all()

    def changed_lines(self, reading: Reading) -> Mapping[str, frozenset[int]]:
        """Return, by file, the numbers of the lines that are not as they were.

        A line that was taken out elsewhere has moved, within a file or with a file that has a new name; it is not new.
        """
        new: dict[str, list[int]] = {}
        gone: Counter[str] = Counter()
        lines = {file: _LINE_BREAK.split(document.text) for file, document in reading.documents.items()}
        for file in sorted({*lines, *self.files}):
            then, _ = decode(file, self.files.get(file, b""))
            before, after = _LINE_BREAK.split(then or ""), lines.get(file, [])
            new[file] = []
            for start, end, first, last in _replaced(before, after):
                gone.update(line.strip() for line in before[start:end])
                new[file] += range(first + 1, last + 1)
        changed = {}
        for file, numbers in new.items():
            left = []
            for number in numbers:
                line = lines[file][number - 1].strip()
                if gone[line] > 0:
                    gone[line] -= 1
                else:
                    left.append(number)
            changed[file] = frozenset(left)
        return changed


def made_worse(
    reading: Reading, result: LintResult, earlier: Earlier, catalog: Catalog, selection: Selection
) -> LintResult:
    """Return what is new since a revision: findings that were not there, and those on lines that changed.

    A finding on a line that nobody touched is new, too, when what it rests on has changed: the actor that a flow
    names was removed.
    """
    before = {one.fingerprint for one in earlier.findings(catalog, selection)}
    changed = earlier.changed_lines(reading)

    def is_ours(one: Diagnostic) -> bool:
        touched = changed.get(one.span.file, frozenset())
        return one.fingerprint not in before or not touched.isdisjoint(
            range(one.span.line, one.span.end_line + 1)
        )

    return replace(
        result,
        findings=tuple(filter(is_ours, result.findings)),
        questions=tuple(filter(is_ours, result.questions)),
    )


def _replaced(then: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield stretches that differ: where the old lines begin and end, counted from 0, and where those in their place do."""
    if then == now:
        return
    for tag, start, end, first, last in SequenceMatcher(None, then, now, autojunk=True).get_opcodes():
        if tag != "equal":
            yield start, end, first, last


@dataclass(frozen=True, slots=True)
class _Git:
    """The program git, asked about one folder, for stored objects only."""

    program: str
    folder: Path

    @classmethod
    def around(cls, folder: Path) -> "_Git":
        program = which("git")
        if program is None:
            raise UsageError("git was not found", help="install git, or leave out --since")
        git = cls(program, folder.resolve())
        git.asked("rev-parse", "--git-dir", fault=f"'{folder}' lies in no repository of git that may be read")
        return git

    def commit(self, revision: str) -> str:
        """Return the commit where this branch left the revision; the revision itself where they share no past."""
        wanted = f"{revision}^{{commit}}"
        asked = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
        if asked.returncode:
            raise UsageError(f"git knows no revision '{revision}' here", help=self._way_to(revision))
        commit = asked.stdout.decode().strip()
        done = self._run("merge-base", commit, "HEAD")
        return done.stdout.decode().strip() if done.returncode == 0 and done.stdout else commit

    def shares_a_past(self, commit: str) -> bool:
        """Whether what is checked out descends from a commit."""
        return self._run("merge-base", "--is-ancestor", commit, "HEAD").returncode == 0

    def is_shallow(self) -> bool:
        """Whether the clone has only the end of the history."""
        return self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def _way_to(self, revision: str) -> str:
        """Say how a revision that is not here comes here."""
        remote, _, branch = revision.partition("/")
        if self.is_shallow():
            return (
                "this clone has only the end of the history: git fetch --unshallow, or in a pipeline fetch-depth: 0 (GitHub), "
                'GIT_DEPTH: "0" (GitLab)'
            )
        if branch and remote.encode() in self._run("remote").stdout.split():
            return f"fetch it first: git fetch {remote} {branch}"
        if re.fullmatch(r"HEAD(?:[~^]\d*)+|@(?:[~^]\d*)+", revision):
            return "no commit lies so far back: git log --oneline shows those there are"
        return "git branch --all and git log --oneline show what there is"

    def names(self, commit: str) -> Iterator[tuple[str, str]]:
        """Yield path below the folder and name of the object of each regular file."""
        prefix = self.asked("rev-parse", "--show-prefix", fault="git cannot tell where the workspace lies")
        tree = f"{commit}:{prefix}"
        if self._run("cat-file", "-e", tree).returncode:
            return  # the folder is younger than the revision
        done = self._run("ls-tree", "-r", "-z", "--full-tree", tree)
        for entry in done.stdout.split(b"\0"):
            head, _, path = entry.partition(b"\t")
            if head[:6] in _REGULAR:
                yield path.decode("utf-8", "surrogateescape"), head.split()[2].decode()

    def contents(self, names: Iterable[str]) -> Iterator[bytes]:
        """Yield what the objects hold; of one that is too large to be read, nothing."""
        done = self._run("cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
        rest = memoryview(done.stdout)
        while rest:
            end = bytes(rest[:200]).index(b"\n")
            words = bytes(rest[:end]).split()
            size = int(words[2]) if len(words) == 3 else 0  # "... missing" has two words and no content
            content = bytes(rest[end + 1 : end + 1 + size]) if size <= MAX_BYTES else b""
            yield content
            rest = rest[end + 1 + (size + 1 if len(words) == 3 else 0) :]

    def asked(self, *words: str, fault: str) -> str:
        """Return the line that git answers.

        Raises:
            UsageError: It answers with an error.
        """
        done = self._run(*words)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise UsageError(fault, help=said[0] if said else "git log --oneline shows the revisions")
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def _run(self, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [self.program, "--no-pager", *_QUIET, "-C", str(self.folder), *words]
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        return subprocess.run(  # noqa: S603 - fixed words; the revision stands behind --end-of-options
            command, input=given, capture_output=True, check=False, env=environment | _ENVIRONMENT
        )

"""A workspace -> its files with everything repaired that is safe, until there is nothing left to repair."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from archkit.diagnostics import Severity
from archkit.errors import WriteRefusedError
from archkit.fix._repairs import Ids, Repair, repairs
from archkit.model import SECTIONS, Ref, is_id, suggest_id
from archkit.read import Reading, read_workspace
from archkit.source import Document, apply, parse

_MOST_ROUNDS = 5
"""Renaming an id lets a reference be read, which lets a field be seen; deeper chains are not known."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What repairing a workspace gave."""

    before: Mapping[str, str]
    """File to its text, of those that changed."""
    after: Mapping[str, str]
    """The same files with their new text."""
    repairs: tuple[tuple[str, str], ...]
    """File and what was done in it."""

    def diff(self, folder: str = "") -> Iterator[str]:
        """Yield the lines of a unified diff, which git and patch apply in the folder above the given one."""
        above = f"{folder}/" if folder else ""
        for file, text in self.after.items():
            old, new = self.before[file].splitlines(keepends=True), text.splitlines(keepends=True)
            for line in unified_diff(old, new, f"a/{above}{file}", f"b/{above}{file}"):
                yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def fixed(root: Path, *, within: Sequence[str] = ()) -> Fixed:
    """Repair a workspace; nothing is written.

    Args:
        root: The folder that holds ``archkit.yaml``.
        within: The files and folders that may be changed; nothing means all. An id that is used in others, too, is
            then not renamed.

    Raises:
        UnreadableError: ``archkit.yaml`` cannot be read.
    """
    reading = read_workspace(root)
    before = {file: document.mark + document.text for file, document in reading.documents.items()}
    texts: dict[str, str] = {}
    told: list[tuple[str, str]] = []
    for _ in range(_MOST_ROUNDS):
        candidates = _repaired(reading, within)
        accepted = _settled(root, texts, candidates, _errors(reading))
        if not accepted:
            break
        for file, (text, done) in accepted.items():
            texts[file] = text
            told += [(file, repair.message) for repair in done]
        reading = read_workspace(root, overlay=texts)
    changed = {file: text for file, text in sorted(texts.items()) if text != before[file]}
    return Fixed({file: before[file] for file in changed}, changed, tuple(sorted(told)))


_Candidate = tuple[str, tuple[Repair, ...]]
"""A file's new text, and what was done to it."""


def _repaired(reading: Reading, within: Sequence[str]) -> dict[str, _Candidate]:
    ids = _ids(reading, renaming=not within)
    found = {}
    for file, document in reading.documents.items():
        if not within or any(file == path or file.startswith(f"{path}/") for path in within):
            text, done = _with_repairs(document, list(repairs(document, ids)))
            if done:
                found[file] = (text, tuple(done))
    return found


def _with_repairs(document: Document, wanted: list[Repair]) -> tuple[str, list[Repair]]:
    """Make the repairs one after the other, the deepest first, so that no key above them has a new name yet."""
    done = []
    comments = _comments(document)
    for repair in sorted(wanted, key=lambda one: len(one.route), reverse=True):
        try:
            after, _ = parse(document.path, apply(document, [repair.edit]))
        except (WriteRefusedError, KeyError):
            continue
        if after is not None and _comments(after) == comments:
            document = after
            done.append(repair)
    return document.mark + document.text, done


def _comments(document: Document) -> list[str]:
    return [comment.text for comment in document.comments()]


def _settled(
    root: Path, texts: Mapping[str, str], candidates: Mapping[str, _Candidate], errors: int
) -> dict[str, _Candidate]:
    """Return the candidates that leave no more errors than there are; where all together do, each half of them."""
    if not candidates:
        return {}
    overlay = {**texts, **{file: text for file, (text, _) in candidates.items()}}
    if _errors(read_workspace(root, overlay=overlay)) <= errors:
        return dict(candidates)
    if len(candidates) == 1:
        return {}
    files = list(candidates)
    accepted: dict[str, _Candidate] = {}
    for half in (files[: len(files) // 2], files[len(files) // 2 :]):
        settled = {**texts, **{file: text for file, (text, _) in accepted.items()}}
        accepted |= _settled(root, settled, {file: candidates[file] for file in half}, errors)
    return accepted


def _errors(reading: Reading) -> int:
    return sum(one.severity is Severity.ERROR for one in reading.diagnostics)


def _ids(reading: Reading, *, renaming: bool) -> Ids:
    """Collect the ids of all files, find a new one for each that is none, and see which decisions are replaced."""
    known: set[Ref] = set()
    wrong: list[Ref] = []
    for document in reading.documents.values():
        for section, model in SECTIONS.items():
            items = document.data.get(section) if isinstance(document.data, dict) else None
            for identifier in items if isinstance(items, dict) else ():
                ref = Ref(model.KIND, identifier)
                (known.add if is_id(identifier) else wrong.append)(ref)
    renamed: dict[Ref, str] = {}
    for ref in wrong if renaming else ():
        new = Ref(ref.kind, suggest_id(ref.id))
        if is_id(new.id) and new not in known:
            known.add(new)
            renamed[ref] = new.id
    replaced = {
        earlier.id: one.id
        for one in reading.requirements.decisions.values()
        for earlier in one.supersedes
        if one.status == "accepted" and earlier.id != one.id
    }
    return Ids(frozenset(known), renamed, replaced)

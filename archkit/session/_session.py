"""An editing session: a workspace's texts, changed one splice at a time, never lost and never written over."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import unified_diff
from functools import partial
from pathlib import Path
from threading import RLock
from types import MappingProxyType
from typing import Any

from archkit.diagnostics import Diagnostic, Place, Route
from archkit.errors import ConflictError, UsageError, WriteRefusedError
from archkit.model import SECTIONS, Ref, id_fault
from archkit.read import CONFIG_NAME, Reading, find_files
from archkit.session.disk import Disk
from archkit.session.elements import Element, element_at, elements_in, find
from archkit.session.history import History, Step
from archkit.session.homes import home_of
from archkit.session.hunks import Hunk, between, line_hunks
from archkit.session.journal import Journal, Unsaved
from archkit.session.merging import Conflict, merge, with_mine
from archkit.session.renaming import renaming
from archkit.session.values import written
from archkit.source import Document, Edit, move_item, parse, rename_key, save, set_value
from archkit.workspace import Workspace

Change = tuple[str, Edit]
"""A file and what is done in it."""


class Session:
    """The texts of one workspace while somebody edits them.

    Every change goes through ``edit`` (or a method that ends there), becomes a stretch in the history and in the
    journal, and counts at once: ``documents``, ``elements`` and ``value`` show it. ``write`` puts it on the disk.
    Methods may be called from any thread; one runs at a time.
    """

    def __init__(self, root: Path, *, journal: Journal | None = None, today: date | None = None) -> None:
        """Read a workspace.

        Args:
            root: The folder that holds ``archkit.yaml``.
            journal: Where unsaved changes outlive a crash; the user's own when not given.
            today: The day on which exceptions from rules are judged.

        Raises:
            UnreadableError: ``archkit.yaml`` cannot be read.
        """
        self.root = root
        self.lock = RLock()
        self.workspace = Workspace(root, today=today)
        """The workspace as it was when the session began."""
        self.reading: Reading = self.workspace.reading
        """What reading it gave; after ``read_again`` what that gave."""
        self.history = History()
        self.conflicts: list[Conflict] = []
        """Elements that somebody else changed as well; they stand as the disk has them until one side is chosen."""
        self.refused: dict[str, str] = {}
        """Files that cannot be written, and why."""
        self.version = 0
        """Counts the changes; a result that was computed for another version is old."""
        self.journal = journal or Journal(root)
        self._disk = Disk(root)
        self._texts: dict[str, str] = {}
        self._documents: dict[str, Document] = {}
        self._faults: dict[str, tuple[Diagnostic, ...]] = {}
        self._made: set[str] = set()
        self._before_burst: dict[str, Document] = {}
        self._take(self.reading)

    def _take(self, reading: Reading) -> None:
        """Begin with the files of a reading."""
        for file in reading.files:
            seen = self._disk.look(file)
            document = reading.documents.get(file)
            if seen.text is not None and (document is None or document.text != seen.text):
                self._set(file, seen.text)
            elif document is not None:
                self._texts[file], self._documents[file] = document.mark + document.text, document
            if file not in self._documents:
                found = tuple(one for one in reading.diagnostics if one.span.file == file)
                self._faults.setdefault(file, found)

    # --- what stands there --------------------------------------------------------------------------------

    @property
    def documents(self) -> Mapping[str, Document]:
        """The files that can be read, as they are now, ``archkit.yaml`` first."""
        return MappingProxyType(self._documents)

    @property
    def faults(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        """The files that cannot be read, and why; they can only be mended in an editor."""
        return MappingProxyType(self._faults)

    @property
    def overlay(self) -> dict[str, str]:
        """The texts that the disk does not have yet, by file: what ``Workspace`` takes."""
        return {file: text for file, text in self._texts.items() if self._disk.text(file) != text}

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The files that the disk does not have as they are here."""
        return tuple(self.overlay)

    def text(self, file: str) -> str:
        """Return the text of a file as it is now; empty where there is none."""
        return self._texts.get(file, "")

    def elements(self, section: str) -> list[Element]:
        """Return the elements of a section, in the order of the files."""
        return [one for document in self._documents.values() for one in elements_in(document, section)]

    def all_elements(self) -> Iterator[Element]:
        """Yield every element, section by section."""
        for section in SECTIONS:
            yield from self.elements(section)

    def find(self, ref: Ref) -> Element | None:
        """Return the element that a reference leads to."""
        return find(self._documents, ref)

    def element_at(self, place: Place) -> Element | None:
        """Return the element in which a place lies."""
        return element_at(self._documents, place)

    def value(self, place: Place) -> Any:
        """Return the data at a place: text, None, lists and maps; None where nothing stands."""
        document = self._documents.get(place.file)
        return document.at(place.route) if document and document.has(place.route) else None

    def home(self, section: str, identifier: str, near: str = "") -> str:
        """Return the file in which a new element would be put, see ``home_of``."""
        return home_of(self._documents, self.reading.requirements.config.include, section, identifier, near)

    # --- changing it --------------------------------------------------------------------------------------

    def edit(self, label: str, changes: Iterable[Change], *, burst: str = "") -> bool:
        """Change files, all or none, as one step of the history.

        Args:
            label: What it is, in words that follow 'undo'.
            changes: Each with the file that it is made in; a file that is not there is begun.
            burst: Steps with the same burst directly after each other are undone together.

        Returns:
            Whether anything changed.

        Raises:
            WriteRefusedError: A change would change something else, or its file cannot be read.
            KeyError: A change leads nowhere.
        """
        with self.lock:
            results: dict[str, Document] = {}
            grown = self.history.burst_of(burst)
            if grown is None:
                self._before_burst.clear()
            for file, change in changes:
                # Within a burst each change is made on what was there before it: a word that is typed anew stays at its
                # place, and the comment behind it too.
                document = results.get(file) or self._before_burst.get(file) or self._editable(file)
                self._before_burst.setdefault(file, document)
                after, found = parse(file, change(document))
                if after is None:
                    raise WriteRefusedError(f"{file}: {found[-1].message}", help=found[-1].help)
                results[file] = after
            return self._commit(label, results, burst)

    def _editable(self, file: str) -> Document:
        if file in self._documents:
            return self._documents[file]
        document = None if file in self._texts or file in self._faults else parse(file, "")[0]
        if document is None:
            raise WriteRefusedError(f"{file} cannot be read", help="mend it in an editor first")
        return document

    def _commit(self, label: str, results: Mapping[str, Document], burst: str) -> bool:
        texts = {file: document.mark + document.text for file, document in results.items()}
        hunks = [hunk for file, text in texts.items() if (hunk := between(file, self.text(file), text))]
        if not hunks:
            return False
        grown = self.history.burst_of(burst)
        before = {file: self.text(file) for file in texts}
        for hunk in grown.hunks if grown else ():
            before[hunk.file] = hunk.off(before.get(hunk.file, self.text(hunk.file)))
        for hunk in hunks:
            if hunk.file not in self._texts:
                self._made.add(hunk.file)
            self.journal.record(hunk, self._disk.text(hunk.file) or "")
            self._put(hunk.file, texts[hunk.file], results[hunk.file])
        if grown:
            self.history.done.pop()
        whole = (between(file, old, self.text(file)) for file, old in before.items())
        step = Step(label, tuple(hunk for hunk in whole if hunk), burst)
        self.history.add(step)
        self.version += 1
        return True

    def set(self, place: Place, value: Any, *, label: str = "", burst: str = "") -> bool:
        """Write a value at a place; None takes it away, with the maps above it that would be empty. See ``edit``."""
        change: Change = (place.file, lambda document: written(document, place.route, value))
        return self.edit(label or self.words(place), [change], burst=burst)

    def set_all(self, label: str, values: Iterable[tuple[Place, Any]]) -> bool:
        """Write several values as one step of the history; see ``set``."""
        return self.edit(
            label, [(place.file, partial(written, route=place.route, value=value)) for place, value in values]
        )

    def add_all(self, label: str, elements: Iterable[tuple[str, str, Any]]) -> bool:
        """Add several elements, each section, id and fields, as one step of the history; see ``add``."""
        homes = ((self.home(section, name), section, name, data) for section, name, data in elements)
        return self.set_all(
            label, [(Place(file, (section, name)), data) for file, section, name, data in homes]
        )

    def add(self, section: str, identifier: str, data: Any = None, *, near: str = "") -> Element:
        """Add an element to the file that it belongs in.

        Args:
            section: The section: ``actors``.
            identifier: Its id.
            data: Its fields.
            near: A file to prefer where the section stands in several.

        Raises:
            UsageError: The id is taken.
            WriteRefusedError: See ``edit``.
        """
        ref = Ref(SECTIONS[section].KIND, identifier)
        if self.find(ref):
            raise UsageError(f"the id '{identifier}' is taken", help="choose another one")
        file = self.home(section, identifier, near)
        route: Route = (section, identifier)
        self.edit(
            f"the new {_spoken(ref.kind)} {identifier}", [(file, lambda doc: set_value(doc, route, data))]
        )
        return self.find(ref) or Element(section, identifier, Place(file, route), data)

    def set_entry(self, place: Place, old: str | None, key: str, value: Any, *, burst: str = "") -> bool:
        """Write an entry of a map whose keys are the user's own: the fields of an entity, what was considered.

        Args:
            place: The map.
            old: The key that the entry had; None for a new one.
            key: The key that it is to have.
            value: Its value.
            burst: See ``edit``.
        """
        route = place.route

        def change(document: Document) -> str:
            if old is not None and old != key:
                document = parse(document.path, rename_key(document, (*route, old), key))[0] or document
            return set_value(document, (*route, key), value)

        return self.edit(self.words(place.at(key)), [(place.file, change)], burst=burst)

    def rename(self, ref: Ref, new: str) -> None:
        """Give an element another id, wherever it is written.

        Raises:
            UsageError: The id is none, or taken.
            WriteRefusedError: See ``edit``.
        """
        problem = id_fault(new)
        if problem or self.find(Ref(ref.kind, new)):
            raise UsageError(problem or f"the id '{new}' is taken", help="choose another one")
        self.edit(f"the id of {ref.id}", list(renaming(self._documents, ref, new)))

    def shift(self, place: Place, by: int) -> bool:
        """Move an entry of a map, or an item of a list, up or down among its neighbours."""
        document = self._editable(place.file)
        siblings = list(document.at(place.route[:-1])) if document.has(place.route) else []
        step = place.route[-1]
        at = step if isinstance(step, int) else siblings.index(step)
        if not 0 <= at + by < len(siblings):
            return False
        change: Change = (place.file, lambda doc: move_item(doc, place.route[:-1], step, at + by))
        return self.edit(f"the move of {step if isinstance(step, str) else self.words(place)}", [change])

    def words(self, place: Place) -> str:
        """Return what a place is in words that follow 'undo': ``name of rider``."""
        steps = [str(step).replace("_", " ") for step in place.route if not isinstance(step, int)]
        if len(steps) > 2:
            return f"{steps[-1]} of {steps[1]}"
        return " ".join(steps) or place.file

    # --- back and forth -----------------------------------------------------------------------------------

    def undo(self) -> str:
        """Take the newest change back.

        Returns:
            What was taken back, in words; empty where there is nothing that can be.
        """
        with self.lock:
            self._before_burst.clear()
            step = self.history.undo(lambda one: all(each.is_in(self.text(each.file)) for each in one.hunks))
            return self._apply(step, Hunk.off) if step else ""

    def redo(self) -> str:
        """Make the change again that was taken back last; see ``undo``."""
        with self.lock:
            step = self.history.redo(lambda one: all(each.was_in(self.text(each.file)) for each in one.hunks))
            return self._apply(step, Hunk.on) if step else ""

    def _apply(self, step: Step, change: Callable[[Hunk, str], str]) -> str:
        for hunk in step.hunks:
            before = self.text(hunk.file)
            text = change(hunk, before)
            made = between(hunk.file, before, text)
            if made:
                self.journal.record(made, self._disk.text(hunk.file) or "")
            self._set(hunk.file, text)
        self.version += 1
        return step.label

    def _set(self, file: str, text: str) -> None:
        """Give a file another text, be it readable or not."""
        if not text and file in self._made and self._disk.text(file) is None:
            # The file was begun here and never saved: without a text there is no file.
            self._texts.pop(file, None)
            self._documents.pop(file, None)
            return
        document, found = parse(file, text)
        self._put(file, text, document)
        if document is None:
            self._faults[file] = tuple(found)

    def _put(self, file: str, text: str, document: Document | None) -> None:
        self._texts[file] = text
        if document is None:
            self._documents.pop(file, None)
            return
        self._faults.pop(file, None)
        is_new = file not in self._documents
        self._documents[file] = document
        if is_new:
            self._documents = dict(
                sorted(self._documents.items(), key=lambda pair: (pair[0] != CONFIG_NAME, pair[0]))
            )

    # --- the disk -----------------------------------------------------------------------------------------

    def write(self) -> bool:
        """Put every change on the disk, each file in one step; what others wrote meanwhile is merged first.

        Returns:
            Whether the disk now has everything. Files that could not be written stand in ``refused``.
        """
        with self.lock:
            self.refused.clear()
            for file in self.unsaved:
                try:
                    self._write(file)
                except ConflictError:
                    self._merge(file)
                    try:
                        self._write(file)
                    except WriteRefusedError as error:
                        self.refused[file] = error.message
                except WriteRefusedError as error:
                    self.refused[file] = error.message
            if not self.unsaved:
                self.journal.restart({})
            return not self.unsaved

    def _write(self, file: str) -> None:
        text = self._texts[file]
        if file in self._made and not text and self._disk.text(file) is not None:
            (self.root / file).unlink(missing_ok=True)
            self._disk.look(file)
        if file in self._made and not text:
            self._texts.pop(file)
            self._documents.pop(file, None)
            return
        self._disk.write(file, text)

    def look_outside(self) -> list[str]:
        """Take in what others changed on the disk since the last look.

        Returns:
            The files that changed. What changed here too stands in ``conflicts``.
        """
        with self.lock:
            known = [
                file
                for file in (*self._texts, *self._faults)
                if file not in self._made or self._disk.text(file) is not None
            ]
            changed = self._disk.changed(dict.fromkeys(known))
            for found in find_files(self.root, self.reading.requirements.config.include):
                if found.path not in self._texts and found.path not in self._faults and not found.problem:
                    changed.append(found.path)
            return [file for file in dict.fromkeys(changed) if self._merge(file)]

    def _merge(self, file: str) -> bool:
        """Put what the disk has now and what stands here together; tell whether anything is other than before."""
        base, ours = self._disk.text(file), self._texts.get(file)
        theirs = self._disk.look(file).text
        if theirs == base and file in self._texts:
            return False
        if theirs is None:
            if ours is None:
                return False
            if ours == base:
                self._texts.pop(file)
                self._documents.pop(file, None)
            else:
                self.conflicts.append(Conflict(file, (), ours, ""))
        elif ours is None or theirs != ours:
            merged = merge(file, base or "", ours or "", theirs)
            self.history.add_foreign(line_hunks(file, ours or "", merged.text))
            self.conflicts = [one for one in self.conflicts if one.file != file] + list(merged.conflicts)
            self._set(file, merged.text)
        self.journal.restart(
            {name: (self._disk.text(name) or "", text) for name, text in self.overlay.items()}
        )
        self.version += 1
        return True

    def resolve(self, conflict: Conflict, *, mine: bool) -> None:
        """End a conflict: with what stands on the disk, or with what was changed here."""
        with self.lock:
            self.conflicts.remove(conflict)
            if not mine:
                return
            if not conflict.route:
                document = parse(conflict.file, str(conflict.mine))[0]
                if document is not None:
                    self._commit(f"my version of {conflict.title}", {conflict.file: document}, "")
                return
            self.edit(
                f"my version of {conflict.title}", [(conflict.file, lambda doc: with_mine(doc, conflict))]
            )

    def left_behind(self) -> list[Unsaved]:
        """Return what earlier sessions that ended without saving had changed."""
        return [one for one in self.journal.left_behind() if self._disk.text(one.file) != one.text]

    def recover(self, unsaved: Sequence[Unsaved]) -> None:
        """Take up what earlier sessions had changed, merged with what the files hold now."""
        with self.lock:
            for one in unsaved:
                now = self.text(one.file)
                merged = merge(one.file, one.base, one.text, now)
                document = parse(one.file, merged.text)[0]
                if document is not None:
                    self._commit(f"what was recovered in {one.file}", {one.file: document}, "")
                self.conflicts += merged.conflicts
            self.journal.forget_left_behind()

    def diff(self) -> Iterator[str]:
        """Yield the lines of a unified diff from the disk to what stands here."""
        for file, text in self.overlay.items():
            old = (self._disk.text(file) or "").splitlines()
            yield from unified_diff(old, text.splitlines(), f"a/{file}", f"b/{file}", lineterm="")

    def save_copy(self, target: Path) -> None:
        """Write the workspace as it stands here into another folder.

        Raises:
            UsageError: The folder is in use.
            WriteRefusedError: The system refuses.
        """
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise UsageError(f"'{target}' is in use", help="name a folder that does not exist or is empty")
        for file, text in self._texts.items():
            save(target / file, None, text)

    def read_again(self) -> Reading:
        """Read the workspace as it is now, with what is not saved yet; see ``reading``."""
        self.reading = self.workspace.renewed(self.overlay).reading
        return self.reading


def _spoken(kind: str) -> str:
    return kind.replace("_", " ")

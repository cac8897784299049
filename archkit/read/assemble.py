"""Documents become Requirements: sections of all files merged, each element judged on its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from archkit.diagnostics import Diagnostic, Place, Related, Route, Span
from archkit.errors import UnreadableError
from archkit.model import SECTIONS, Config, Item, Ref, Requirements, did_you_mean, id_fault
from archkit.read import faults
from archkit.read.files import CONFIG_NAME, Found, Mark, find_files, leaves_folder, pattern_regex, read_bytes
from archkit.read.shape import diagnose, quoted
from archkit.source import FAULTS as SYNTAX_FAULTS
from archkit.source import Document, decode, parse
from archkit.uncollected import uncollected

FORMAT_VERSION = "1"
LONGEST_TEXT = 10_000
"""Characters of one text before it is worth a warning."""
_YAML_WORDS = {"true", "false", "null", "~", ""}
"""Plain keys that YAML 1.2 reads as something else than text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a workspace gave."""

    root: Path
    requirements: Requirements
    documents: Mapping[str, Document] = field(default_factory=dict)
    """File to its text and positions; a file that could not be parsed is not there."""
    diagnostics: tuple[Diagnostic, ...] = ()
    files: tuple[str, ...] = ()
    """Every input file, those that could not be read too."""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """File to what its content is known by; one that an overlay stood in for, or that was not read, is not there."""

    def blameless(self) -> dict[str, Document]:
        """Return the documents about which reading them found nothing: all that they say has become elements."""
        blamed = {one.span.file for one in self.diagnostics}
        return {file: one for file, one in self.documents.items() if file not in blamed}

    def span(self, place: Place, *, key: bool = False, words: str = "") -> Span:
        """Turn an address into a stretch of the file.

        Args:
            place: The address.
            key: Point at the key instead of the value.
            words: Point at these words inside the value or the key, where they are found.
        """
        document = self.documents.get(place.file)
        if document is None:
            return Span(place.file)
        if words:
            span = document.key_words_span if key else document.words_span
            return span(place.route, words)
        return document.key_span(place.route) if key else document.value_span(place.route)


@uncollected()
def read_workspace(
    root: Path, *, overlay: Mapping[str, str] | None = None, before: Reading | None = None
) -> Reading:
    """Read every file of a workspace.

    Args:
        root: The folder that holds ``archkit.yaml``.
        overlay: Texts that stand in for files, by path: what an editor or the screen holds and has not saved.
        before: An earlier reading of it. Of files that say the same as then, and about which there was nothing to tell,
            documents and elements are taken over; what is returned is the same as without.

    Raises:
        UnreadableError: ``archkit.yaml`` cannot be found, opened or parsed.
    """
    return _Assembly(root, overlay or {}, before).read()


class _Assembly:
    """The work of reading one workspace: collects documents, elements and findings."""

    def __init__(self, root: Path, overlay: Mapping[str, str], before: Reading | None) -> None:
        self.root = root
        self.overlay = overlay
        self.before = before
        self.known = before.blameless() if before else {}
        self.documents: dict[str, Document] = {}
        self.marks: dict[str, Mark] = {}
        self.found: list[Diagnostic] = []
        self.items: dict[str, dict[str, Item]] = {section: {} for section in SECTIONS}
        self.first: dict[Ref, Place] = {}
        self.left_out: set[Ref] = set()
        self.stated: set[str] = set()
        self.files: list[str] = [CONFIG_NAME]
        self.whole = True

    def read(self) -> Reading:
        """Read the configuration, then what it includes."""
        document = self._open(CONFIG_NAME)
        if document is None:
            raise UnreadableError(
                f"{CONFIG_NAME} cannot be read",
                help="mend it first: everything else hangs on it",
                findings=self.found,
            )
        config = self._config(document)
        for path in self._included(config):
            self.files.append(path)
            self._open(path)
        for document in self.documents.values():
            self._sections(document)
        requirements = Requirements(
            config=config,
            left_out=frozenset(self.left_out),
            stated=frozenset(self.stated),
            whole=self.whole,
            **self.items,  # type: ignore[arg-type]  # each section holds its own kind, as SECTIONS says
        )
        found, files = tuple(self._first_causes()), tuple(self.files)
        return Reading(self.root, requirements, self.documents, found, files, self.marks)

    def _first_causes(self) -> Iterator[Diagnostic]:
        """Yield what was found, without what the model says of a line that YAML had complained about already."""
        syntax = {(one.span.file, one.span.line) for one in self.found if one.code in SYNTAX_FAULTS}
        for one in self.found:
            if one.code in SYNTAX_FAULTS or (one.span.file, one.span.line) not in syntax:
                yield one

    def _open(self, path: str) -> Document | None:
        text: str | None = self.overlay.get(path)
        if text is None:
            raw = read_bytes(f"{self.root}/{path}")
            if raw.problem:
                self._lose(faults.UNREADABLE_FILE.at(Span(path), f"{path}: {raw.problem}", help_=raw.help))
                return None
            mark = raw.mark
            if mark:
                self.marks[path] = mark
            text, problems = decode(path, raw.data)
            self.found += problems
        known = self.known.get(path)
        if known is not None and known.mark + known.text == text:
            self.documents[path] = known
            return known
        document, problems = (None, []) if text is None else parse(path, text)
        self.found += problems
        if document is None:
            self.whole = False
            return None
        self.documents[path] = document
        if len(document.text) > LONGEST_TEXT:
            self.found += _long_texts(document)
        return document

    def _lose(self, diagnostic: Diagnostic) -> None:
        self.found.append(diagnostic)
        self.whole = False

    def _config(self, document: Document) -> Config:
        data = document.data
        if data is not None and not isinstance(data, dict):
            self._lose(_no_map(document))
            data = None
        values: dict[str, Any] = {}
        for key, value in (data or {}).items():
            if key not in Config.model_fields:
                continue
            try:
                Config.model_validate({key: value})
            except ValidationError as error:
                self.found += diagnose(document, (), Config, error, "system" if key == "system" else "")
            else:
                values[key] = value
        version = values.get("archkit")
        if version != FORMAT_VERSION and (version is not None or "archkit" not in (data or {})):
            said = (
                "no version of the format is stated"
                if version is None
                else f"format version {quoted(version)}"
            )
            span = document.value_span(("archkit",)) if version is not None else Span(document.path)
            self.found.append(
                faults.UNSUPPORTED_VERSION.at(
                    span,
                    f"{said}; this archkit reads version {FORMAT_VERSION}",
                    help_=f"write archkit: {FORMAT_VERSION}",
                )
            )
        return Config.model_validate(values)

    def _included(self, config: Config) -> Iterator[str]:
        patterns = []
        output = config.generate.output.rstrip("/").removeprefix("./")
        document = self.documents[CONFIG_NAME]
        for index, pattern in enumerate(config.include):
            if leaves_folder(pattern):
                self._lose(
                    faults.OUTSIDE_WORKSPACE.at(
                        document.value_span(("include", index)),
                        f"include '{pattern}' leads out of the workspace",
                        help_="name files below the folder of archkit.yaml",
                    )
                )
            else:
                patterns.append(pattern)
        self._judge_output(output, document)
        below_output = pattern_regex(f"{output}/**")
        hits = 0
        for found in self._found(patterns):
            hits += 1
            if found.problem:
                self._lose(
                    faults.OUTSIDE_WORKSPACE.at(
                        Span(found.path), f"{found.path}: {found.problem}", help_=found.help
                    )
                )
            elif output and below_output.match(found.path):
                self._lose(
                    faults.OUTSIDE_WORKSPACE.at(
                        document.value_span(("generate", "output")),
                        f"include matches '{found.path}', which lies in the folder of generated files",
                        help_="generate into a folder that include does not match",
                    )
                )
                return
            else:
                yield found.path
        if not hits and not any(section in (document.data or {}) for section in SECTIONS):
            self.found.append(
                faults.NOTHING_INCLUDED.at(
                    document.key_span(("include",)),
                    f"no file matches {', '.join(patterns) or 'include'}",
                    help_="write requirements into a file such as requirements/actors.yaml",
                )
            )

    def _found(self, patterns: list[str]) -> list[Found]:
        """List the files of the folder and those that exist in an editor only."""
        found = find_files(self.root, patterns)
        regexes = [pattern_regex(pattern.removeprefix("./")) for pattern in patterns]
        unsaved = self.overlay.keys() - {CONFIG_NAME, *(one.path for one in found)}
        new = [Found(path) for path in unsaved if any(regex.match(path) for regex in regexes)]
        return sorted([*found, *new], key=lambda one: one.path)

    def _judge_output(self, output: str, document: Document) -> None:
        real_root = self.root.resolve()
        target = (self.root / output).resolve() if not leaves_folder(output) else None
        if output in {"", "."} or target is None or real_root not in target.parents:
            self._lose(
                faults.OUTSIDE_WORKSPACE.at(
                    document.value_span(("generate", "output")),
                    f"generate.output '{output}' is not a folder below the workspace",
                    help_="write the name of a folder, for example output: build",
                )
            )

    def _sections(self, document: Document) -> None:
        data = document.data
        if data is None:
            return
        if not isinstance(data, dict):
            if document.path != CONFIG_NAME:
                self._lose(_no_map(document))
            return
        for key, value in data.items():
            if key in SECTIONS:
                self.stated.add(key)
                self._section(document, key, value)
            elif key in Config.model_fields:
                if document.path != CONFIG_NAME:
                    self.found.append(
                        faults.MISPLACED_SETTING.at(
                            document.key_span((key,)),
                            f"'{key}' is a setting of the workspace and does not count here",
                            help_=f"move it to {CONFIG_NAME}",
                        )
                    )
            else:
                near = did_you_mean(key, [*SECTIONS, *Config.model_fields])
                self._lose(
                    faults.UNKNOWN_SECTION.at(
                        document.key_span((key,)),
                        f"'{key}' is no section of the format",
                        help_=f"did you mean '{near}'?"
                        if near
                        else f"the sections are {', '.join(SECTIONS)}",
                    )
                )

    def _section(self, document: Document, section: str, value: Any) -> None:
        if value is None:
            return
        if not isinstance(value, dict):
            self._lose(
                faults.WRONG_SHAPE.at(
                    document.value_span((section,)),
                    f"{section} wants a map of ids, and {quoted(value)} stands here",
                    help_="write each element under an id of its own, for example rider: {name: Rider}",
                )
            )
            return
        model = SECTIONS[section]
        for identifier, data in value.items():
            self._item(document, section, model, identifier, data)

    def _item(self, document: Document, section: str, model: type[Item], identifier: str, data: Any) -> None:
        route = (section, identifier)
        ref = Ref(model.KIND, identifier)
        plain_word = identifier.lower() in _YAML_WORDS and document.is_plain_key(route)
        problem = id_fault(identifier)
        if plain_word or problem:
            message, _, repair = (problem or "").partition("; ")
            if not problem:
                message = f"'{identifier}' is not text in YAML, so it cannot be an id"
                repair = "use a word of the domain as the id"
            self._lose(faults.BAD_ID.at(document.key_span(route), message, help_=repair))
            return
        if ref in self.first:
            there = self._key_span(self.first[ref])
            self._lose(
                faults.DUPLICATE_ID.at(
                    document.key_span(route),
                    f"the id '{identifier}' is used twice in {section}",
                    help_=f"rename one of them; the other stands in {there.file}, line {there.line}",
                    element=str(ref),
                    related=(Related(there, "the first one stands here"),),
                )
            )
            return
        self.first[ref] = place = Place(document.path, route)
        if self.before is not None and self.known.get(document.path) is document:
            self.items[section][identifier] = self.before.requirements.section(section)[identifier]
            return
        try:
            item = model.model_validate(data)
        except ValidationError as error:
            self.found += diagnose(document, route, model, error, str(ref))
            self.left_out.add(ref)
            self.whole = False
            return
        item.bind(place)
        self.items[section][identifier] = item

    def _key_span(self, place: Place) -> Span:
        return self.documents[place.file].key_span(place.route)


def _long_texts(document: Document) -> Iterator[Diagnostic]:
    """Yield a finding for each text that is a document of its own."""
    waiting: list[tuple[Route, Any]] = [((), document.data)]
    while waiting:
        route, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*route, key), one) for key, one in value.items()]
        elif isinstance(value, list):
            waiting += [((*route, index), one) for index, one in enumerate(value)]
        elif value is not None and len(value) > LONGEST_TEXT:
            yield faults.LONG_TEXT.at(
                document.key_span(route),
                f"a text of {len(value):,} characters; {LONGEST_TEXT:,} are what a reader takes in",
                help_="put it into a file of its own beside the requirements and link to it",
            )


def _no_map(document: Document) -> Diagnostic:
    return faults.WRONG_SHAPE.at(
        document.value_span(()),
        f"a file holds a map of sections, and {quoted(document.data)} stands here",
        help_="begin with a section, for example actors:",
    )

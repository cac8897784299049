"""``archkit explain``: the page of a rule, pattern, quality, fact, or field of the format."""

import re
import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from archkit.cli._command import DONE, Command, columns, wants_colour
from archkit.diagnostics import visible
from archkit.errors import UsageError

if TYPE_CHECKING:
    from archkit.catalog import Catalog, QualityTerm
    from archkit.facts import Fact, Facts
    from archkit.model.guide import FormatField
    from archkit.read import Reading
    from archkit.rules import Rule

_NAMED_AT_MOST = 8
"""Entries that a refusal names when a word is a part of their names."""

Page = Callable[[], str]


def _options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "name",
        metavar="NAME",
        help="a rule's code or name, a quality attribute, a pattern or product, a fact, the word facts, or a field "
        "of the format",
    )
    parser.add_argument(
        "folder", nargs="?", metavar="DIR", help="a workspace: show the value that a fact has in it, and why"
    )


def _run(arguments: Namespace) -> int:
    from archkit.cli._nearby import nearby_catalog  # noqa: PLC0415 - --help loads no catalog

    catalog = nearby_catalog()
    pages = dict(_pages(arguments.name, catalog, arguments))
    if not pages:
        raise UsageError(f"nothing here is called '{arguments.name}'", help=_hint(arguments.name, catalog))
    title, page = next(iter(pages.items()))
    print(_fitted(page().rstrip(), columns()))
    for other in pages:
        if other != title:
            print(f"\nThe same word also means {other}.")
    return DONE


def _pages(name: str, catalog: "Catalog", arguments: Namespace) -> Iterator[tuple[str, Page]]:
    """Yield what a word means, each with its page: ids before other names, so that a synonym hides nothing."""
    from archkit.facts import FACTS  # noqa: PLC0415 - see _run
    from archkit.model.guide import find_fields  # noqa: PLC0415 - see _run
    from archkit.rules import find_rule  # noqa: PLC0415 - see _run

    if name.lower() == "facts":
        yield "the facts", lambda: _facts(arguments.folder)
    if rule := find_rule(name):
        yield f"the rule {rule.code}", lambda: _rule(rule)
    if fact := FACTS.get(name.lower()):
        yield f"the fact {name.lower()}", lambda: _fact(fact, arguments.folder)
    term = catalog.quality_attribute(name)
    entry = catalog.library.entry(name)
    found: list[tuple[str, Page]] = []
    if term:
        found.append((f"the quality attribute {term.id}", lambda: _term(term)))
    if entry:
        from archkit.cli._entry_page import entry_page  # noqa: PLC0415 - see _run

        width, colour = shutil.get_terminal_size().columns, wants_colour(arguments)
        found.append(
            (f"the entry {entry.id}", lambda: entry_page(entry, catalog, width=width, colour=colour))
        )
    word = name.lower().replace(" ", "-")
    if (entry and word == entry.id) or (term and entry and word not in {term.id, term.name.lower()}):
        found.reverse()
    yield from found
    if not rule and (fields := find_fields(name)):
        yield f"the field {fields[0].path} of the format", lambda: _fields(fields)


def _fields(fields: "list[FormatField]") -> str:
    from archkit.cli._format_page import format_page  # noqa: PLC0415 - see _run

    return format_page(fields, width=min(shutil.get_terminal_size().columns, 100))


def _fitted(page: str, width: int) -> str:
    """Return a page whose prose fits the terminal; examples stay as they are, and so does all where there is none."""
    if not width:
        return page
    from textwrap import fill  # noqa: PLC0415 - a pipe gets the page as it is

    told: list[str] = []
    fenced = False
    for line in page.split("\n"):
        fence = line.startswith("```")
        fenced ^= fence
        told.append(line if fenced or fence else fill(line, max(width, 40), subsequent_indent=_hang(line)))
    return "\n".join(told)


def _hang(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    return " " * (indent + 2 if line[indent:].startswith("- ") else indent)


def _paragraphs(page: str) -> str:
    """Return the page of a rule with each paragraph on a line of its own, for what fits it to a terminal."""
    told: list[str] = []
    fenced = False
    for line in page.split("\n"):
        continues = not fenced and told and told[-1] and line and not line.startswith(("```", "- ", "| "))
        fenced ^= line.startswith("```")
        if continues and told[-1] != "```":
            told[-1] += f" {line.strip()}"
        else:
            told.append(line)
    return "\n".join(told)


def _rule(rule: "Rule") -> str:
    page = _paragraphs(rule.page.strip()) if columns() else rule.page.strip()
    return f"# {rule.code} {rule.name} ({rule.severity.value})\n\n{page}\n\nSource: {rule.source}"


def _term(term: "QualityTerm") -> str:
    lines = [f"# {term.name} ({term.id})", "", term.definition.strip(), ""]
    lines += [f"Also called: {', '.join(term.synonyms)}", f"Measured as: {', '.join(term.metrics)}"]
    if term.example:
        lines.append(f"For example: {term.example}")
    lines.append(f"What helps it and what hurts it: archkit catalog list --quality {term.id}")
    return "\n".join(lines)


def _fact(fact: "Fact", folder: str | None) -> str:
    dimension = f", {fact.dimension.name.lower()}" if fact.dimension else ""
    lines = [f"# {fact.name} ({fact.kind.value}{dimension})", "", fact.meaning]
    if fact.choices:
        lines.append(f"It says: {', '.join(fact.choices)}")
    if folder:
        lines += ["", *_value(fact.name, *_workspace_facts(folder))]
    return "\n".join(lines)


def _facts(folder: str | None) -> str:
    from archkit.facts import FACTS  # noqa: PLC0415 - few pages are about facts

    known = _workspace_facts(folder) if folder else None
    lines: list[str] = ["# Facts that advice and rules ask about"]
    for area in sorted({fact.area for fact in FACTS.values()}):
        lines += ["", f"## {area}", ""]
        for fact in FACTS.values():
            if fact.area == area:
                lines.append(f"- {fact.name}: {fact.meaning}")
                lines += [f"    {line}" for line in _value(fact.name, *known)] if known else []
    return "\n".join(lines)


def _workspace_facts(folder: str) -> "tuple[Facts, Reading]":
    """Return what is known in a workspace, and where it is said."""
    from archkit.facts import Facts  # noqa: PLC0415 - see _facts
    from archkit.recommend import vocabulary  # noqa: PLC0415 - see _facts
    from archkit.workspace import Workspace, locate  # noqa: PLC0415 - see _facts

    workspace = Workspace(locate(folder))
    return Facts(workspace.requirements, vocabulary(workspace.catalog)), workspace.reading


def _value(name: str, facts: "Facts", reading: "Reading") -> Iterator[str]:
    """Yield what is known of a fact, or what would have to be stated, and the requirements that it comes from."""
    value = facts[name]
    guess = " (a guess so far)" if value.guess else ""
    yield f"= {visible(value.text)}{guess}" if value.is_known else f"unknown: {visible(value.text)}"
    places = [reading.span(place) for place in value.evidence]
    if places:
        yield visible(f"  from {', '.join(f'{span.file}:{span.line}' for span in places)}")


def _hint(name: str, catalog: "Catalog") -> str:
    if re.fullmatch(r"AK\d{0,3}|AK\d{0,2}xx", name, re.IGNORECASE):
        area = f" --select {name.upper()}" if re.fullmatch(r"AK\d{1,2}", name, re.IGNORECASE) else ""
        return f"archkit lint --list-rules{area} lists the rules"
    from archkit.facts import FACTS  # noqa: PLC0415 - see _facts
    from archkit.model import did_you_mean  # noqa: PLC0415 - only a typing error needs it
    from archkit.rules import rules  # noqa: PLC0415 - see _run

    entries = catalog.library.names
    words = [
        *(rule.name for rule in rules()),
        *catalog.quality_attributes,
        *catalog.patterns,
        *catalog.products,
    ]
    if near := did_you_mean(name, [*words, *FACTS, *entries]):
        return f"did you mean '{near}'?"
    within = sorted({each.id for word, found in entries.items() if name.lower() in word for each in found})
    if len(within) == 1:
        return f"did you mean '{within[0]}'?"
    if within:
        more = f" and {len(within) - _NAMED_AT_MOST} more" if len(within) > _NAMED_AT_MOST else ""
        return f"entries with this word: {', '.join(within[:_NAMED_AT_MOST])}{more}"
    return "archkit catalog list shows every entry, archkit lint --list-rules every rule"


COMMAND = Command(
    examples=(
        ("archkit explain AK201", "a rule by its code"),
        ("archkit explain unmeasurable", "the same by its name"),
        ("archkit explain availability", "a quality attribute"),
        ("archkit explain cqrs", "a pattern, by its id or any of its names"),
        ("archkit explain kafka", "a product, and what it implements"),
        ("archkit explain use_cases", "the fields of a section of the format"),
        ("archkit explain component.latency", "one field of it; its last word alone will do"),
        ("archkit explain facts .", "what advice asks of requirements, and what those here say"),
    ),
    options=_options,
    run=_run,
)

"""``archkit catalog``: list and show what archkit knows of architecture; check your own."""

import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from archkit.cli._command import DONE, FOUND, Command, columns, say, wants_colour
from archkit.errors import UsageError

if TYPE_CHECKING:
    from archkit.catalog import Catalog, Entry, QualityTerm
    from archkit.diagnostics import Diagnostic

_PRODUCT = "product"
_FILTERS = ("quality", "kind", "tier", "status")


def _options(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("action", choices=["list", "show", "check"], help="list entries, show one, or check a catalog")
    add("names", nargs="*", metavar="NAME", help="show: ids or names; check: folders with a catalog")
    add("--quality", metavar="NAME", help="list what helps and what hurts a quality attribute, and how")
    add("--kind", metavar="KIND", help="list one kind only: style, pattern, tactic, storage, product ...")
    add("--tier", metavar="TIER", help="list core or supporting entries only")
    add("--status", metavar="STATUS", help="list established, emerging, contested or legacy entries only")
    add("--format", choices=["text", "json"], default="text", help="text or json (default: text)")
    add(
        "--fail-on",
        choices=["error", "warning", "info"],
        default="warning",
        help="check: the weight from which on it fails (default: warning)",
    )


def _run(arguments: Namespace) -> int:
    if arguments.action != "list" and any(getattr(arguments, word) for word in _FILTERS):
        raise UsageError(
            "--quality, --kind, --tier and --status narrow a list", help="archkit catalog list --help"
        )
    actions: Mapping[str, Callable[[Namespace], int]] = {"list": _list, "show": _show, "check": _check}
    return actions[arguments.action](arguments)


# --- list -------------------------------------------------------------------------------------------------


def _list(arguments: Namespace) -> int:
    from archkit.catalog import CATEGORIES, STATUSES, TIERS  # noqa: PLC0415 - --help reads no catalog
    from archkit.cli._nearby import nearby_catalog  # noqa: PLC0415

    if arguments.names:
        raise UsageError("list takes no names", help=f"archkit catalog show {arguments.names[0]}")
    catalog = nearby_catalog()
    _one_of("--kind", arguments.kind, (*CATEGORIES, _PRODUCT))
    _one_of("--tier", arguments.tier, TIERS)
    _one_of("--status", arguments.status, STATUSES)
    term = _quality(arguments.quality, catalog)
    entries: list[Entry] = [*catalog.patterns.values(), *catalog.products.values()]
    kept = [entry for entry in entries if _is_wanted(entry, arguments, term)]
    if arguments.format == "json":
        _print_json({"entries": [_brief(entry) for entry in kept], "count": len(kept)})
        return DONE
    groups = _by_effect(kept, term) if term else _by_kind(kept)
    sys.stdout.write("".join(f"{line}\n" for line in _listing(groups, arguments)))
    products = sum(_kind(entry) == _PRODUCT for entry in kept)
    others = len(kept) - products
    say(f"{len(kept)} entries: {others} patterns and terms, {products} products.", arguments)
    say("archkit catalog show ID prints a page.", arguments)
    return DONE


def _is_wanted(entry: "Entry", arguments: Namespace, term: "QualityTerm | None") -> bool:
    return (
        arguments.kind in {None, _kind(entry)}
        and arguments.tier in {None, getattr(entry, "tier", "")}
        and arguments.status in {None, getattr(entry, "status", "")}
        and (term is None or term.id in _effects(entry, "helps") or term.id in _effects(entry, "hurts"))
    )


def _by_kind(entries: Iterable["Entry"]) -> Iterator[tuple[str, list[tuple["Entry", str]]]]:
    from archkit.catalog import CATEGORIES  # noqa: PLC0415 - see _list

    headings = {**CATEGORIES, _PRODUCT: "Products", "": "Of no known kind"}
    listed = list(entries)
    for kind, heading in headings.items():
        yield heading, [(entry, entry.summary) for entry in listed if _kind(entry) == kind]


def _by_effect(
    entries: Iterable["Entry"], term: "QualityTerm"
) -> Iterator[tuple[str, list[tuple["Entry", str]]]]:
    listed = list(entries)
    for key in ("helps", "hurts"):
        found = [(entry, _effects(entry, key)) for entry in listed]
        yield (
            f"{key.title()} {term.name.lower()}",
            [(entry, effects[term.id]) for entry, effects in found if term.id in effects],
        )


def _listing(groups: Iterable[tuple[str, list[tuple["Entry", str]]]], arguments: Namespace) -> Iterator[str]:
    """Yield the lines of a list; on a terminal a line is clipped, in a pipe it is whole."""
    from archkit.diagnostics import visible  # noqa: PLC0415 - see _list

    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    bold, plain = ("\033[1m", "\033[0m") if wants_colour(arguments) else ("", "")
    for heading, entries in groups:
        if not entries:
            continue
        width = max(len(entry.id) for entry, _ in entries)
        yield f"{bold}{heading} ({len(entries)}){plain}"
        for entry, sentence in entries:
            mark = "*" if getattr(entry, "tier", "") == "core" else " "
            line = visible(f"{mark} {entry.id:<{width}}  {' '.join(sentence.split())}")
            yield f"{line[: room - 1]}…" if 0 < room < len(line) else line
        yield ""


# --- show -------------------------------------------------------------------------------------------------


def _show(arguments: Namespace) -> int:
    from archkit.cli._nearby import nearby_catalog  # noqa: PLC0415 - --help reads no catalog

    if not arguments.names:
        raise UsageError(
            "show which entry?", help="archkit catalog show saga; archkit catalog list shows every id"
        )
    catalog = nearby_catalog()
    entries = [_find(name, catalog) for name in arguments.names]
    if arguments.format == "json":
        _print_json({"entries": [_whole(entry) for entry in entries]})
        return DONE
    from archkit.cli._entry_page import entry_page  # noqa: PLC0415 - --help shows no page

    width, colour = shutil.get_terminal_size().columns, wants_colour(arguments)
    pages = [entry_page(entry, catalog, width=width, colour=colour) for entry in entries]
    sys.stdout.write("\n\n".join(pages))
    return DONE


def _find(name: str, catalog: "Catalog") -> "Entry":
    from archkit.model import did_you_mean  # noqa: PLC0415 - see _show

    entry = catalog.library.entry(name)
    if entry is None:
        near = did_you_mean(name, [*catalog.patterns, *catalog.products, *catalog.library.names])
        raise UsageError(
            f"the catalog has no '{name}'",
            help=f"did you mean '{near}'?" if near else "archkit catalog list shows every id",
        )
    return entry


# --- check ------------------------------------------------------------------------------------------------


def _check(arguments: Namespace) -> int:
    from archkit.catalog import Catalog, check  # noqa: PLC0415 - --help reads no catalog
    from archkit.cli._examples import judge_with  # noqa: PLC0415
    from archkit.cli._nearby import nearby_catalog  # noqa: PLC0415
    from archkit.diagnostics import Severity  # noqa: PLC0415
    from archkit.lint import LintResult  # noqa: PLC0415
    from archkit.report import Style, report  # noqa: PLC0415

    folders = [(_folder(name), name) for name in arguments.names]
    catalog = Catalog(folders) if folders else nearby_catalog()
    found = check(catalog.library, own=bool(folders), judge=judge_with(catalog))
    found += catalog.own_words.faults if catalog.own_words else ()
    threshold = Severity(arguments.fail_on)
    is_brief = arguments.format == "text" and not arguments.verbose and threshold is not Severity.INFO
    told = tuple(one for one in found if one.severity is not Severity.INFO) if is_brief else found
    shelves = catalog.library.shelves[bool(folders) :]
    files = sum(len(shelf.ids("patterns")) + len(shelf.ids("products")) for shelf in shelves)
    result = LintResult(told, (), files)
    style = Style(colour=wants_colour(arguments), quiet=arguments.quiet, width=columns())
    sys.stdout.write(report(arguments.format).write(result, catalog.library.documents, style))
    if len(told) < len(found):
        say(f"{_number(found, told)} more, of weight info: --verbose lists them.", arguments)
    return FOUND if result.fails(threshold) else DONE


def _folder(name: str) -> Path:
    path = Path(name)
    if not path.is_dir():
        raise UsageError(
            f"there is no folder '{name}'", help="name a folder that holds patterns/ or products/"
        )
    if not any((path / room).exists() for room in ("patterns", "products", "words.yaml")):
        raise UsageError(
            f"'{name}' is no catalog",
            help="a catalog holds entries below patterns/ and products/, or words.yaml",
        )
    return path


def _number(found: tuple["Diagnostic", ...], told: tuple["Diagnostic", ...]) -> str:
    return f"{len(found) - len(told)} finding{'s' if len(found) - len(told) > 1 else ''}"


# --- shared -----------------------------------------------------------------------------------------------


def _kind(entry: "Entry") -> str:
    return str(getattr(entry, "category", _PRODUCT))


def _effects(entry: "Entry", key: str) -> Mapping[str, str]:
    effects: Mapping[str, str] = getattr(entry, key, {})
    return effects


def _one_of(option: str, word: str | None, words: tuple[str, ...]) -> None:
    if word is not None and word not in words:
        raise UsageError(f"{option}: '{word}' is no choice", help=f"choose {', '.join(words)}")


def _quality(word: str | None, catalog: "Catalog") -> "QualityTerm | None":
    if word is None:
        return None
    term = catalog.quality_attribute(word)
    if term is None:
        from archkit.model import did_you_mean  # noqa: PLC0415 - only a typing error needs it

        near = did_you_mean(word, catalog.quality_attributes)
        known = ", ".join(catalog.quality_attributes)
        raise UsageError(
            f"no quality attribute is called '{word}'",
            help=f"did you mean '{near}'?" if near else f"choose {known}",
        )
    return term


def _brief(entry: "Entry") -> dict[str, object]:
    return {
        "id": entry.id,
        "name": entry.name,
        "category": _kind(entry),
        "tier": getattr(entry, "tier", ""),
        "status": getattr(entry, "status", ""),
        "summary": entry.summary,
        "helps": list(_effects(entry, "helps")),
        "hurts": list(_effects(entry, "hurts")),
        "implements": list(getattr(entry, "implements", ())),
    }


def _whole(entry: "Entry") -> dict[str, object]:
    """Return all that an entry says; clauses as text with their reasons."""
    from dataclasses import asdict, fields  # noqa: PLC0415 - see _show

    from archkit.catalog import Example, KnownUse  # noqa: PLC0415 - same reason

    data: dict[str, object] = {}
    for name in [one.name for one in fields(entry) if one.name not in {"place", "replaces", "read_when"}]:
        value = getattr(entry, name)
        several = isinstance(value, tuple)
        data[name] = (
            [asdict(one) if isinstance(one, Example | KnownUse) else one for one in value]
            if several
            else value
        )
    when = getattr(entry, "when", None)
    if when is not None:
        gates = {
            gate: [{"text": str(each), "because": each.because} for each in getattr(when, gate)]
            for gate in ("consider", "adopt", "against")
        }
        data["when"] = {**gates, "yields_to": list(when.yields_to), "ask": when.ask}
    return {"category": _kind(entry), **data, "file": entry.place.file}


def _print_json(data: Mapping[str, object]) -> None:
    import json  # noqa: PLC0415 - text needs none

    print(json.dumps({"version": 1, **data}, indent=2, ensure_ascii=False))


COMMAND = Command(
    examples=(
        ("archkit catalog list", "every entry by its kind; * marks the core ones"),
        ("archkit catalog list --quality availability", "what helps and what hurts it, and how"),
        ("archkit catalog list --kind storage --tier core", "the kinds of storage to know first"),
        ("archkit catalog show saga", "the page of an entry"),
        ("archkit catalog check our-catalog", "what is wrong with a catalog of your own"),
    ),
    options=_options,
    run=_run,
)

"""Two states of a workspace become a page: what came, what went, what is different, and which verdicts turned."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import ndiff

from markupsafe import Markup, escape

from archkit.evaluate import Verdict, evaluate
from archkit.generators._site.here import Here
from archkit.generators._site.kinds import KINDS
from archkit.generators._site.names import Names
from archkit.generators._site.page import Page
from archkit.generators._site.shown import Row, badge, chip, rows
from archkit.generators._site.whole import Site
from archkit.model import SECTIONS, Item, Part, Requirements, Step, messages, name_from

_FLOWS = ("steps", "extensions")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is not as it was."""

    field: str
    before: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class Change:
    """An element that came, went, or is different."""

    what: Markup
    name: Markup
    differences: Sequence[Difference]


def changes(site: Site) -> Page | None:
    """Return the page; None where nobody asked for a comparison."""
    earlier = site.dossier.earlier
    if earlier is None:
        return None
    here = site.here("changes.md")
    then, now = earlier.requirements, site.requirements
    found = {
        (KINDS[section].title if section in KINDS else name_from(section)): list(
            _of(section, then, now, here)
        )
        for section in SECTIONS
    }
    values = {
        "since": site.dossier.since,
        "sections": {title: those for title, those in found.items() if those},
        "turned": list(_turned(site, then, here)),
    }
    return Page(here, "What changed", "changes", values, f"What is not as it was at {site.dossier.since}.")


def _of(section: str, then: Requirements, now: Requirements, here: Here) -> Iterator[Change]:
    before, after = then.section(section), now.section(section)
    for key, item in after.items():
        if key not in before:
            yield Change(chip("new", "good"), here.link(item.ref), ())
    for key, item in before.items():
        if key not in after:
            name = Markup('{} <code class="ak-id">{}</code>').format(item.label, item.id)
            yield Change(chip("gone", "bad"), name, ())
    for key, item in after.items():
        if key in before and (different := list(_differences(before[key], item, Names(then), here))):
            yield Change(chip("changed", "warm"), here.link(item.ref), different)


def _differences(before: Item, after: Item, then: Names, now: Here) -> Iterator[Difference]:
    fields = [
        name
        for name in type(after).model_fields
        if _said(getattr(before, name)) != _said(getattr(after, name))
    ]
    was = _rows(before, then, fields)
    became = _rows(after, now, fields)
    for label in dict.fromkeys([*was, *became]):
        yield Difference(
            label, _plain(was.get(label)), became[label].value if label in became else Markup("–")
        )
    if any(name in fields for name in _FLOWS):
        lines = [one for one in ndiff(list(_lines(before)), list(_lines(after))) if one[:1] in "+-"]
        gone = Markup("<br>").join(escape(one[2:]) for one in lines if one.startswith("-"))
        came = Markup("<br>").join(escape(one[2:]) for one in lines if one.startswith("+"))
        yield Difference("Flow", gone or Markup("–"), came or Markup("details of its steps"))


def _said(value: object) -> object:
    """Return what was written, without where it stands: a moved line is no change."""
    if isinstance(value, Part):
        return tuple((name, _said(getattr(value, name))) for name in type(value).model_fields)
    if isinstance(value, tuple):
        return tuple(map(_said, value))
    if isinstance(value, dict):
        return tuple((key, _said(one)) for key, one in value.items())
    return getattr(value, "text", value)


def _rows(item: Item, names: Names, fields: Sequence[str]) -> Mapping[str, Row]:
    skip = {name for name in type(item).model_fields if name not in fields or name in _FLOWS}
    return {row.label: row for row in rows(item, names, skip=skip)}


def _plain(row: Row | None) -> Markup:
    """Return a value of then without its links: what they led to may be gone."""
    return escape(row.value.replace("<br>", "; ").striptags()) if row else Markup("–")


def _lines(item: Item) -> Iterator[str]:
    """Yield the messages of a use case, a line each."""
    flows: list[tuple[Step, ...]] = [getattr(item, "steps", ())]
    flows += [one.steps for one in getattr(item, "extensions", ())]
    for flow in flows:
        for one in messages(flow):
            yield f"{one.source} {'→' if one.waits else '⇢'} {one.target}: {one.action or one.event}"


def _turned(site: Site, then: Requirements, here: Here) -> Iterator[tuple[Markup, str, Markup, Markup]]:
    """Yield measures whose verdict is another: whose, which, from what to what."""
    before: dict[tuple[object, str], Verdict] = {
        (one.target.owner.ref, one.target.measure.text): one.verdict
        for one in evaluate(then, site.dossier.catalog).results
    }
    for one in site.evaluation.results:
        was = before.get((one.target.owner.ref, one.target.measure.text))
        if was is not None and was is not one.verdict:
            yield here.link(one.target.owner.ref), one.target.measure.text, badge(was), badge(one.verdict)

"""A long or wide sequence chart becomes parts that can be read: few participants each, few messages each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from archkit.render.sequence.chart import (
    Chart,
    Close,
    Entry,
    Fragment,
    Message,
    Section,
    count_messages,
    involved,
)

MOST_PARTICIPANTS, MOST_MESSAGES = 8, 60
"""What one part may have."""

Fits = Callable[[Sequence[Entry]], bool]
"""Tells whether entries are few enough for one part."""


def phases(
    chart: Chart, most_participants: int = MOST_PARTICIPANTS, most_messages: int = MOST_MESSAGES
) -> tuple[Chart, ...]:
    """Split a chart where the fewest calls are open; one that is small enough stays as it is.

    Args:
        chart: Any chart.
        most_participants: How many may take part in a part; only a single step and its answer may go beyond.
        most_messages: How many arrows a part may have.

    Returns:
        The parts in their order; each shows those who take part in it only, and its activation bars are balanced.
    """
    if len(chart.participants) <= most_participants and count_messages(chart.entries) <= most_messages:
        return (chart,)

    def fits(entries: Sequence[Entry]) -> bool:
        return len(involved(entries)) <= most_participants and count_messages(entries) <= most_messages

    parts = [_balanced(group) for group in _groups(chart.entries, fits)]
    return tuple(
        replace(
            chart,
            participants=tuple(one for one in chart.participants if one.id in involved(part)),
            entries=part,
        )
        for part in parts
        if involved(part)
    )


def _groups(entries: Sequence[Entry], fits: Fits) -> Iterator[tuple[Entry, ...]]:
    """Yield the entries in groups that fit, cut where the fewest calls are open."""
    atoms = [piece for entry in entries for piece in _pieces(entry, fits)]
    while atoms:
        end = 1
        while end < len(atoms) and fits(atoms[: end + 1]):
            end += 1
        end = _best_cut(atoms, end)
        while end < len(atoms) and not _is_step(atoms[end]):
            end += 1
        yield tuple(atoms[:end])
        del atoms[:end]


def _pieces(entry: Entry, fits: Fits) -> Iterator[Entry]:
    """Yield an entry, or the parts of a frame that is too large, each in a frame of its own."""
    if not isinstance(entry, Fragment) or fits((entry,)):
        yield entry
        return
    continued = entry.continued
    for section in entry.sections:
        for group in _groups(section.items, fits):
            yield replace(entry, sections=(Section(section.condition, group),), continued=continued)
            continued = True


def _best_cut(atoms: list[Entry], end: int) -> int:
    """Return where to cut: as late as possible among the places of the later half where the fewest calls are open."""
    if end == len(atoms):
        return end
    depth, depths = 0, []
    for atom in atoms[:end]:
        depth += _opened(atom)
        depths.append(depth)
    places = range(max(1, end // 2), end + 1)
    return min(places, key=lambda place: (depths[place - 1], -place))


def _is_step(entry: Entry) -> bool:
    """Tell whether a part may begin with this entry: answers and ends of bars stay with what they end."""
    return not isinstance(entry, Close) and not (isinstance(entry, Message) and entry.kind == "reply")


def _opened(entry: Entry) -> int:
    if isinstance(entry, Message):
        return int(entry.opens) - int(entry.closes)
    return -1 if isinstance(entry, Close) else 0


def _balanced(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries without ends of bars that began elsewhere, and with an end for each that begins here.

    Fragments are balanced in themselves and stay as they are, but for those that were cut.
    """
    found: list[Entry] = []
    open_bars: list[str] = []
    for entry in entries:
        if isinstance(entry, Close):
            if entry.participant in open_bars:
                _forget(open_bars, entry.participant)
                found.append(entry)
        elif isinstance(entry, Message):
            if entry.opens:
                open_bars.append(entry.target)
            if entry.closes and entry.source not in open_bars:
                found.append(replace(entry, closes=False))
                continue
            if entry.closes:
                _forget(open_bars, entry.source)
            found.append(entry)
        elif isinstance(entry, Fragment):
            sections = tuple(Section(one.condition, _balanced(one.items)) for one in entry.sections)
            found.append(replace(entry, sections=sections))
        else:
            found.append(entry)
    return (*found, *(Close(participant) for participant in reversed(open_bars)))


def _forget(open_bars: list[str], participant: str) -> None:
    last = len(open_bars) - 1 - open_bars[::-1].index(participant)
    del open_bars[last]

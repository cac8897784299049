"""A sequence chart becomes shapes with places and wrapped texts, in pixels of a picture or in cells of a terminal.

One set of rules serves both: lifelines stand as far apart as the texts between them need, each entry gets rows of its
own, and so no text can lie on another.
"""

from collections.abc import Mapping
from dataclasses import replace
from math import ceil

from archkit.render._text import wrap
from archkit.render.sequence.chart import (
    Chart,
    Close,
    Entry,
    Fragment,
    Message,
    Note,
    Participant,
    involved,
    walk,
)
from archkit.render.sequence.shapes import Arrow, Bar, Box, Frame, Group, Head, Layout, Remark, Scale, Text


def lay_out(chart: Chart, scale: Scale, *, budgets: bool = True) -> Layout:
    """Place everything.

    Args:
        chart: What to draw; it has at least one participant.
        scale: The units.
        budgets: Whether the times beside the steps are wanted.
    """
    return _Composer(chart, scale, budgets=budgets).compose()


class _Composer:
    """Walks down the chart and keeps the height that is reached."""

    def __init__(self, chart: Chart, scale: Scale, *, budgets: bool) -> None:
        self.chart = chart
        self.scale = scale
        self.wants_budgets = budgets
        self.layout = Layout(chart, scale)
        self.column = {one.id: index for index, one in enumerate(chart.participants)}
        self.x = self._columns()
        self.y = 0.0
        self.open: dict[str, list[float]] = {one.id: [] for one in chart.participants}
        self.created: dict[str, float] = {}
        self.destroyed: dict[str, float] = {}
        self.limits: list[tuple[float, float]] = []

    def compose(self) -> Layout:
        layout, scale = self.layout, self.scale
        heads = [self._head(one) for one in self.chart.participants]
        has_groups = any(one.group for one in self.chart.participants)
        top = scale.group if has_groups else 0
        tallest = max(head.box.height for head in heads)
        self.y = top + tallest
        self.limits = [(self.x[0] - heads[0].box.width / 2, self.x[-1] + heads[-1].box.width / 2)]
        for entry in self.chart.entries:
            self._place(entry)
        foot = self.y + scale.before + scale.border
        for head in heads:
            created = self.created.get(head.participant.id)
            shift = top + tallest - head.box.height if created is None else created - head.box.height / 2
            layout.heads.append(
                replace(
                    head,
                    box=replace(head.box, y=head.box.y + shift),
                    text=replace(head.text, y=head.text.y + shift),
                    foot=self.destroyed.get(head.participant.id, foot),
                    destroyed=head.participant.id in self.destroyed,
                )
            )
        for identifier, tops in self.open.items():
            for depth, start in enumerate(tops):
                layout.bars.append(Bar(identifier, self.x[self.column[identifier]], start, foot, depth))
        self._groups(foot)
        self._finish(foot)
        return layout

    # -- across ---------------------------------------------------------------------------------------------------

    def _columns(self) -> list[float]:
        """Return the lifelines: as far apart as names and texts need."""
        scale, count = self.scale, len(self.column)
        halves = [self._head_size(one)[0] / 2 for one in self.chart.participants]
        gaps = [halves[i] + halves[i + 1] + scale.gap for i in range(count - 1)]
        for here, there in zip(range(count - 1), range(1, count), strict=True):
            if self.chart.participants[here].group != self.chart.participants[there].group:
                gaps[here] += scale.gap
        if not scale.overhang:
            needs = sorted(self._needs().items(), key=lambda pair: (pair[0][1] - pair[0][0], pair[0]))
            for (first, last), width in needs:
                missing = width - sum(gaps[first:last])
                for index in range(first, last):
                    gaps[index] += max(0.0, missing) / (last - first)
        found = [0.0]
        for gap in gaps:
            found.append(found[-1] + (ceil(gap) if scale.border else gap))
        return found

    def _needs(self) -> Mapping[tuple[int, int], float]:
        """Return how much room the texts between two lifelines want."""
        scale, needs = self.scale, dict[tuple[int, int], float]()
        for entry in walk(self.chart.entries):
            if not isinstance(entry, Message):
                continue
            first, last = sorted((self.column[entry.source], self.column[entry.target]))
            width = self._caption(entry, scale.text_width).width + 2 * scale.text_pad + 3 * scale.bar
            if entry.is_inside:
                last, width = first + 1, width + scale.turn[0]
            if last < len(self.column):
                needs[first, last] = max(width, needs.get((first, last), 0))
        return needs

    def _caption(self, message: Message, width: float) -> Text:
        big = wrap(message.caption, width, self.scale.measure)
        small = wrap(message.detail, width, self.scale.small, most=3) if message.detail else []
        widest = max([*map(self.scale.measure, big), *map(self.scale.small, small)])
        return Text((*big, *small), 0, 0, widest, small=len(small))

    def _height(self, text: Text) -> float:
        return (len(text.lines) - text.small) * self.scale.line + text.small * self.scale.small_line

    # -- heads ----------------------------------------------------------------------------------------------------

    def _head_size(self, participant: Participant) -> tuple[float, float, Text]:
        scale = self.scale
        big = wrap(participant.label, scale.name_width, scale.bold, most=4)
        small = wrap(participant.detail, scale.name_width, scale.small, most=2) if participant.detail else []
        widest = max([*map(scale.bold, big), *map(scale.small, small)])
        text = Text((*big, *small), 0, 0, widest, centred=True, small=len(small))
        figure = scale.figure if participant.kind in {"person", "timer"} else 0
        widest += scale.border * (1 - widest % 2)  # in cells a lifeline is in the middle of an odd width only
        return widest + 2 * scale.name_pad[0], self._height(text) + 2 * scale.name_pad[1] + figure, text

    def _head(self, participant: Participant) -> Head:
        width, height, text = self._head_size(participant)
        x = self.x[self.column[participant.id]]
        top = height - self._height(text) - self.scale.name_pad[1]
        return Head(participant, Box(x - width / 2, 0, width, height), replace(text, x=x, y=top), 0)

    # -- entries --------------------------------------------------------------------------------------------------

    def _place(self, entry: Entry) -> None:
        if isinstance(entry, Message):
            self._message(entry)
        elif isinstance(entry, Close):
            self._close(entry.participant, self.y)
        elif isinstance(entry, Note):
            self._note(entry)
        else:
            self._fragment(entry)

    def _message(self, message: Message) -> None:
        scale = self.scale
        source, target = self.x[self.column[message.source]], self.x[self.column[message.target]]
        low, high = self.limits[-1]
        if message.is_inside:
            start = source + self._edge(message.source)
            room = high - start - scale.turn[0] - scale.text_pad if scale.overhang else scale.text_width
            text = self._caption(message, max(room, 8 * scale.measure("m")))
            x = start + scale.turn[0] + scale.text_pad / 2
        else:
            room = abs(target - source) - 2 * scale.text_pad - 3 * scale.bar
            room = (
                max(room, min(high - low, scale.text_width))
                if scale.overhang
                else max(room, scale.text_width)
            )
            text = self._caption(message, room)
            x = (source + target) / 2 - text.width / 2
            if scale.overhang:
                x = max(low, min(x, high - text.width))
        self.y += scale.before
        text = replace(text, x=x, y=self.y)
        self.y += self._height(text)
        if message.is_inside:
            drop = max(scale.turn[1], self._height(text))
            top = text.y if scale.arrow else text.y + (self._height(text) - drop) / 2
            end = self.x[self.column[message.target]] + self._edge(message.target)
            self.layout.arrows.append(Arrow(message, end, end, top, text, drop - scale.arrow))
            self.y = max(self.y, top + drop) + scale.above_arrow
            middle = text.y
        else:
            self.y += scale.above_arrow
            self._arrow(message, text, source, target)
            middle = self.y
            self.y += scale.arrow
            if message.creates:
                self.y += self._head_size(self.chart.participants[self.column[message.target]])[1] / 2
        if message.budget and self.wants_budgets:
            top = middle - (0 if scale.arrow else scale.small_line / 2)
            self.layout.budgets.append(Text((message.budget,), 0, top, scale.small(message.budget), small=1))

    def _arrow(self, message: Message, text: Text, source: float, target: float) -> None:
        rightward = 1 if target > source else -1
        start = source + (self._edge(message.source, rightward) if self.open[message.source] else 0)
        if message.opens:
            self.open[message.target].append(self.y)
        end = target + (self._edge(message.target, -rightward) if self.open[message.target] else 0)
        if message.creates:
            width = self._head_size(self.chart.participants[self.column[message.target]])[0]
            end = target - rightward * width / 2
            self.created[message.target] = self.y
        if message.kind == "lost":
            end = source + (target - source) * 0.75
        if message.destroys:
            self.destroyed[message.target] = self.y
        if message.closes:
            self._close(message.source, self.y)
        self.layout.arrows.append(Arrow(message, start, end, self.y, text))

    def _edge(self, participant: str, direction: int = 1) -> float:
        """Return how far from the lifeline an arrow begins: at the edge of the bar, where there is one."""
        depth = len(self.open[participant])
        return direction * self.scale.bar + (depth - 1) * self.scale.bar if depth else 0

    def _close(self, participant: str, bottom: float) -> None:
        if self.open[participant]:
            depth = len(self.open[participant]) - 1
            top = self.open[participant].pop()
            least = self.scale.line if self.scale.bar else 0
            x = self.x[self.column[participant]]
            self.layout.bars.append(Bar(participant, x, top, max(bottom, top + least), depth))

    def _note(self, note: Note) -> None:
        scale = self.scale
        spots = sorted(self.x[self.column[one]] for one in note.over)
        low, high = self.limits[-1]
        span = spots[-1] - spots[0] + 2 * scale.frame_pad
        room = max(span, scale.text_width + 2 * scale.note_pad[0])
        if scale.overhang:
            room = min(room, high - low)
        lines = wrap(note.text, room - 2 * scale.note_pad[0], scale.measure)
        widest = max(map(scale.measure, lines))
        width = max(widest + 2 * scale.note_pad[0], span if len(spots) > 1 else 0)
        x = (spots[0] + spots[-1]) / 2 - width / 2
        if scale.overhang:
            x = max(low, min(x, high - width))
        height = len(lines) * scale.line + 2 * scale.note_pad[1]
        self.y += scale.before
        text = Text(tuple(lines), x + scale.note_pad[0], self.y + scale.note_pad[1], widest)
        self.layout.remarks.append(Remark(note, Box(x, self.y, width, height), text))
        self.y += height

    # -- frames ---------------------------------------------------------------------------------------------------

    def _fragment(self, fragment: Fragment) -> None:
        scale, depth = self.scale, len(self.limits) - 1
        left, right = self._extent(fragment)
        above, below_heading, above_bottom = scale.frame_space
        self.y += above
        top = self.y
        frame = Frame(fragment, Box(left, top, right - left, 0), 0, (), depth)
        tag_width = scale.bold(frame.word) + 2 * scale.tag_pad
        sections = []
        self.limits.append((left + scale.tag_pad, right - scale.tag_pad))
        index = len(self.layout.frames)
        for number, section in enumerate(fragment.sections):
            if number:
                self.y += above_bottom
            beside = tag_width if number == 0 else 0
            room = right - left - beside - 2 * scale.tag_pad
            lines = wrap(f"[{section.condition}]", room, scale.measure) if section.condition else []
            widest = max(map(scale.measure, lines), default=0)
            pad = 0 if scale.border else below_heading
            text = Text(tuple(lines), left + beside + scale.tag_pad, self.y + pad, widest)
            sections.append((self.y, text))
            least = 0 if number and not scale.border else 1
            self.y += max(least, len(lines)) * scale.line + pad
            for entry in section.items:
                self._place(entry)
        self.limits.pop()
        self.y += above_bottom
        box = replace(frame.box, height=self.y - top)
        self.y += scale.border
        self.layout.frames.insert(
            index, replace(frame, box=box, tag_width=tag_width, sections=tuple(sections))
        )

    def _extent(self, fragment: Fragment) -> tuple[float, float]:
        """Return the left and the right end of a frame: around the lifelines and the texts inside."""
        scale = self.scale
        spots = [self.x[self.column[one]] for one in involved((fragment,))]
        pad = scale.frame_pad * (1 + _levels(fragment))
        left, right = min(spots) - pad, max(spots) + pad
        for entry in walk((fragment,)):
            if isinstance(entry, Message) and entry.is_inside:
                text = self._caption(entry, scale.text_width)
                reach = (
                    self.x[self.column[entry.source]]
                    + scale.turn[0]
                    + text.width
                    + scale.text_pad
                    + 3 * scale.bar
                )
                right = max(right, reach + pad)
            elif isinstance(entry, Note):
                half = (scale.text_width / 2 + scale.note_pad[0]) if len(entry.over) == 1 else 0
                middle = [self.x[self.column[one]] for one in entry.over]
                wide = scale.measure(entry.text) / 2 + scale.note_pad[0]
                left = min(left, min(middle) - min(half, wide) - pad)
                right = max(right, max(middle) + min(half, wide) + pad)
        low, high = self.limits[-1]
        right = max(right, left + scale.frame_least)
        if scale.overhang:
            left, right = max(left, low - scale.tag_pad), min(right, high + scale.tag_pad)
            left = max(low - scale.tag_pad, min(left, right - scale.frame_least))
        return left, right

    # -- the whole ------------------------------------------------------------------------------------------------

    def _groups(self, foot: float) -> None:
        scale, layout = self.scale, self.layout
        if not scale.group:
            return
        runs: list[list[Head]] = []
        for head in layout.heads:
            if runs and runs[-1][0].participant.group == head.participant.group:
                runs[-1].append(head)
            else:
                runs.append([head])
        for run in runs:
            title = run[0].participant.group
            if title:
                left, right = run[0].box.x - scale.gap / 3, run[-1].box.right + scale.gap / 3
                lines = tuple(wrap(title, right - left - 2 * scale.tag_pad, scale.small, most=1))
                text = Text(lines, left + scale.tag_pad, scale.tag_pad / 2, scale.small(lines[0]), small=1)
                layout.groups.append(Group(text, Box(left, 0, right - left, foot)))

    def _finish(self, foot: float) -> None:
        """Set the size, and put the times in a column of their own."""
        layout, scale = self.layout, self.scale
        lefts = [head.box.x for head in layout.heads] + [frame.box.x for frame in layout.frames]
        rights = [head.box.right for head in layout.heads] + [frame.box.right for frame in layout.frames]
        rights += [arrow.text.x + arrow.text.width for arrow in layout.arrows]
        lefts += [arrow.text.x for arrow in layout.arrows]
        for boxes in (layout.remarks, layout.groups):
            lefts += [one.box.x for one in boxes]
            rights += [one.box.right for one in boxes]
        right = max(rights)
        if layout.budgets:
            column = right + scale.gap / 2
            top = min(head.box.bottom for head in layout.heads) - scale.small_line - scale.border
            layout.budgets.insert(0, Text(("Time",), 0, top, scale.small("Time"), small=1))
            layout.budgets = [replace(text, x=column) for text in layout.budgets]
            right = column + max(text.width for text in layout.budgets)
        layout.left = min(lefts) - scale.margin
        layout.width = right + scale.margin - layout.left
        layout.height = foot


def _levels(fragment: Fragment) -> int:
    """Return how many frames are nested inside."""
    inside = [
        entry for section in fragment.sections for entry in section.items if isinstance(entry, Fragment)
    ]
    return max((1 + _levels(one) for one in inside), default=0)

"""Sequence charts become one SVG: light and dark in one file, text that can be selected, no scripts, no fonts to load."""

from collections.abc import Callable, Sequence
from itertools import chain

from archkit.model import Ref
from archkit.render._text import BOLD, ems, wrap
from archkit.render._theme import FONT, Rules, style
from archkit.render._xml import element, number, xml_text
from archkit.render.sequence.chart import Chart, Message, walk
from archkit.render.sequence.layout import lay_out
from archkit.render.sequence.shapes import Arrow, Bar, Frame, Group, Head, Layout, Remark, Scale, Text

Href = Callable[[Ref], str | None]
"""Returns the address of an element's page, where there is one."""

_SIZE, _SMALL, _TITLE = 13, 11, 17
_HEADING, _PHASE, _FOOT = 34, 30, 26
"""Heights of the chart's title, of a phase's title and of the names below long lifelines."""
_LONG = 640
"""From this height on the names stand below the lifelines too."""
_LEAST_WIDTH = 420
_ROOT = "archkit-sequence"

PIXELS = Scale(
    measure=lambda text: ems(text) * _SIZE,
    small=lambda text: ems(text) * _SMALL,
    bold=lambda text: ems(text) * _SIZE * BOLD,
    line=16,
    small_line=14,
    margin=16,
    name_width=118,
    name_pad=(12, 8),
    figure=34,
    text_width=196,
    text_pad=10,
    gap=26,
    before=13,
    above_arrow=5,
    arrow=0,
    turn=(24, 18),
    frame_pad=17,
    frame_least=170,
    frame_space=(14, 3, 14),
    tag_pad=9,
    border=0,
    note_pad=(10, 6),
    bar=5,
    group=26,
)

_KINDS = ("person", "client", "service", "database", "broker", "system")
_DRAWN_AS = {"device": "client", "timer": "person"}
RULES: Rules = {
    "": {"font-family": FONT, "color-scheme": "light dark"},
    "text": {"fill": "ink", "font-size": f"{_SIZE}px"},
    ".paper": {"fill": "paper"},
    ".halo": {"stroke": "paper", "stroke-width": "5px", "stroke-linejoin": "round", "paint-order": "stroke"},
    ".small": {"fill": "muted", "font-size": f"{_SMALL}px"},
    ".title": {"font-size": f"{_TITLE}px", "font-weight": "bold"},
    ".name,.tag text": {"font-weight": "bold"},
    ".group": {"fill": "group-fill", "stroke": "line"},
    ".life": {"stroke": "line", "stroke-width": "1.3px", "stroke-dasharray": "5 4"},
    ".frame": {"fill": "none", "stroke": "frame-line", "stroke-width": "1.2px"},
    ".tag path": {"fill": "frame-fill", "stroke": "frame-line"},
    ".rule": {"stroke": "frame-line", "stroke-dasharray": "6 4"},
    ".note": {"fill": "note-fill", "stroke": "note-line"},
    ".call line,.call path": {"stroke": "ink", "fill": "none", "stroke-width": "1.5px"},
    ".event line,.event path": {"stroke": "event", "fill": "none", "stroke-width": "1.5px"},
    ".reply line,.reply path": {"stroke": "edge", "fill": "none", "stroke-width": "1.2px"},
    ".reply line": {"stroke-dasharray": "6 4"},
    ".lost line,.lost path": {"stroke": "bad", "fill": "none", "stroke-width": "1.5px"},
    ".call .head": {"fill": "ink"},
    ".reply text": {"fill": "muted"},
    ".condition": {"fill": "muted"},
    "a:hover text,a:focus text": {"text-decoration": "underline"},
    **{
        f".{kind}": {"fill": f"{kind}-fill", "stroke": f"{kind}-line", "stroke-width": "1.4px"}
        for kind in _KINDS
    },
}


def svg(charts: Sequence[Chart], href: Href | None = None) -> str:
    """Draw a chart, or the phases of one, below each other.

    Args:
        charts: One chart, or its phases; the first one's title and description are those of the picture.
        href: Where the pages of participants and operations are; an operation is asked for as a reference of kind
            ``operation`` with the id ``COMPONENT OPERATION``.

    Returns:
        A whole SVG file's text.
    """
    layouts = [lay_out(chart, PIXELS) for chart in charts]
    first, several = charts[0], len(charts) > 1
    width = max(_LEAST_WIDTH, *(layout.width for layout in layouts))
    margin = PIXELS.margin
    title = wrap(first.title, (width - 2 * margin) / _TITLE / BOLD, ems)
    y = margin
    parts = [_lines("title", title, margin, y, 20)]
    y += 20 * len(title) + _HEADING - 20
    for number_, layout in enumerate(layouts, start=1):
        if several:
            parts.append(
                _lines("name", [f"Part {number_} of {len(layouts)}: {_span(layout.chart)}"], margin, y, 16)
            )
            y += _PHASE
        shift = f"translate({number((width - layout.width) / 2 - layout.left)} {number(y)})"
        parts.append(element("g", _drawn(layout, href), transform=shift))
        y += layout.height + (_FOOT if layout.height > _LONG else 0) + (2 * margin if several else 0)
    height = y + margin
    body = "\n".join(
        [
            element("title", xml_text(first.title)),
            element("desc", xml_text(first.description or "A sequence diagram.")),
            element("style", style(RULES, _ROOT)),
            element("rect", class_="paper", width=width, height=height),
            *parts,
        ]
    )
    size = {
        "width": number(width),
        "height": number(height),
        "viewBox": f"0 0 {number(width)} {number(height)}",
    }
    root = element(
        "svg", f"\n{body}\n", xmlns="http://www.w3.org/2000/svg", class_=_ROOT, role="group", **size
    )
    return f"{root}\n"


def _span(chart: Chart) -> str:
    numbers = [entry.number for entry in _messages(chart) if entry.number is not None]
    return f"steps {numbers[0]} to {numbers[-1]}" if numbers else "remarks"


def _messages(chart: Chart) -> list[Message]:
    return [entry for entry in walk(chart.entries) if isinstance(entry, Message)]


def _drawn(layout: Layout, href: Href | None) -> str:
    """Return the shapes of a chart, from the back to the front."""
    link = href or (lambda _: None)
    repeats = layout.height > _LONG
    return "\n".join(
        chain(
            (_group(group, layout.height + (_FOOT if repeats else 8)) for group in layout.groups),
            (_lifeline(head) for head in layout.heads),
            (_frame(frame) for frame in layout.frames),
            (_bar(layout, bar) for bar in sorted(layout.bars, key=lambda bar: bar.depth)),
            (_tag(frame) for frame in layout.frames),
            (_arrow(layout, arrow, link) for arrow in layout.arrows),
            (_note(remark) for remark in layout.remarks),
            (_head(head, link) for head in layout.heads),
            (_foot(head) for head in layout.heads if repeats and not head.destroyed),
            (_text("small", text) for text in layout.budgets),
        )
    )


def _group(group: Group, height: float) -> str:
    box = group.box
    shape = element("rect", class_="group", x=box.x, y=box.y, width=box.width, height=height, rx=6)
    return shape + _text("small", group.title)


def _lifeline(head: Head) -> str:
    line = element("line", class_="life", x1=head.x, y1=head.box.bottom, x2=head.x, y2=head.foot)
    if not head.destroyed:
        return line
    cross = f"M{number(head.x - 7)} {number(head.foot - 7)}l14 14m0 -14l-14 14"
    return line + element("g", element("path", d=cross), class_="lost")


def _bar(layout: Layout, bar: Bar) -> str:
    kind = layout.chart.participant(bar.participant).kind
    half = PIXELS.bar
    x = bar.x + (bar.depth - 1) * half
    look = _DRAWN_AS.get(kind, kind)
    return element("rect", class_=look, x=x, y=bar.top, width=2 * half, height=bar.bottom - bar.top, rx=1.5)


def _head(head: Head, link: Href) -> str:
    kind = head.participant.kind
    look, box = _DRAWN_AS.get(kind, kind), head.box
    if kind in {"person", "timer"}:
        shape = _figure(head) if kind == "person" else _clock(head)
    elif kind == "database":
        shape = _cylinder(head)
    elif kind == "broker":
        shape = element(
            "rect", class_=look, x=box.x, y=box.y, width=box.width, height=box.height, rx=box.height / 2
        )
    else:
        shape = element("rect", class_=look, x=box.x, y=box.y, width=box.width, height=box.height, rx=3)
    drawn = shape + _text("name", head.text)
    target = link(head.participant.ref) if head.participant.ref else None
    if target:
        return element("a", drawn, href=target)
    return drawn


def _figure(head: Head) -> str:
    x, y = head.x, head.box.y
    body = f"M{number(x - 13)} {number(y + 34)}c0 -21 26 -21 26 0z"
    return element("path", class_="person", d=body) + element("circle", class_="person", cx=x, cy=y + 10, r=8)


def _clock(head: Head) -> str:
    x, y = head.x, head.box.y
    hands = element("path", class_="person", d=f"M{number(x)} {number(y + 9)}v9h7", style="fill:none")
    return element("circle", class_="person", cx=x, cy=y + 18, r=14) + hands


def _cylinder(head: Head) -> str:
    box = head.box
    left, top, bottom = number(box.x), number(box.y + 1), number(box.bottom)
    half = number(box.width / 2)
    outline = (
        f"M{left} {top}a{half} 5 0 0 1 {number(box.width)} 0V{bottom}a{half} 5 0 0 1 {number(-box.width)} 0z"
        f"M{left} {top}a{half} 5 0 0 0 {number(box.width)} 0"
    )
    return element("path", class_="database", d=outline)


def _foot(head: Head) -> str:
    label = wrap(head.participant.label, head.box.width + PIXELS.gap - 8, PIXELS.small, most=1)[0]
    return element("text", xml_text(label), class_="small", x=head.x, y=head.foot + 16, text_anchor="middle")


def _frame(frame: Frame) -> str:
    box = frame.box
    parts = [element("rect", class_="frame", x=box.x, y=box.y, width=box.width, height=box.height, rx=3)]
    parts += [
        element("line", class_="rule", x1=box.x, y1=y, x2=box.right, y2=y) for y, _ in frame.sections[1:]
    ]
    return "".join(parts)


def _tag(frame: Frame) -> str:
    """Return what kind of frame it is, in its corner, and the conditions of its sections."""
    box, height, cut = frame.box, 21, 7
    tag = (
        f"M{number(box.x)} {number(box.y)}h{number(frame.tag_width)}v{height - cut}l{-cut} {cut}"
        f"H{number(box.x)}z"
    )
    label = element("text", frame.word, x=box.x + PIXELS.tag_pad, y=box.y + 15)
    conditions = "".join(_text("condition halo", text) for _, text in frame.sections if text.lines)
    return element("g", element("path", d=tag) + label, class_="tag") + conditions


def _note(remark: Remark) -> str:
    box, fold = remark.box, 8
    outline = (
        f"M{number(box.x)} {number(box.y)}h{number(box.width - fold)}l{fold} {fold}v{number(box.height - fold)}"
        f"H{number(box.x)}zM{number(box.right - fold)} {number(box.y)}v{fold}h{fold}"
    )
    return element("path", class_="note", d=outline) + _text("", remark.text)


def _arrow(layout: Layout, arrow: Arrow, link: Href) -> str:
    message = arrow.message
    shape = _turn(arrow) if message.is_inside else _straight(arrow)
    reply = message.kind == "reply"
    drawn = shape + _text("small halo" if reply else "halo", arrow.text, middle=not message.is_inside)
    chart = layout.chart
    spoken = f"{chart.participant(message.source).label} to {chart.participant(message.target).label}: {message.caption}"
    target = link(message.ref) if message.ref else None
    if target:
        return element("a", element("g", drawn, class_=message.kind), href=target, aria_label=spoken)
    return element("g", drawn, class_=message.kind, role="img", aria_label=spoken)


def _straight(arrow: Arrow) -> str:
    toward = 1 if arrow.end > arrow.start else -1
    line = element("line", x1=arrow.start, y1=arrow.y, x2=arrow.end, y2=arrow.y)
    if arrow.message.kind == "lost":
        cross = f"M{number(arrow.end - 6)} {number(arrow.y - 6)}l12 12m0 -12l-12 12"
        return line + element("path", d=cross)
    return line + _point(arrow.end, arrow.y, toward, filled=arrow.message.kind == "call")


def _point(x: float, y: float, toward: int, *, filled: bool) -> str:
    back = -9 * toward
    shape = (
        f"M{number(x + back)} {number(y - 4.5)}L{number(x)} {number(y)}L{number(x + back)} {number(y + 4.5)}"
    )
    return element("path", class_="head" if filled else "", d=f"{shape}z" if filled else shape)


def _turn(arrow: Arrow) -> str:
    wide = PIXELS.turn[0] - 6
    path = f"M{number(arrow.start)} {number(arrow.y)}h{wide}v{number(arrow.drop)}h{-wide}"
    return element("path", d=path) + _point(
        arrow.end, arrow.y + arrow.drop, -1, filled=arrow.message.kind == "call"
    )


def _text(look: str, text: Text, *, middle: bool = False) -> str:
    """Return a text, its small lines in small letters; texts between lifelines stand around their middle."""
    big = len(text.lines) - text.small
    anchor = "middle" if text.centred or middle else ""
    x = text.x + text.width / 2 if middle else text.x
    parts, y = [], text.y
    for index, line in enumerate(text.lines):
        small = index >= big
        height = PIXELS.small_line if small else PIXELS.line
        classes = (
            " ".join(filter(None, ("small" if small else "", "halo" if "halo" in look else "")))
            if small
            else ""
        )
        end = " " if index + 1 < len(text.lines) else ""
        weight = "normal" if small and "name" in look else ""
        parts.append(
            element(
                "tspan", xml_text(line) + end, class_=classes, font_weight=weight, x=x, y=y + height * 0.78
            )
        )
        y += height
    return element("text", "".join(parts), class_=look, text_anchor=anchor)


def _lines(look: str, lines: Sequence[str], x: float, y: float, height: float) -> str:
    spans = "".join(
        element("tspan", xml_text(line), x=x, y=y + height * (index + 0.78))
        for index, line in enumerate(lines)
    )
    return element("text", spans, class_=look)

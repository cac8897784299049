"""A structure diagram becomes an SVG: drawn by the engine, then given a title, a legend, links and dark colours."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

from archkit.model import Ref
from archkit.render._graphviz import draw
from archkit.render._text import BOLD, clean, ems, wrap
from archkit.render._theme import COLOURS, DARK, FONT, LIGHT, Rules, colour, style
from archkit.render._xml import element, number, xml_text
from archkit.render.structure.dot import dot
from archkit.render.structure.graph import Graph

Href = Callable[[Ref], str | None]

_SIZE = re.compile(r'<svg width="([\d.]+)pt" height="([\d.]+)pt"[^>]*>')
_THING = re.compile(r'<g id="([^"]+)" class="(node|edge|cluster|graph)">\s*<title>[^<]*</title>')
_MARGIN, _TITLE, _LEGEND_ROW = 16, 17, 22
_LEAST_WIDTH = 360
_ROOT = "archkit-structure"
_RULES: Rules = {
    "": {"font-family": FONT, "color-scheme": "light dark"},
    "text": {"font-family": FONT},
    ".paper": {"fill": "paper"},
    ".title": {"fill": "ink", "font-size": f"{_TITLE}px", "font-weight": "bold"},
    ".edge text": {
        "stroke": "paper",
        "stroke-width": "4px",
        "stroke-linejoin": "round",
        "paint-order": "stroke",
    },
    ".legend": {"fill": "muted", "font-size": "11px"},
    "a:hover text,a:focus text": {"text-decoration": "underline"},
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn diagram, or why there is none."""

    svg: str
    """Empty where no engine drew it."""
    problem: str = ""
    """Why there is none, with the way out; or what the engine complained about."""


def structure_svg(graph: Graph, href: Href | None = None) -> Picture:
    """Draw a structure diagram.

    Args:
        graph: What to draw.
        href: Where the pages of elements are.

    Returns:
        The picture, the same on every machine; without one the problem says what to install.
    """
    drawing = draw(dot(graph))
    found = _SIZE.search(drawing.svg)
    if found is None:
        return Picture("", drawing.problem)
    width, height = float(found[1]), float(found[2])
    inner = drawing.svg[found.end() : drawing.svg.rindex("</svg>")]
    inner = _named(inner, graph, href or (lambda _: None))
    legend, legend_width, legend_height = _legend(graph, max(width, _LEAST_WIDTH))
    total = max(width, legend_width, _LEAST_WIDTH) + 2 * _MARGIN
    title = wrap(graph.title, (total - 2 * _MARGIN) / _TITLE / BOLD, ems)
    top = _MARGIN + 22 * len(title) + 8
    bottom = top + height + 10
    size = number(bottom + legend_height + _MARGIN)
    spans = "".join(
        element("tspan", xml_text(line), x=_MARGIN, y=_MARGIN + 22 * index + 15)
        for index, line in enumerate(title)
    )
    body = "\n".join(
        [
            element("title", xml_text(clean(graph.title))),
            element("desc", xml_text(clean(graph.description))),
            element("style", f"{style(_RULES, _ROOT)}{_dark(inner + legend)}"),
            element("rect", class_="paper", width=total, height=size),
            element("text", spans, class_="title"),
            element("g", inner, transform=f"translate({number((total - width) / 2)} {number(top)})"),
            element("g", legend, transform=f"translate({_MARGIN} {number(bottom)})") if legend else "",
        ]
    )
    words = f'width="{number(total)}" height="{size}" viewBox="0 0 {number(total)} {size}"'
    root = f'<svg xmlns="http://www.w3.org/2000/svg" class="{_ROOT}" role="group" {words}>'
    return Picture(f"{root}\n{body}\n</svg>\n", drawing.problem)


def _named(inner: str, graph: Graph, href: Href) -> str:
    """Give each thing of the picture a name that people understand, and a link where it has a page."""
    nodes = {f"{graph.name}-{one.id}": one for one in graph.nodes}
    labels = {one.id: one.label for one in graph.nodes}
    edges = {f"{graph.name}-edge-{index}": one for index, one in enumerate(graph.edges)}

    def name(match: re.Match[str]) -> str:
        identifier, kind = unescape(match[1]), match[2]
        if identifier in nodes:
            words = ", ".join(filter(None, (nodes[identifier].label, *nodes[identifier].lines)))
            said = xml_text(clean(words))
            return f'<g id="{identifier}" class="node" role="group" aria-label="{said}">'
        if identifier in edges:
            edge = edges[identifier]
            said = f"{labels[edge.source]} to {labels[edge.target]}"
            said += f": {edge.label}" if edge.label else ""
            return f'<g class="edge" role="img" aria-label="{xml_text(clean(said))}">'
        return f'<g class="{kind}">'

    named = _THING.sub(name, inner)
    for identifier, node in nodes.items():
        target = href(node.ref) if node.ref else None
        if target:
            begin = f'<g id="{identifier}" class="node"'
            start = named.index(begin)
            end = named.index("</g>", start) + len("</g>")
            thing = named[start:end]
            named = f'{named[:start]}<a href="{xml_text(target)}">{thing}</a>{named[end:]}'
    return re.sub(r' id="[^"]*"', "", named)


def _dark(drawn: str) -> str:
    """Return the dark colour of each light one that the drawing has in its attributes."""
    rules = []
    for light, dark in {pair[LIGHT]: pair[DARK] for pair in COLOURS.values()}.items():
        rules += [
            f'.{_ROOT} [{what}="{light}"]{{{what}:{dark}}}'
            for what in ("fill", "stroke")
            if f'{what}="{light}"' in drawn
        ]
    return f"@media (prefers-color-scheme: dark){{{''.join(rules)}}}"


def _legend(graph: Graph, width: float) -> tuple[str, float, float]:
    """Return a row, or several, of samples with their words, and its size."""
    x, y, widest, parts = 0.0, 0.0, 0.0, []
    for look, words in graph.legend:
        wide = 44 + ems(words) * 11 + 18
        if x and x + wide > width:
            x, y = 0.0, y + _LEGEND_ROW
        parts.append(_sample(look, x, y))
        parts.append(element("text", xml_text(words), class_="legend", x=x + 36, y=y + 13))
        x += wide
        widest = max(widest, x)
    return "".join(parts), widest, y + _LEGEND_ROW if parts else 0


def _sample(look: str, x: float, y: float) -> str:
    if look in {"call", "event", "one", "many", "plain"}:
        ink = colour("event" if look == "event" else "edge")
        dashes = "5 3" if look == "event" else ""
        line = element("line", x1=x, y1=y + 9, x2=x + 28, y2=y + 9, stroke=ink, stroke_dasharray=dashes)
        marks = {
            "one": f"M{number(x + 24)} {number(y + 4)}v10",
            "many": f"M{number(x + 20)} {number(y + 9)}l8 -5m-8 5l8 5",
        }
        shape = marks.get(look, f"M{number(x + 21)} {number(y + 5)}l7 4l-7 4")
        return line + element("path", d=shape, stroke=ink, fill=ink if look in {"call", "plain"} else "none")
    framed = look in {"good", "warm", "bad"}
    fill = colour("paper") if framed else colour(f"{look}-fill")
    line_ = colour(look) if framed else colour(f"{look}-line")
    corner = 6 if look in {"person", "broker"} else 0
    dashes = "4 2" if look == "system" else ""
    return element(
        "rect", x=x, y=y + 2, width=28, height=14, rx=corner, fill=fill, stroke=line_, stroke_dasharray=dashes
    )

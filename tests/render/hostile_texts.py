"""Texts that a tool could take for its own syntax, and charts and graphs made of them."""

from archkit.render._text import clean
from archkit.render.sequence import Chart, Fragment, Message, Note, Participant, Section
from archkit.render.structure import Cluster, Edge, Graph, Node

HOSTILE = [
    "a;b # c \"quoted\" 'single' [b] {c} (d) & e",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "%% {%init} %date() %n $$x$$ $y !z",
    '%%{init: {"theme":"dark"}}%%',
    "back\\slash \\n \\t end",
    "`tick` ~tilde~ ~~wave~~",
    '**bold** __under__ //it// --strike-- ""mono""',
    "[[http://x y]] ==h== <<s>> <b>x</b> <U+0041> <:smile:> &#65; &lt;",
    "end",
    "wrap:this",
    "nowrap: that",
    "# head",
    "* item",
    "|table|",
    "-- x",
    "@enduml",
    "!include /etc/passwd",
    "' comment",
    "/' block '/",
    "<color:red>x</color>",
    "{{json}}",
    "1/2 // 3",
    "ends with \\",
    "a->b: c",
    "שלום עולם",
    "مرحبا بالعالم",
    "👨\u200d👩\u200d👧 🇩🇪 日本語",
    "two\nlines\tand a tab",
    "x" * 300,
    "word " * 60,
    "turned \u202e around",
    "bell \x07 and null \x00",
]


def chart() -> Chart:
    """Return a chart with every hostile text in a message, and some everywhere else."""
    messages = tuple(
        Message("a", "b", clean(text), number=index + 1, opens=True)
        if index % 2 == 0
        else Message("b", "a", clean(text), "reply", closes=True)
        for index, text in enumerate(HOSTILE)
    )
    fragment = Fragment(
        "alt",
        (
            Section('if; # "x" <b> [y]', (Message("a", "b", "in"),)),
            Section("else: ; %%", (Message("b", "a", "in"),)),
        ),
    )
    return Chart(
        'T; # "t" <b> %date()',
        "d <&>",
        (
            Participant("a", 'A; # "q" <b>x</b> **n**', "person"),
            Participant("b", "B [x] {y} \\n", "database", 'Box "b" ; # <i>', 'tech; "x" #'),
        ),
        (*messages, fragment, Note('note; # "x" \\n <b>', ("a", "b"))),
    )


def graph() -> Graph:
    """Return a graph with every hostile text on a node and on an edge."""
    nodes = tuple(
        Node(f"n{index}", text, lines=(text,), cluster="c" if index % 2 else "")
        for index, text in enumerate(HOSTILE)
    )
    edges = tuple(Edge(f"n{index}", f"n{index + 1}", text) for index, text in enumerate(HOSTILE[:-1]))
    return Graph("hostile", 'T; # "t" <b>', "d <&>", nodes, edges, (Cluster("c", 'C "x" ; <b>'),))

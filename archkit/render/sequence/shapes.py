"""What a drawn sequence chart consists of: boxes, texts and arrows with their places, and the scale that they are in."""

from dataclasses import dataclass, field

from archkit.render._text import Measure
from archkit.render.sequence.chart import Chart, Fragment, Message, Note, Participant


@dataclass(frozen=True, slots=True)
class Scale:
    """The units of a drawing and the distances in it."""

    measure: Measure
    """Width of a text."""
    small: Measure
    """Width of a text in small letters."""
    bold: Measure
    """Width of a participant's name."""
    line: float
    """Height of a line of text."""
    small_line: float
    """Height of a line of small letters."""
    margin: float
    """Free space around the whole chart."""
    name_width: float
    """How wide a participant's name may be before it is broken."""
    name_pad: tuple[float, float]
    """Space beside and above a participant's name."""
    figure: float
    """Height of the figure of a person above the name."""
    text_width: float
    """How wide a message's text may be before it is broken, where the arrow does not make more room."""
    text_pad: float
    """Space between a text and the lifelines on both sides."""
    gap: float
    """The least space between two participants' boxes."""
    before: float
    """Space above a message's text."""
    above_arrow: float
    """Space between a message's text and its arrow."""
    arrow: float
    """Height of an arrow."""
    turn: tuple[float, float]
    """Width and height of the arrow of work inside a participant."""
    frame_pad: float
    """Space between a frame and the lifelines inside, and between two frames."""
    frame_least: float
    """The least width of a frame."""
    frame_space: tuple[float, float, float]
    """Space above a frame, below its heading, and above its bottom line."""
    tag_pad: float
    """Space beside the kind of a frame and beside its condition."""
    border: float
    """Height of a box's line on its own: none in a picture, a row in a terminal."""
    note_pad: tuple[float, float]
    """Space beside and above the text of a note."""
    bar: float
    """Half the width of an activation bar, and how far nested ones are set off."""
    group: float
    """Height of the title of a group."""
    overhang: bool = False
    """Whether a text may be wider than its arrow; then participants stand closer than texts are wide."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right end."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower end."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text with their place; ``x`` is their left end or their middle."""

    lines: tuple[str, ...]
    x: float
    y: float
    """The upper end of the first line."""
    width: float
    """Of the widest line."""
    centred: bool = False
    small: int = 0
    """How many of the lines, from the last, are in small letters."""


@dataclass(frozen=True, slots=True)
class Head:
    """A participant at the upper end of its lifeline."""

    participant: Participant
    box: Box
    text: Text
    foot: float
    """Where the lifeline ends."""
    destroyed: bool = False

    @property
    def x(self) -> float:
        """The lifeline."""
        return self.box.x + self.box.width / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A message with its ends."""

    message: Message
    start: float
    end: float
    y: float
    text: Text
    drop: float = 0
    """How far the arrow of work inside a participant goes down."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An activation bar."""

    participant: str
    x: float
    top: float
    bottom: float
    depth: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A fragment's frame; each section has the height of its line, and its condition."""

    fragment: Fragment
    box: Box
    tag_width: float
    sections: tuple[tuple[float, Text], ...]
    depth: int

    @property
    def word(self) -> str:
        """What stands in its corner."""
        return f"{self.fragment.kind} (continued)" if self.fragment.continued else self.fragment.kind


@dataclass(frozen=True, slots=True)
class Remark:
    """A note."""

    note: Note
    box: Box
    text: Text


@dataclass(frozen=True, slots=True)
class Group:
    """A box around participants of one group."""

    title: Text
    box: Box


@dataclass(slots=True)
class Layout:
    """All shapes of a chart."""

    chart: Chart
    scale: Scale
    left: float = 0
    """The left edge; shapes may have negative places."""
    width: float = 0
    height: float = 0
    heads: list[Head] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    budgets: list[Text] = field(default_factory=list)

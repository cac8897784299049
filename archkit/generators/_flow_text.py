"""A flow becomes a nested list in Markdown: what happens, in order, with fragments as indented lists."""

from collections.abc import Iterator

from archkit.generators._markdown import code, plain
from archkit.generators._site_view import Names
from archkit.model import Message, Note, Ref, Step
from archkit.model.links import PARTICIPANT

_WORDS = {
    "Alt": "If",
    "Opt": "Possibly",
    "Loop": "Repeat",
    "Critical": "Without interruption",
    "Par": "At the same time",
}
"""Kind of fragment to how a reader wants it called."""


def flow_lines(steps: tuple[Step, ...], names: Names, depth: int = 0) -> Iterator[str]:
    """Yield the lines of the list.

    Args:
        steps: The flow.
        names: Knows the pages of participants.
        depth: How deep the list is nested, in levels of four blanks.
    """
    indent = "    " * depth
    for step in steps:
        if isinstance(step, Message):
            yield f"{indent}1. {_message(step, names)}"
        elif isinstance(step, Note):
            yield f"{indent}1. *{plain(step.note)}*"
        else:
            word = _WORDS[type(step).__name__]
            for index, branch in enumerate(step.inner()):
                opening = word if index == 0 else ("and" if word.startswith("At") else "Otherwise")
                condition = f": {plain(branch.when)}" if branch.when else ""
                share = f" ({plain(branch.share.text)})" if branch.share else ""
                yield f"{indent}1. **{opening}**{condition}{share}"
                yield from flow_lines(branch.steps, names, depth + 1)


def _message(message: Message, names: Names) -> str:
    source, target = (names.link(Ref(PARTICIPANT, one)) for one in (message.source, message.target))
    arrow = "→" if message.waits else "⇢"
    who = source if message.source == message.target else f"{source} {arrow} {target}"
    details = [f"`{code(message.operation)}`"] if message.operation else []
    details += [plain(f"event {message.event}")] if message.event else []
    details += [plain(f"with {', '.join(message.data)}")] if message.data else []
    details += [plain(f"returns {', '.join(message.returns)}")] if message.returns else []
    more = f"<br><small>{'; '.join(details)}</small>" if details else ""
    return f"{who}: {plain(message.action) or '–'}{more}"

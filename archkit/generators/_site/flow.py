"""A flow becomes a nested list: what happens, in order, who tells whom, and what goes along."""

from markupsafe import Markup, escape

from archkit.generators._site.names import Names
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


def flow_list(steps: tuple[Step, ...], names: Names) -> Markup:
    """Return the steps of a flow as an ordered list; fragments are items with a list inside."""
    items = Markup("\n").join(Markup("<li{}>{}</li>").format(*_step(step, names)) for step in steps)
    return Markup('<ol class="ak-flow">\n{}\n</ol>').format(items)


def _step(step: Step, names: Names) -> tuple[Markup, Markup]:
    if isinstance(step, Message):
        anchor = Markup(' id="step-{}"').format(step.id) if step.id else Markup()
        return anchor, _message(step, names)
    if isinstance(step, Note):
        return Markup(' class="ak-note"'), Markup("<p>{}</p>").format(step.note)
    word = _WORDS[type(step).__name__]
    out = Markup()
    for index, branch in enumerate(step.inner()):
        opening = word if index == 0 else ("And" if word.startswith("At") else "Otherwise")
        condition = Markup(" {}").format(branch.when) if branch.when else Markup()
        share = Markup(' <span class="ak-quiet">{}</span>').format(branch.share.text) if branch.share else ""
        out += Markup("<p><b>{}</b>{}{}</p>").format(opening, condition, share)
        out += flow_list(branch.steps, names)
    return Markup(' class="ak-fragment"'), out


def _message(message: Message, names: Names) -> Markup:
    source, target = (names.link(Ref(PARTICIPANT, one)) for one in (message.source, message.target))
    arrow, said = ("→", "asks") if message.waits else ("⇢", "tells")
    who = source
    if message.source != message.target:
        who = Markup('{} <span class="ak-arrow" role="img" aria-label="{}">{}</span> {}').format(
            source, said, arrow, target
        )
    details = [Markup("<code>{}</code>").format(message.operation)] if message.operation else []
    details += [Markup("event <b>{}</b>").format(message.event)] if message.event else []
    details += [escape(f"with {', '.join(message.data)}")] if message.data else []
    details += [escape(f"returns {', '.join(message.returns)}")] if message.returns else []
    details += [
        escape(f"{words} {value.text}")
        for words, value in (("within", message.timeout), ("takes", message.duration))
        if value
    ]
    more = (
        Markup('<small class="ak-details">{}</small>').format(Markup(" · ").join(details)) if details else ""
    )
    return Markup('<p>{} <span class="ak-who">{}</span></p>{}').format(message.action or "–", who, more)

"""Pages become Markdown: templates fill in what the views worked out, and escape it."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from archkit.generators._markdown import attribute, plain, prose, title
from archkit.generators._site.flow import flow_list
from archkit.generators._site.page import Page
from archkit.generators._site.results import because
from archkit.generators._site.shown import amount, badge, breakable, chip, figure, rows
from archkit.generators._site.whole import SEVERITY
from archkit.render import templates


def renderer(replaced: Mapping[str, str]) -> Callable[[Page], str]:
    """Return what turns a page into its Markdown.

    Args:
        replaced: A team's own templates by name.
    """
    environment = templates(replaced, html=True)
    environment.filters |= {
        "plain": lambda text: Markup(plain(text)),  # noqa: S704 - plain escapes for Markdown and HTML
        "prose": lambda text: Markup(prose(text)),  # noqa: S704 - prose lets no HTML through
        "attribute": lambda text: Markup(attribute(text)),  # noqa: S704 - attribute escapes for HTML
        "title": lambda text: Markup(title(text)),  # noqa: S704 - title escapes for HTML
        "amount": amount,
        "because": because,
        "breakable": breakable,
    }
    environment.globals |= {
        "badge": badge,
        "chip": chip,
        "figure": figure,
        "flow_list": flow_list,
        "rows": rows,
        "pressing": SEVERITY.index,
    }

    def render(page: Page) -> str:
        values: dict[str, Any] = {"page": page, "here": page.here, **page.values}
        return environment.get_template(f"site/{page.template}.md.j2").render(values)

    return render

"""All pages become one, for print and for PDF: headings one level deeper, links between pages become links inside it."""

import re
from collections.abc import Mapping, Sequence
from posixpath import dirname, join, normpath

from markupsafe import escape

from archkit.generators._site.page import Page

PATH = "everything.md"
MOST = 300
"""Up to so many elements the page is made without being asked for."""

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_CRUMBS = re.compile(r"<nav class=\"ak-crumbs\".*?</nav>", re.DOTALL)
_EYEBROW = re.compile(r'<p class="ak-eyebrow">.*?</p>')
_LEVEL = re.compile(r"<(/?)h([2-5])(?=[ >])")
_HEADING = re.compile(r"^(#{1,5}) (.*?)(?: \{ #([^\s{}]+) \})?[ \t]*$", re.MULTILINE)
_PICTURE = re.compile(r"(<svg .*?</svg>)", re.DOTALL)
_ID = re.compile(r' (id|aria-labelledby)="([^"]+)"')
_HREF = re.compile(r'href="([^"]*)"')
_LINK = re.compile(r"\]\(([^)\s]+)\.md(?:#([^)\s]*))?\)")


def one_page(title: str, pages: Sequence[tuple[Page, str]]) -> str:
    """Return the page that holds all others.

    Args:
        title: Of the whole.
        pages: Each page with its Markdown, in the order of reading.
    """
    keys = {page.path: _key(page.path) for page, _ in pages}
    parts = [_contents(title, [page for page, _ in pages])]
    parts += [_inside(page, text, keys) for page, text in pages]
    return "\n\n".join(parts)


def _key(path: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", path.removesuffix(".md").casefold()).strip("-")


def _contents(title: str, pages: Sequence[Page]) -> str:
    entries = [
        f'<li class="ak-level-{page.path.count("/") + (not page.path.endswith("index.md"))}">'
        f'<a href="#{_key(page.path)}">{escape(page.title)}</a></li>'
        for page in pages
        if page.path.count("/") == 0 or page.path.endswith("/index.md")
    ]
    front = "---\ntitle: On one page\nhide: [navigation, toc]\nsearch:\n  exclude: true\n---\n"
    return (
        f'{front}\n# {title} {{ #everything }}\n\n<ol class="ak-contents">\n' + "\n".join(entries) + "\n</ol>"
    )


def _inside(page: Page, text: str, keys: Mapping[str, str]) -> str:
    key, folder = keys[page.path], dirname(page.path)

    def heading(match: re.Match[str]) -> str:
        marks, words, anchor = match.groups()
        if not anchor:
            return f"#{marks} {words}"  # of a long text of the team
        own = key if anchor == "top" else f"{key}--{anchor}"
        level = len(marks) + 1
        return f'<h{level} id="{own}">{words}</h{level}>'  # as HTML, so that it stays out of the table of contents

    def href(match: re.Match[str]) -> str:
        target, _, anchor = match[1].partition("#")
        if not target:
            return f'href="#{key}--{anchor}"' if anchor else match[0]
        path = normpath(join(folder, target)).removesuffix(".html") + ".md"
        return f'href="#{_anchor(keys, path, anchor)}"' if path in keys else match[0]

    def link(match: re.Match[str]) -> str:
        path = normpath(join(folder, f"{match[1]}.md"))
        return f"](#{_anchor(keys, path, match[2] or '')})" if path in keys else match[0]

    body = _EYEBROW.sub("", _CRUMBS.sub("", _FRONT.sub("", text)))
    parts = _PICTURE.split(body)
    for index in range(0, len(parts), 2):
        named = _ID.sub(lambda match: f' {match[1]}="{key}--{match[2]}"', parts[index])
        deeper = _LEVEL.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}", named)
        parts[index] = _LINK.sub(link, _HEADING.sub(heading, deeper))
    return '<div class="ak-page"></div>\n\n' + _HREF.sub(href, "".join(parts)).strip()


def _anchor(keys: Mapping[str, str], path: str, anchor: str) -> str:
    return f"{keys[path]}--{anchor}" if anchor and anchor != "top" else keys[path]

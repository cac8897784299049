"""A stranger's pull request: whatever stands in the files, every command ends in words, and what is written can be read.

Texts are replaced by what ends a string, a comment or a tag in some format; values by values of another kind and size.
The seeds are fixed, so that a failure can be repeated.
"""

import json
import random
import tomllib
import xml.dom.minidom
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from archkit.workspace import Workspace

EXAMPLE = Path(__file__).parent.parent / "examples" / "small-clinic"
TEXTS = (
    *(
        '"',
        "'",
        "\\",
        '"""',
        "'''",
        "*/",
        "-->",
        "]]>",
        "%>",
        "<!--",
        "`",
        "|",
        "a|b",
        "&",
        "<b>",
        "</svg>",
        "</title>",
    ),
    *(
        "{{ 7*7 }}",
        "{% include '/etc/passwd' %}",
        "{#",
        "${x}",
        "$(id)",
        "%s",
        "{0}",
        "__import__('os')",
        "class",
        "None",
    ),
    *(
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "# heading",
        "- item",
        "---",
        "```\ncode",
        "> quote",
    ),
    *(
        "end",
        "end note",
        "@enduml",
        "!include /etc/passwd",
        "%%{init: {}}%%",
        "participant x",
        ";",
        "subgraph",
        "digraph",
    ),
    *(
        "../../etc/passwd",
        "con",
        "a\nb: c",
        "a\r\nb",
        "\t",
        "\0",
        "\x1b[31m",
        "\x85",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\uffff",
    ),
    *(
        "yes",
        "null",
        "~",
        "1e3",
        "2026-01-01",
        "&anchor",
        "*alias",
        "!!python/object/apply:os.system ['id']",
        ": x",
        "",
        " ",
    ),
    *(
        "GET /{a}/{b}",
        "POST /",
        "GET /{",
        'syntax = "proto3";',
        "type Query",
        "__typename",
        "日本語",
        "x" * 300,
    ),
)
VALUES: tuple[Any, ...] = (
    *(
        "0",
        "0/s",
        "0 ms",
        "100 %",
        "101 %",
        "999999999999/s",
        "1 ns",
        "1000000 y",
        "9" * 60,
        "1 y..1 s",
        "~0 %",
        "1 EUR",
        "-1",
    ),
    *(None, True, 0, 10**30, [], {}, [[]], {"a": {"b": []}}, ["x"] * 50, "use_case:x", "a -> b", "system"),
)
WRITTEN_IN_WORDS = {
    *(
        "name",
        "title",
        "description",
        "goal",
        "trigger",
        "outcome",
        "statement",
        "rationale",
        "summary",
        "notes",
        "action",
    ),
    *(
        "when",
        "alt",
        "opt",
        "loop",
        "note",
        "technology",
        "owner",
        "context",
        "decision",
        "consequences",
        "ask",
        "answer",
    ),
    *(
        "event",
        "channel",
        "operation",
        "fallback",
        "source",
        "stimulus",
        "response",
        "environment",
        "isolation",
        "data",
    ),
}


def hostile(value: Any, chance: random.Random, key: str = "") -> Any:
    """Return data in which texts are what a stranger makes of them; its shape and its ids stay."""
    if isinstance(value, dict):
        return {one: hostile(inner, chance, one) for one, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner, chance, key) for inner in value]
    said_by_people = key in WRITTEN_IN_WORDS or "->" in key or "~>" in key
    return " ".join(chance.choices(TEXTS, k=chance.randint(1, 3))) if said_by_people else value


def displaced(value: Any, chance: random.Random) -> Any:
    """Return data in which some values are of another kind or size, and some keys are gone or twice."""
    if isinstance(value, dict):
        kept = {key: displaced(inner, chance) for key, inner in value.items() if chance.random() > 0.01}
        return kept | ({chance.choice(TEXTS): chance.choice(VALUES)} if chance.random() < 0.02 else {})
    if isinstance(value, list):
        return [displaced(inner, chance) for inner in value] * chance.choice((1,) * 30 + (0, 3))
    return chance.choice((*VALUES, *TEXTS)) if chance.random() < 0.03 else value


def written(folder: Path, change: Callable[[Any, random.Random], Any], seed: int) -> Path:
    """Write the example anew with its files changed."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for path in sorted(EXAMPLE.rglob("*.yaml")):
        if "build" in path.relative_to(EXAMPLE).parts:
            continue
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        target = folder / path.relative_to(EXAMPLE)
        target.parent.mkdir(parents=True, exist_ok=True)
        changed = change(data, chance)
        target.write_text(yaml.safe_dump(changed, allow_unicode=bool(seed % 2), sort_keys=False), "utf-8")
    return folder


def assert_ends_in_words(archkit: Any, root: Path, *words: str) -> str:
    call = archkit(words[0], root, *words[1:])
    assert call.status in {0, 1, 2}, call.err
    assert "Traceback" not in call.err
    assert "AK009" not in call.out
    assert call.status != 2 or "help:" in call.err
    return call.out


def assert_readable(path: str, data: bytes) -> None:
    """Let the reader of its format judge a file."""
    kind = path.rpartition(".")[2]
    text = data.decode("utf-8") if kind != "woff2" else ""
    match kind:
        case "py":
            compile(text, path, "exec", dont_inherit=True)
        case "json":
            json.loads(text)
        case "svg":
            xml.dom.minidom.parseString(data)  # noqa: S318 - what archkit wrote a moment ago
        case "toml":
            tomllib.loads(text)
        case "yaml" | "yml" if path != "mkdocs.yml":  # that one has tags of the site builder
            list(yaml.safe_load_all(text))


@pytest.mark.parametrize("seed", range(3))
def test_of_hostile_texts_every_file_that_is_made_can_be_read(seed: int, tmp_path, archkit) -> None:
    root = written(tmp_path / "ws", hostile, seed)
    for words in (["lint", "--no-cache"], ["walk"], ["evaluate"], ["recommend"]):
        out = assert_ends_in_words(archkit, root, *words)
        assert not [char for char in out if (char < " " and char != "\n") or char in "\x85\u2028\u202e"]
    artifacts = Workspace(root).artifacts()
    assert len(artifacts) > 50
    for artifact in artifacts:
        assert not artifact.path.startswith("/")
        assert ".." not in artifact.path.split("/")
        assert_readable(artifact.path, artifact.data)


@pytest.mark.parametrize("seed", range(100, 108))
def test_of_displaced_values_every_command_makes_words_or_files(seed: int, tmp_path, archkit) -> None:
    root = written(tmp_path / "ws", displaced, seed)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    form = ("json", "sarif", "gitlab")[seed % 3]
    if out := assert_ends_in_words(archkit, root, "lint", "--no-cache", "--select", "ALL", "--format", form):
        json.loads(out)
    for words in (["evaluate", "--format", "json"], ["recommend", "--format", "json"]):
        if out := assert_ends_in_words(archkit, root, *words):
            json.loads(out, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
    assert_ends_in_words(archkit, root, "lint", "--fix", "--diff", "--no-cache")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before

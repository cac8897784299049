"""``archkit explain``: show the page of a rule, a quality attribute or whatever else has a name."""

from argparse import ArgumentParser, Namespace

from archkit.cli._command import DONE, Command
from archkit.errors import UsageError


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="a rule's code or name, or a quality attribute")


def _run(arguments: Namespace) -> int:
    from archkit.catalog import Catalog  # noqa: PLC0415 - --help loads no catalog
    from archkit.model import did_you_mean  # noqa: PLC0415
    from archkit.rules import find_rule, rules  # noqa: PLC0415

    name: str = arguments.name
    catalog = Catalog()
    if rule := find_rule(name):
        print(
            f"# {rule.code} {rule.name} ({rule.severity.value})\n\n{rule.page.strip()}\n\nSource: {rule.source}"
        )
    elif term := catalog.quality_attribute(name):
        print(f"# {term.name} ({term.id})\n\n{term.definition.strip()}\n")
        print(f"Also called: {', '.join(term.synonyms)}\nMeasured as: {', '.join(term.metrics)}")
        if term.example:
            print(f"For example: {term.example}")
    else:
        near = did_you_mean(name, [*(rule.name for rule in rules()), *catalog.quality_attributes])
        hint = f"did you mean '{near}'?" if near else "archkit lint --list-rules shows every rule"
        raise UsageError(f"nothing here is called '{name}'", help=hint)
    return DONE


COMMAND = Command(
    examples=(
        ("archkit explain AK201", "a rule by its code"),
        ("archkit explain unmeasurable", "the same by its name"),
        ("archkit explain availability", "a quality attribute"),
    ),
    options=_options,
    run=_run,
)

"""Templates of a team run in a sandbox; what is wrong with one is told in a line, not with the inside of the engine."""

from typing import NoReturn

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from archkit.errors import UsageError

_FAULTS = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What running a template can end with."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Nothing can be reached from its templates but what is shown."""

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Raise what is told of an exception that ended a template.

        Raises:
            UsageError: The template is wrong.
        """
        try:
            super().handle_exception(source)
        except TemplateSyntaxError as error:
            where = f"{error.name or 'a template of yours'}:{error.lineno}"
            raise UsageError(
                f"{where}: {error.message}", help="mend it, or take it out of the folder of templates"
            ) from error
        except _FAULTS as error:
            raise UsageError(
                f"a template of yours failed: {error}",
                help="compare it with archkit's own of the same path, below the folder templates",
            ) from error

"""The pane of a step: what every step is given, and what it is told."""

from typing import TYPE_CHECKING

from textual.containers import Container

from archkit.diagnostics import Place
from archkit.session import Judgement, Session
from archkit.tui.steps._step import Step

if TYPE_CHECKING:
    from archkit.tui.app import ArchkitApp


class StepPane(Container):
    """The middle of the screen while a step is worked on.

    Given: ``self.step``; ``self.session`` (read with ``elements``, ``value``, ``find``); ``self.judgement`` (the newest
    result of the staircase, or None); ``self.shell`` with

    - ``shell.change(lambda session: session.set(place, value))``: the only way to change something. Several changes
      that belong together are one call. ``burst`` names the keystrokes that are undone together. Faults are shown.
      It returns a future with the result, and everything on the screen is told afterwards.
    - ``shell.go(place)``: show an element, or a field, in the step that edits it.
    - ``shell.beside(place, field)``: show help and findings of a field beside the pane.
    - ``shell.when_judged(lambda workspace: ...)``: do something with the workspace as it stands now. What is written from
      what archkit made of the files goes through it; ``self.judgement`` may be older and is for showing.
    - ``shell.want()``: run the staircase with the stages that this step names.

    Told: ``refreshed()`` after every change, whoever made it; ``judged(judgement)`` when the staircase came through;
    ``reveal(place)`` when somebody jumps to a place that this step edits; ``arrive()`` when the step comes to be shown.
    Overwrite what is needed. A pane focuses its first widget in ``arrive``.
    """

    def __init__(self, step: Step) -> None:
        super().__init__(id=f"step-{step.id}", classes="step-pane")
        self.step = step

    @property
    def shell(self) -> "ArchkitApp":
        """The application."""
        from archkit.tui.app import ArchkitApp  # noqa: PLC0415 - the application imports its panes

        app = self.app
        assert isinstance(app, ArchkitApp)  # noqa: S101 - panes live nowhere else
        return app

    @property
    def session(self) -> Session:
        """The editing session."""
        return self.shell.session

    @property
    def judgement(self) -> Judgement | None:
        """What the staircase made of the workspace last; it may be older than what is shown."""
        return self.shell.judgement

    def arrive(self) -> None:
        """Begin to be shown: take the keyboard."""

    def refreshed(self) -> None:
        """Show what the session has now."""

    def judged(self, judgement: Judgement) -> None:
        """Show what the staircase found."""

    def reveal(self, place: Place) -> None:
        """Show an element or a field."""

    def finish_typing(self) -> None:
        """Put what is being typed into the session: the pane is left, or the program ends."""

"""What the tests of evaluating share: a workspace made from a few lines, judged."""

from collections.abc import Callable
from pathlib import Path

import pytest

from archkit.evaluate import Evaluation, Result, WhatIf, evaluate
from archkit.model import Requirements
from archkit.read import read_workspace

Judge = Callable[..., Evaluation]


@pytest.fixture
def read(make_workspace: Callable[..., Path]) -> Callable[..., Requirements]:
    """Return a function that reads texts as a workspace; a text that is wrong fails the test."""

    def reading(content: str | dict[str, str], config: str = "archkit: 1\n") -> Requirements:
        found = read_workspace(make_workspace(content, config=config))
        assert not found.diagnostics, [one.message for one in found.diagnostics]
        return found.requirements

    return reading


@pytest.fixture
def judge(read: Callable[..., Requirements]) -> Judge:
    """Return a function that judges a workspace made from texts."""

    def judged(
        content: str | dict[str, str], question: WhatIf | None = None, config: str = "archkit: 1\n"
    ) -> Evaluation:
        return evaluate(read(content, config), question=question or WhatIf())

    return judged


@pytest.fixture
def only(judge: Judge) -> Callable[..., Result]:
    """Return a function that judges a workspace with one measure and returns its result."""

    def one(*args: object, **options: object) -> Result:
        evaluation = judge(*args, **options)
        assert len(evaluation.results) == 1, (evaluation.results, evaluation.not_computed)
        return evaluation.results[0]

    return one

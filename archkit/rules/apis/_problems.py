"""Extensions that say how an API tells of them, with the steps that they branch off from."""

from collections.abc import Iterator

from archkit.model import NO_PROBLEM, Message, Problem, UseCase
from archkit.rules import Subject


def stated_problems(subject: Subject) -> Iterator[tuple[UseCase, int, Problem, tuple[Message, ...]]]:
    """Yield each problem that is stated: whose, which extension, what, and the steps towards parts of this system.

    Not of extensions that name no step at all, nor of those that happen at somebody else's.
    """
    for use_case in subject.use_cases:
        for index, extension in enumerate(use_case.extensions):
            problem = extension.problem
            if problem is None or problem.status == NO_PROBLEM:
                continue
            from archkit.contracts import branches_off  # noqa: PLC0415 - only who states problems pays for contracts

            steps = tuple(
                message
                for message in use_case.messages()
                if branches_off(use_case, extension, (message,)) and _is_ours(subject, message)
            )
            if steps:
                yield use_case, index, problem, steps


def _is_ours(subject: Subject, message: Message) -> bool:
    component = subject.requirements.components.get(message.target)
    return component is not None and not component.is_external

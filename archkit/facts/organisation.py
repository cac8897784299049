"""Organisation, stage and tenancy become facts about who builds it, who runs it, and what it may cost."""

from archkit.facts._fact import Value, amount, no, number, unknown, word_fact, words, yes, yes_no
from archkit.facts._subject import Subject
from archkit.model import Dimension, Quantity

ONE_TEAM = 9
"""People who still agree by talking to each other; beyond that a team splits."""


@amount()
def engineers(subject: Subject) -> Value:
    """How many people build it."""
    count = subject.requirements.organisation.engineers
    if count is None:
        return unknown("organisation.engineers is not stated")
    return number(
        count, f"{count} engineers", [subject.requirements.config_place("organisation", "engineers")]
    )


@amount()
def teams(subject: Subject) -> Value:
    """How many teams build it: as said, else one where at most nine people do."""
    organisation = subject.requirements.organisation
    if organisation.team_count is not None:
        count = organisation.team_count
        place = subject.requirements.config_place("organisation", "teams")
        return number(count, f"{count} team{'s' * (count != 1)}", [place])
    if organisation.engineers is not None and organisation.engineers <= ONE_TEAM:
        place = subject.requirements.config_place("organisation", "engineers")
        return number(1, f"{organisation.engineers} engineers make one team", [place])
    return unknown("organisation.teams is not stated")


@yes_no
def one_team(subject: Subject) -> Value:
    """Whether a single team builds it: one team is stated, or at most nine engineers."""
    found = teams(subject)
    if not isinstance(found.known, float):
        return unknown(found.text)
    return yes(found.text, found.evidence) if found.known <= 1 else no(found.text, found.evidence)


@word_fact("none", "small", "platform-team")
def operations(subject: Subject) -> Value:
    """Who runs it: nobody of its own, a few people, or a platform team."""
    word = subject.requirements.organisation.operations
    if word is None:
        return unknown("organisation.operations is not stated")
    return words({word: [subject.requirements.config_place("organisation", "operations")]}, "")


@word_fact("prototype", "mvp", "growth", "mature")
def stage(subject: Subject) -> Value:
    """How far the system has come."""
    word = subject.requirements.system.stage
    if word is None:
        return unknown("system.stage is not stated")
    return words({word: [subject.requirements.config_place("system", "stage")]}, "")


@amount(Dimension.COUNT)
def tenants(subject: Subject) -> Value:
    """How many tenants share the system."""
    tenancy = subject.requirements.system.tenancy
    place = subject.requirements.config_place("system", "tenancy")
    if tenancy is None:
        return number(0, "no tenants share it", [])
    if tenancy.count is None:
        return unknown("system.tenancy.count is not stated", [place])
    return number(tenancy.count.high, f"{tenancy.count.text} tenants", [place])


@amount(Dimension.DURATION)
def lifetime(subject: Subject) -> Value:
    """How long the system has to live."""
    found = subject.requirements.system.lifetime
    if found is None:
        return unknown("system.lifetime is not stated")
    return number(
        found.high, f"a life of {found.text}", [subject.requirements.config_place("system", "lifetime")]
    )


@amount()
def monthly_budget(subject: Subject) -> Value:
    """What it may cost a month, in units of the budget's currency."""
    budget = subject.requirements.organisation.budget
    place = subject.requirements.config_place("organisation", "budget")
    if budget is None:
        return unknown("organisation.budget is not stated")
    if budget.dimension is not Dimension.MONEY_RATE:
        return unknown("organisation.budget is not per month or year", [place])
    return number(budget.high, f"{budget.text} at most", [place], guess=budget.guess)


@yes_no
def deadline_set(subject: Subject) -> Value:
    """Whether there is a day, or a stretch of time, by which it has to be there."""
    found = subject.requirements.organisation.deadline
    place = subject.requirements.config_place("organisation", "deadline")
    if found is None:
        return unknown("organisation.deadline is not stated")
    return yes(f"due {found.text if isinstance(found, Quantity) else found.isoformat()}", [place])


@word_fact()
def skills(subject: Subject) -> Value:
    """What the people know well, as the organisation states it, in small letters."""
    found = subject.requirements.organisation.skills
    place = subject.requirements.config_place("organisation", "skills")
    if not found:
        return unknown("organisation.skills is not stated")
    return words({skill.strip().lower(): [place] for skill in found}, "")

"""A canary is judged by what users like, or an A/B test is chosen for safety.

A canary asks whether the new version is broken: errors, latency, crashes, within minutes. An A/B test asks whether
users behave differently: conversion, retention, over days, with a group that is large enough. A canary that watches
clicks lets a broken version through, and an A/B test for availability keeps users on it for days. It is found where
everything that a canary watches is behaviour, and where a decision for `ab-testing` addresses nothing but demands on
availability, reliability or performance.

How to fix: watch errors and latency in the canary; compare behaviour in an A/B test of its own.

When to ignore: the technical figures are watched elsewhere for each release.

*Bad*

```yaml
components:
  app:
    kind: service
    deployment:
      strategy: canary
      share: 5 %
      watch: [conversion, clicks] # AK756
      watch_for: 30 min
      rollback: automatic
```

*Good*

```yaml
components:
  app:
    kind: service
    deployment:
      strategy: canary
      share: 5 %
      watch: [error rate, conversion]
      watch_for: 30 min
      rollback: automatic
```
"""

from collections.abc import Iterator

from archkit.catalog import WordList
from archkit.diagnostics import Severity
from archkit.model import Component, Decision
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK756",
    "canary-for-behaviour",
    Severity.INFO,
    "Google, Site Reliability Workbook (2018), chapter 16: canarying is not A/B testing",
    related=("canary-release", "ab-testing", "dark-launch"),
)
_SAFETY = {"availability", "reliability", "performance", "fault-tolerance", "recoverability"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find tests that answer another question than the one that is asked."""
    behaviour = subject.catalog.words("behaviour")
    for component in subject.requirements.components.values():
        if _asks_what_users_like(component, behaviour):
            yield Hit(
                component.at("deployment", "watch"),
                f"the canary of '{component.id}' watches only what users like, and a broken version would pass",
                help="watch errors and latency too; compare behaviour in an A/B test over days",
            )
    for decision in subject.decisions:
        if "ab-testing" in decision.patterns and _is_about_safety(decision, subject):
            yield Hit(
                decision.at("patterns"),
                f"'{decision.id}' chooses an A/B test for safety: what it addresses is about failures and speed",
                help="a canary finds a broken version within minutes: choose canary-release, or address what users do",
                words="ab-testing",
            )


def _asks_what_users_like(component: Component, behaviour: WordList) -> bool:
    deployment = component.deployment
    if component.is_external or deployment is None or deployment.strategy != "canary" or not deployment.watch:
        return False
    return all(next(behaviour.find(one), None) for one in deployment.watch)


def _is_about_safety(decision: Decision, subject: Subject) -> bool:
    if not decision.addresses or "canary-release" in decision.patterns:
        return False
    demands = subject.requirements.quality_attributes
    known = [demands.get(ref.id) if ref.kind == "quality_attribute" else None for ref in decision.addresses]
    return all(one is not None and one.attribute in _SAFETY for one in known)

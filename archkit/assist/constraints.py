"""A sentence that tells what is fixed already becomes a constraint, with its kind and what it chooses."""

from dataclasses import dataclass

from archkit.assist.language import Language, any_of
from archkit.catalog import Catalog
from archkit.model import suggest_id


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a sentence fixes."""

    kind: str
    """technical, business or legal."""
    name: str
    """What it is called in a word or two: a law, a product."""
    because: str
    choice: tuple[str, ...] = ()
    """What it chooses, as ids of the catalog."""
    external: bool | None = None
    """Whether it comes from outside, where the sentence tells."""


def fixed_by(sentence: str, words: Language, catalog: Catalog) -> Fixed | None:
    """Return what a sentence fixes; None where it fixes nothing."""
    return (
        _law(sentence, words)
        or _place(sentence, words, catalog)
        or _technology(sentence, words, catalog)
        or _business(sentence, words)
    )


def _law(sentence: str, words: Language) -> Fixed | None:
    proper = words["legal_proper"].search(sentence)
    if proper is None:
        return None
    law = next((found[0] for found in words["legal"].finditer(sentence) if found[0][:1].isupper()), proper[0])
    return Fixed("legal", law, f"'{proper[0]}' speaks of law", external=True)


def _place(sentence: str, words: Language, catalog: Catalog) -> Fixed | None:
    """Return where it has to run or data has to stay."""
    stays = words["residency"].search(sentence)
    duty = words["duty"].search(sentence)
    if stays and duty:
        return Fixed("legal", f"data {stays[0]}", f"'{stays[0]}' says where data has to stay", external=True)
    own = next(catalog.words("on_premises").find(sentence), None)
    if own:
        return Fixed("technical", own[0], f"'{own[0]}' says where it runs", ("on-premises",))
    return None


def _technology(sentence: str, words: Language, catalog: Catalog) -> Fixed | None:
    found = [name for name, _ in catalog.words("technology").find(sentence)]
    platforms = [name for name, _ in catalog.words("platform").find(sentence)]
    sign = words["must_use"].search(sentence)
    if sign and found:
        return Fixed("technical", found[0], f"'{sign[0]}' fixes {_and(found)}", tuple(map(suggest_id, found)))
    duty = words["duty"].search(sentence)
    runs = any_of(["run", "runs", "work", "works", "support", "supports", "available"]).search(sentence)
    if platforms and (duty or sign) and (runs or sign):
        return Fixed("technical", f"{platforms[0]} clients", f"{_and(platforms)} is what clients have")
    return None


def _business(sentence: str, words: Language) -> Fixed | None:
    due = words["deadline"].search(sentence)
    if due and words.pattern("date").search(sentence):
        return Fixed("business", "deadline", f"'{due[0]}' stands beside a date")
    sign = words["business"].search(sentence)
    if sign and any(char.isdigit() for char in sentence):
        return Fixed("business", sign[0], f"'{sign[0]}' is a limit of the business")
    contract = any_of(["contract with", "contract", "agreement with"]).search(sentence)
    if contract and words["duty"].search(sentence):
        return Fixed("business", "contract", f"'{contract[0]}' binds the team", external=True)
    return None


def _and(names: list[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"

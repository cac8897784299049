"""What contracts say that stands neither in flows nor in entities: where they are served, whom to ask, on which terms."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from archkit.contracts import camel, snake, words
from archkit.generators._openapi_text import plain
from archkit.generators._yaml import Data
from archkit.model import ApiOptions, Requirements

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~%/-]*)?")
"""An address that any tool takes."""
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document says that stands neither in flows nor in entities."""

    options: ApiOptions
    system: str
    """The name of the system."""
    domain: str
    """Where the APIs are served."""
    entities: Mapping[str, str]
    """What a record of each entity stands for, by the entity's name in words."""

    @classmethod
    def of(cls, requirements: Requirements) -> "Surroundings":
        """Return those of a workspace; a domain that cannot exist (RFC 2606) where none is stated."""
        options, system = requirements.config.generate.apis, requirements.system
        stated = options.domain.strip().lower()
        domain = stated if _DOMAIN.fullmatch(stated) else f"{words(system.id or 'system')}.example"
        entities = {words(one.id): one.description for one in requirements.entities.values()}
        return cls(options, system.label, domain, entities)

    @property
    def key(self) -> Callable[[str], str]:
        """What gives names their case."""
        return snake if self.options.naming == "snake_case" else camel

    def contact(self, owner: str) -> dict[str, Data]:
        """Return whom callers can ask: as stated, else the owner of a component, else the system's people."""
        stated, whom = self.options.contact, owner or self.system
        mail, page = (stated.email, stated.url) if stated else ("", "")
        return {
            "name": plain((stated.name if stated else "") or whom, 80),
            "url": page if WEB_ADDRESS.fullmatch(page) else f"https://{self.domain}/teams/{words(whom)}",
            "email": mail if _MAIL.fullmatch(mail) else f"{words(whom)}@{self.domain}",
        }

    def terms(self) -> dict[str, Data]:
        """Return the terms of use, as a licence."""
        stated = self.options.license
        name, url = (stated.name, stated.url) if stated else ("", "")
        address = url if WEB_ADDRESS.fullmatch(url) else f"https://{self.domain}/terms"
        return {"name": plain(name or "Terms of use", 80), "url": address}

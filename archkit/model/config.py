"""archkit.yaml: the system, the organisation around it, and how archkit is to work here."""

from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from archkit.model.fields import Count, Deadline, Duration, Flag, Money, Reference, Texts, Whole
from archkit.model.item import Part, name_from

SeverityWord = Literal["error", "warning", "info"]
Ruleset = Annotated[Literal["2026.1"], WithJsonSchema({"enum": ["2026.1", 2026.1]})]
"""The sets of recommended rules, by the release that brought them; every one stays available."""
Colour = Annotated[str, Field(pattern=r"^(#[0-9A-Fa-f]{6})?$")]
"""A colour in six hexadecimal digits."""


class Scope(Part):
    """What belongs to the system, and what does not."""

    in_: Texts = Field(default=(), alias="in")
    """What the system does."""
    out: Texts = ()
    """What it leaves to others."""


class Tenancy(Part):
    """Who shares the system."""

    tenant: Reference | None = None
    """Who a tenant is."""
    count: Count | None = None
    """How many tenants there are."""


class System(Part):
    """The system that is designed."""

    id: str = ""
    """A short name for links and files."""
    name: str = ""
    """What people call it."""
    summary: str = ""
    """What it is for, in Markdown."""
    stage: Literal["prototype", "mvp", "growth", "mature"] | None = None
    """How far it has come; sets what is worth asking."""
    scope: Scope | None = None
    """What belongs to it."""
    lifetime: Duration | None = None
    """How long it has to live."""
    tenancy: Tenancy | None = None
    """Who shares it."""
    notes: str = ""
    """Anything that has no field of its own, in Markdown."""
    tags: tuple[str, ...] = ()
    """Words of your own."""
    assumed: tuple[str, ...] = ()
    """Fields whose value is a guess so far."""

    @property
    def label(self) -> str:
        """The name, or one made from the id."""
        return self.name or (name_from(self.id) if self.id else "The system")


class Organisation(Part):
    """What shapes the architecture from outside."""

    engineers: Whole | None = None
    """How many people build it."""
    teams: Texts | None = None
    """Their teams by name, or how many."""
    skills: Texts = ()
    """What they know well."""
    operations: Literal["none", "small", "platform-team"] | None = None
    """Who runs it."""
    deadline: Deadline | None = None
    """When it has to be there: a date, or a duration from now."""
    budget: Money | None = None
    """What it may cost."""
    regions: Texts = ()
    """Where the organisation may run it."""
    notes: str = ""
    """Anything that has no field of its own, in Markdown."""
    assumed: tuple[str, ...] = ()
    """Fields whose value is a guess so far."""

    @property
    def team_count(self) -> int | None:
        """How many teams there are, when it is said."""
        if self.teams is None:
            return None
        if len(self.teams) == 1 and self.teams[0].isdigit():
            return int(self.teams[0])
        return len(self.teams)


class LintOptions(Part):
    """Which rules run here and how much they weigh."""

    select: Texts = ()
    """Codes, prefixes of codes, or names to run; ALL is every rule."""
    ruleset: Ruleset | None = None
    """The set of recommended rules that counts here, so that an upgrade turns none on; the newest when not given."""
    baseline: str = ""
    """The file of findings to live with, relative to archkit.yaml; archkit lint --write-baseline writes it."""
    ignore: Texts = ()
    """Codes, prefixes of codes, or names to leave out."""
    severity: dict[str, SeverityWord] = Field(default_factory=dict)
    """Code or name to the weight it has here."""
    fail_on: SeverityWord = "warning"
    """The weight from which on a run fails."""
    per_file_ignores: dict[str, Texts] = Field(default_factory=dict)
    """Pattern of files to the codes that do not count there."""


class Contact(Part):
    """Whom callers of the APIs can ask."""

    name: str = ""
    """A person, a team or a desk."""
    email: str = ""
    """Its mail address."""
    url: str = ""
    """Its web page."""


class License(Part):
    """Under which terms the APIs may be used."""

    name: str = ""
    """Its name."""
    url: str = ""
    """Its text."""


class ApiOptions(Part):
    """What contracts say beside what flows and entities tell."""

    domain: str = ""
    """Where the APIs are served: https://COMPONENT.DOMAIN/VERSION; a domain that cannot exist when not given."""
    naming: Literal["camelCase", "snake_case"] | None = None
    """The case of names in JSON; camelCase when not given."""
    contact: Contact | None = None
    """Whom callers can ask; the owner of the component when not given."""
    license: License | None = None
    """Under which terms they may be used."""


class GenerateOptions(Part):
    """What is generated and where to."""

    output: str = "build"
    """The folder below which everything generated goes."""
    only: Texts = ()
    """The artifacts to make; all when not given."""
    apis: ApiOptions = Field(default_factory=ApiOptions)
    """What contracts say beside what flows and entities tell."""
    templates: str = ""
    """A folder of templates that replace those of the same path in archkit's ``templates``, such as ``slo/runbook.md.j2``."""


class Colours(Part):
    """The site's own colours, each as ``#1f3a4d``."""

    primary: Colour = ""
    """Lines, marks and links on light paper."""
    primary_dark: Colour = ""
    """The same on dark paper; a lighter colour reads better there."""


class SiteOptions(Part):
    """How the architecture site looks, and what stands in it beside the generated pages."""

    logo: str = ""
    """A picture of your own in the header: a file inside the workspace."""
    favicon: str = ""
    """The picture in the browser's tab: a file inside the workspace."""
    colours: Colours = Field(default_factory=Colours)
    """Colours of your own."""
    style: str = ""
    """A style sheet of your own, read after the site's: a file inside the workspace."""
    pages: str = ""
    """A folder of Markdown pages and pictures of your own, shown below ``pages/`` of the site."""
    navigation: dict[str, str] = Field(default_factory=dict)
    """Title to page, in this order: one of the folder's pages, or a generated one such as ``numbers.md``."""
    templates: str = ""
    """A folder of templates that replace those of the same name in archkit's ``templates/site``."""
    repository: str = ""
    """Where files can be edited: an address with ``{path}`` and ``{line}``, or what stands before the path."""
    order: Literal["by-kind", "arc42"] = "by-kind"
    """How the pages are ordered."""
    single_page: Flag | None = None
    """Whether to make the page that holds everything, for print; up to 300 elements when not given."""


class Config(Part):
    """The content of archkit.yaml."""

    archkit: Whole | None = None
    """The version of the format: 1."""
    system: System = Field(default_factory=System)
    """The system that is designed."""
    organisation: Organisation = Field(default_factory=Organisation)
    """What shapes the architecture from outside."""
    include: Texts = ("requirements/**/*.yaml",)
    """Which files belong to the workspace."""
    catalogs: Texts = ()
    """Folders with pattern catalogs of your own."""
    lint: LintOptions = Field(default_factory=LintOptions)
    """How findings are judged here."""
    generate: GenerateOptions = Field(default_factory=GenerateOptions)
    """What is generated and where to."""
    site: SiteOptions = Field(default_factory=SiteOptions)
    """How the architecture site looks."""

"""What is needed, and who said so, in words."""

from collections.abc import Collection

from msgspec import Struct

from events.planning.domain import tongues
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.assignments.domain.needed import Needed, Source
from volunteers.assignments.domain.usual_needs import Key, Level, OfKind


class Tongue(Struct, frozen=True):
    """A language that the team needs, and whether somebody on it speaks it."""

    name: str
    spoken: bool


class NeedFace(Struct, frozen=True, kw_only=True):
    """What an event needs; `own` was said for it alone, `raised` says what minors add."""

    source: str
    own: bool
    raised: str
    languages: list[Tongue]


class KindLine(Struct, frozen=True, kw_only=True):
    """A kind in the list; `said` is empty for what is usual everywhere."""

    slug: str
    name: str
    icon: str
    said: str


class Owner(Struct, frozen=True, kw_only=True):
    """Whose usual need a page is about; `key` is its slug or its id."""

    level: Level
    key: Key
    name: str
    address: str
    back: str
    back_label: str


def need_face(need: Needed, lacking: Collection[str]) -> NeedFace:
    """For the page of the team."""
    names = tongues.names()
    return NeedFace(
        source=source(need.source),
        own=need.source.level == "event",
        raised=_raised(need),
        languages=[Tongue(names[one], one not in lacking) for one in need.languages],
    )


def source(said: Source) -> str:
    """Where a need comes from, such as «Como en la plantilla «Base».»."""
    told = {
        "event": _("Anotado solo para esta actividad."),
        "template": _("Como en la plantilla «%(name)s».", name=said.name),
        "programme": _("Como en el programa «%(name)s».", name=said.name),
        "kind": _("Como en toda actividad de tipo «%(name)s».", name=said.name),
        "usual": _("Lo usual, mientras nadie diga otra cosa."),
    }
    return told[said.level]


def summary(need: Needed) -> str:
    """Such as «1 principal y 2 asistentes · Mam»."""
    lead = ngettext("%(n)s principal", "%(n)s principales", need.lead)
    assistant = ngettext("%(n)s asistente", "%(n)s asistentes", need.assistant)
    people = _("%(lead)s y %(assistant)s", lead=lead, assistant=assistant)
    return " · ".join([people, *(tongues.names()[one] for one in need.languages)])


def kind_line(kind: OfKind) -> KindLine:
    """A kind with what its events usually need."""
    said = summary(kind.need) if kind.need else ""
    return KindLine(slug=kind.slug, name=kind.name, icon=kind.icon, said=said)


def _raised(need: Needed) -> str:
    if not need.raised:
        return ""
    return ngettext(
        "Se cuenta %(n)s asistente más: con menores nadie está a solas.",
        "Se cuentan %(n)s asistentes más: con menores nadie está a solas.",
        need.raised,
    )

"""The form in which a service that people can turn to is written down."""

from msgspec import Struct

from events.attendance.domain.directory import support_writing
from events.attendance.domain.directory.support_book import Kept
from events.attendance.domain.directory.support_writing import (
    KINDS,
    LONGEST,
    USUALLY,
    ServiceWritten,
)
from events.planning.domain import tongues
from events.planning.domain.codelists import Place
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form

NATIONAL = "nacional"


class Offered(Struct, frozen=True):
    """What there is to choose from, as (value, label, hint)."""

    kinds: list[tuple[str, str, str]]
    places: list[tuple[str, str]]
    tongues: list[tuple[str, str]]


def offered(places: list[Place]) -> Offered:
    """What the form offers."""
    named = kind_names()
    hints = {
        "line": _("Solo un teléfono."),
        "service": _("Un lugar adonde se puede ir."),
        "shelter": _("Solo un teléfono: nunca se dice dónde está."),
    }
    return Offered(
        kinds=[(kind, named[kind], hints[kind]) for kind in KINDS],
        places=[(NATIONAL, _("Todo el país")), *((place.ine, place.name) for place in places)],
        tongues=list(tongues.names().items()),
    )


def kind_names() -> dict[str, str]:
    """What each kind of service is called."""
    return {"line": _("Línea telefónica"), "service": _("Servicio"), "shelter": _("Albergue")}


def blank() -> Form:
    """The form of a service that is not named yet."""
    return Form({"kind": ["line"], "municipality": [NATIONAL], "languages": ["es"]})


def filled(service: Kept) -> Form:
    """The form as it stands for a service that is named."""
    texts = ("kind", "name_es", "name_en", "telephone", "hours_es", "hours_en", "address")
    return Form(
        {
            **{name: [getattr(service, name)] for name in texts},
            "municipality": [service.municipality or NATIONAL],
            "languages": list(service.languages),
            "always_open": ["on"] if service.always_open else [],
        }
    )


def written(form: Form, given: Offered) -> ServiceWritten:
    """What the form says; raises Invalid with a sentence for every field that cannot be read."""
    place = form.choice("municipality", dict(given.places))
    service = ServiceWritten(
        kind=form.choice("kind", KINDS),
        name_es=form.text("name_es", most=USUALLY),
        name_en=form.text("name_en", most=USUALLY, required=False),
        telephone=form.text("telephone", most=20),
        hours_es=form.text("hours_es", most=USUALLY, required=False),
        hours_en=form.text("hours_en", most=USUALLY, required=False),
        always_open=form.ticked("always_open"),
        languages=form.choices("languages", dict(given.tongues), required=False),
        municipality=None if place == NATIONAL else place,
        address=form.text("address", most=LONGEST["address"], required=False),
    )
    try:
        service = support_writing.tidy(service)
    except Invalid as refusal:
        form.refused(refusal)
    form.check()
    return service

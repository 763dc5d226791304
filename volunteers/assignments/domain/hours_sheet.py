"""A certificate of the hours that somebody gave, as a PDF; events have their public titles."""

import json
from datetime import date
from pathlib import Path
from typing import Final

import typst

from events.planning.domain import when
from server.foundation.translation import current_language, ngettext
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.hours_given import OwnHours, Served
from volunteers.assignments.domain.length import length
from volunteers.people.domain import words

TEMPLATE: Final = Path(__file__).parents[3] / "templates" / "assignments" / "hours.typ"


def certificate(own: OwnHours, *, issued: date) -> bytes:
    """Letter pages that state the total and list every event, in the current language."""
    return typst.compile(
        TEMPLATE, sys_inputs={"data": json.dumps(_shown(own, issued))}, ignore_system_fonts=True
    )


def _shown(own: OwnHours, issued: date) -> dict[str, object]:
    counted = own.counted
    activities = ngettext("%(n)s actividad", "%(n)s actividades", len(counted))
    told = {"length": length(own.minutes), "activities": activities}
    days = {"first": words.day(own.days.first), "last": words.day(own.days.last)}
    return {
        "locale": current_language(),
        "title": _("Constancia de horas"),
        "opening": _("Por este medio se hace constar que"),
        "name": own.name,
        "statement": _("dio %(length)s de servicio voluntario en %(activities)s", **told),
        "days": _("del %(first)s al %(last)s", **days),
        "headings": [_("Fecha"), _("Actividad"), _("Municipio"), _("Papel"), _("Horas")],
        "rows": [_row(one) for one in counted],
        "total": [_("Total"), length(own.minutes)],
        "signature": _("Firma y sello"),
        "issued": _("Guatemala, %(day)s", day=words.day(issued)),
        "method": _(
            "Las horas van de la llegada a la salida que cada persona registró, o que confirmó la"
            " coordinación."
        ),
    }


def _row(one: Served) -> list[str]:
    day = words.day(when.local_day(one.starts_at, one.zone))
    role = words.roles()[one.role]
    return [day, one.public_title, one.municipality_name, role, length(one.minutes)]

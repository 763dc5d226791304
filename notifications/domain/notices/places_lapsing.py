"""Somebody holds places on days for which something of theirs is not valid any more."""

from datetime import date, datetime
from typing import Final

import msgspec
from msgspec import Struct

from notifications.domain.kind import Kind
from notifications.domain.letter import Fact, Letter, Link
from notifications.domain.notice import Notice
from notifications.domain.notices import wording
from notifications.domain.notices.lapsing import CREDENTIALS, FIRST, TODAY
from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.assignments.domain.lapses import broken

# From a month before until a week after: then it is no news, and the board of turns says it.
SOON: Final = f"BETWEEN {TODAY} - 7 AND {TODAY} + {FIRST}"
BREAKING: Final = f"""
    SELECT b.volunteer, b.home, b.until, b.event FROM ({
    broken(f"a.volunteer IN (SELECT s.volunteer FROM ({CREDENTIALS}) s WHERE s.until {SOON})")
}) b WHERE b.status IN ('invited', 'accepted') AND b.until {SOON}
"""
# Those who coordinate where the helper lives: they are whom one shows what was renewed.
OWED: Final = f"""
    SELECT concat_ws(':', 'places-lapsing', b.volunteer, b.until, t.id) AS key, t.id AS account,
        NULL::uuid AS event, b.volunteer AS subject
    FROM (SELECT DISTINCT volunteer, home, until FROM ({BREAKING}) places) b
        JOIN account t ON t.role = 'coordinator' AND t.disabled_at IS NULL
            AND EXISTS (SELECT FROM scope c WHERE c.account = t.id AND c.municipality = b.home)
"""
BROKEN: Final = f"""
    SELECT p.name, b.until, count(DISTINCT b.event) AS places
    FROM ({BREAKING}) b JOIN volunteer v ON v.id = b.volunteer JOIN account p ON p.id = v.account
    WHERE b.volunteer = $2
        AND starts_with($3, concat_ws(':', 'places-lapsing', b.volunteer, b.until) || ':')
    GROUP BY p.name, b.until
"""


class Broken(Struct, frozen=True, kw_only=True):
    """Whose places, how many, and the day after which they break."""

    name: str
    until: date
    places: int


async def write(notice: Notice, office: Office, at: datetime) -> Letter:
    """Who, until when and how many places; which and why is on the signed-in page."""
    row = (await fetch(BROKEN, at, notice.subject, notice.key))[0]
    found, page = msgspec.convert(dict(row), Broken), "/turnos/pronosticos"
    return Letter(
        subject=_("Por vencer el %(day)s", day=wording.named(found.until)),
        opening=ngettext(
            "%(name)s tiene un lugar en %(n)s actividad, y un documento suyo no llega a esa fecha.",
            "%(name)s tiene un lugar en %(n)s actividades, y un documento suyo no llega a esas"
            " fechas.",
            found.places,
            name=found.name,
        ),
        facts=(Fact(_("Vale hasta el"), wording.named(found.until)),),
        links=(Link(_("Ver los pronósticos"), office.address(page)),),
        closing=(_("Conviene renovarlo, o buscar a otra persona a tiempo."),),
        leads_to=page,
    )


places_lapsing: Final = Kind(name="places_lapsing", owed=OWED, write=write, until_start=False)

"""Who plans an event and hears what becomes of its team, and what every such letter says."""

from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import agenda
from events.planning.domain.event import Event
from notifications.domain.letter import Fact, Letter, Link
from notifications.domain.notices import wording
from notifications.domain.office import Office
from server.foundation.translation import gettext as _
from volunteers.assignments.domain import told_about
from volunteers.assignments.domain.alarms import LATE_CANCELLATIONS
from volunteers.assignments.domain.told_about import Lack

COORDINATES: Final = """
    t.role = 'coordinator' AND EXISTS (SELECT FROM scope c
        WHERE c.account = t.id AND c.municipality = e.municipality)
"""
# The organiser, or whoever coordinates the municipality where there is none any more.
PLANNER: Final = f"""
    LEFT JOIN account o ON o.id = e.organiser AND o.disabled_at IS NULL
    JOIN account t ON t.disabled_at IS NULL
        AND CASE WHEN o.id IS NOT NULL THEN t.id = o.id ELSE {COORDINATES} END
"""
# Whoever can do something about it, when there is little time.
EVERYBODY: Final = f"""
    JOIN account t ON t.disabled_at IS NULL AND (t.id = e.organiser OR ({COORDINATES}))
"""
# What is still to come and can change. After a week a fact {at} is no news, so that a new
# coordinator is not told old stories.
NEWS: Final = """
    e.starts_at > $1 AND e.status IN ('draft', 'published')
    AND {at} > $1::timestamptz - interval '7 days'
"""
LATE_NEWS: Final = f"{LATE_CANCELLATIONS} AND {NEWS.format(at='n.at')}"


class TeamNews(Struct, frozen=True, kw_only=True):
    """What happened in a role at an event: `urgent` with little time left, `in_vain` if nothing."""

    event: UUID
    role: str
    sentence: str
    urgent: bool = False
    in_vain: bool = False
    closing: tuple[str, ...] = ()


async def letter(news: TeamNews, office: Office) -> Letter:
    """What happened, whether somebody is missing, and what is being done about it."""
    event = await agenda.event(news.event)
    lack = await told_about.lack(event.id, news.role)
    team = f"/eventos/{event.id}/equipo"
    return Letter(
        subject=_subject(event, lack, news),
        opening=news.sentence,
        facts=(
            Fact(_("Municipio"), event.municipality_name),
            *wording.facts(event),
            wording.part(news.role),
            Fact(_("El lugar"), _remedy(lack)),
        ),
        links=(Link(_("Ver el equipo"), office.address(team)),),
        closing=news.closing,
        when=wording.moment(event),
        leads_to=team,
    )


def _subject(event: Event, lack: Lack, news: TeamNews) -> str:
    moment = wording.moment(event)
    if not lack.missing and news.in_vain:
        return _("Sin reemplazo: %(when)s", when=moment)
    if not lack.missing:
        return _("Cambio en el equipo: %(when)s", when=moment)
    if news.urgent:
        return _("Urgente, falta una persona: %(when)s", when=moment)
    return _("Falta una persona: %(when)s", when=moment)


def _remedy(lack: Lack) -> str:
    if not lack.missing:
        return _("Está cubierto.")
    if lack.searching:
        return _("Convoca ya busca a alguien más.")
    if lack.asked:
        return _("Ya se invitó a alguien más, y falta su respuesta.")
    return _("Nadie más está invitado: conviene buscar a alguien desde la página del equipo.")

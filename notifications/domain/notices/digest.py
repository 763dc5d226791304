"""On Mondays those who coordinate read in a few numbers what they have to look after."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Fact, Letter, Link
from notifications.domain.notice import Notice
from notifications.domain.notices import digest_figures
from notifications.domain.notices.digest_figures import FAILED, OPEN, SOON, Figures
from notifications.domain.office import Office
from server.accounts.domain import accounts
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _

HOUR: Final = "07:00"
# Monday is that of whoever reads it: of the zone they named, or of the last event where they
# coordinate. Whoever has neither, nor anything to look after, is left in peace.
OWED: Final = f"""
    SELECT concat_ws(':', 'digest', t.id, to_char(clock.here, 'IYYY-IW')) AS key,
        t.id AS account, NULL::uuid AS event, t.id AS subject
    FROM account t
        LEFT JOIN preference f ON f.account = t.id
        CROSS JOIN LATERAL (SELECT array(SELECT c.municipality FROM scope c
            WHERE c.account = t.id) AS municipalities) place
        CROSS JOIN LATERAL (SELECT $1::timestamptz AT TIME ZONE coalesce(f.zone, (
            SELECT e.zone FROM event e WHERE e.municipality = ANY(place.municipalities)
            ORDER BY e.starts_at DESC LIMIT 1)) AS here) clock
    WHERE t.role = 'coordinator' AND t.disabled_at IS NULL
        AND extract(isodow FROM $1::timestamptz AT TIME ZONE 'UTC') IN (7, 1, 2)
        AND extract(isodow FROM clock.here) = 1 AND clock.here::time >= '{HOUR}'
        AND (EXISTS ({SOON}) OR EXISTS ({OPEN}) OR EXISTS ({FAILED}))
"""


async def write(notice: Notice, office: Office, at: datetime) -> Letter:
    """Numbers, and the page behind each that is not zero."""
    reader = await accounts.actor(notice.subject)
    if reader is None:
        raise NotFound(_("Esta cuenta ya no está activa."))
    found = await digest_figures.figures(reader, at=at)
    return Letter(
        subject=_("Resumen de la semana"),
        opening=_("Esto es lo que conviene mirar esta semana.")
        if found.wanting
        else _("Todo en orden."),
        facts=(
            Fact(_("Actividades en dos semanas"), str(found.events)),
            Fact(_("Lugares sin cubrir"), str(found.missing)),
            Fact(_("Actividades por asegurar"), str(found.at_risk)),
            Fact(_("Registros sin cerrar"), str(found.registers)),
            Fact(_("Avisos que no llegaron en la última semana"), str(found.failed)),
        ),
        links=_links(found, office),
        leads_to="/turnos",
    )  # fmt: skip


def _links(found: Figures, office: Office) -> tuple[Link, ...]:
    pages = (
        (found.missing or found.at_risk, _("Ver los turnos"), "/turnos"),
        (found.registers, _("Ver los registros sin cerrar"), "/alcance/abiertos"),
        (found.failed, _("Ver los avisos que no llegaron"), "/avisos?estado=failed"),
    )
    return tuple(Link(label, office.address(path)) for number, label, path in pages if number)


digest: Final = Kind(name="digest", owed=OWED, write=write, until_start=False)

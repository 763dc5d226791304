"""Figures of a project were released, and those on its donor's list are told where to read them."""

from datetime import date, datetime
from typing import Final

from events.outreach.domain.receipts import reading as receipts
from events.outreach.domain.releases import links, reading
from events.planning.domain import when
from notifications.domain.kind import Kind
from notifications.domain.letter import Fact, Letter, Link
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from server.foundation.translation import gettext as _

# Whoever is put on the list hears of what is released from then on; after a week it is no news.
OWED: Final = """
    SELECT concat_ws(':', 'report-released', r.id, d.id) AS key, d.id AS reader,
        NULL::uuid AS event, r.id AS subject
    FROM release r JOIN release_reader d ON d.project = r.project
    WHERE r.withdrawn_at IS NULL AND d.left_at IS NULL AND r.made_at >= d.added_at
        AND r.made_at > $1::timestamptz - interval '7 days'
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """Of which days, and the page with the figures: neither the project nor a title is named."""
    release = await reading.release(notice.subject)
    zone = office.settings.timezone
    return Letter(
        subject=_("Nuevas cifras de Convoca"),
        opening=_("Se publicaron nuevas cifras de un proyecto que usted sigue."),
        facts=(
            Fact(_("Desde el"), _day(release.first, zone)),
            Fact(_("Hasta el"), _day(release.last, zone)),
            *await _open(notice),
        ),
        links=(Link(_("Ver las cifras"), office.address(links.path(release, office.signer))),),
        closing=(
            _("Los grupos pequeños no se muestran, para que nadie pueda ser reconocido."),
            _("Cada cifra se puede comprobar desde esa página."),
        ),
        leads_to="/alcance/publicaciones",
    )


async def _open(notice: Notice) -> tuple[Fact, ...]:
    """How many registers were still open, which may change what becomes known later."""
    proofs = await receipts.of_release(notice.subject)
    number = max((proof.figures.get("open", 0) for proof in proofs), default=0)
    return (Fact(_("Registros todavía abiertos"), str(number)),) if number else ()


def _day(day: date, zone: str) -> str:
    return when.day(day, zone)


report_released: Final = Kind(
    name="report_released", owed=OWED, write=write, to="reader", until_start=False
)

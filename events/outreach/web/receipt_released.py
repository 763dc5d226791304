"""What a release told of the figures of a receipt, as strangers see it and as one does inside."""

from datetime import datetime

from msgspec import Struct

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.equity.spans import Span
from events.outreach.domain.receipts.receipt import Receipt
from events.outreach.domain.releases.released import Released, ReleasedCell
from events.outreach.web import shown_days, shown_release
from events.planning.domain import when
from server.foundation.translation import gettext as _


class ReleasedFace(Struct, frozen=True, kw_only=True):
    """A release as strangers see it; one to a donor gives no figures here, nor one withdrawn."""

    public: bool
    title: str
    href: str
    days: str
    project: str
    contacts: str
    people: str
    events: int
    withdrawn: str


class ReleasedInside(Struct, frozen=True, kw_only=True):
    """A release beside its receipt: what was counted, and how much of it was told.

    `rounded` where what was told begins below what was counted.
    """

    title: str
    href: str
    readers: str
    days: str
    project: str
    contacts: str
    counted: str
    told: str
    rounded: bool
    withdrawn: str


def inside(release: Released, receipt: Receipt, *, zone: str) -> ReleasedInside:
    """For who may see all of it, whoever the release was for."""
    counted = receipt.figures["total"]
    least = release.total.at_least
    return ReleasedInside(
        title=release.title,
        href=f"/alcance/publicaciones/{release.id}",
        readers=shown_release.readers(release.readers),
        days=_days(release),
        project=_project(release),
        contacts=_contacts(release.total),
        counted=Amount(counted["unique_from"], counted["unique_to"]).text,
        told=_people(release.total),
        rounded=least is not None and least < counted["unique_from"],
        withdrawn=_day(release.withdrawn_at, zone),
    )


def said(release: Released) -> str:
    """What sets it apart from another of the same title."""
    return " · ".join((shown_release.readers(release.readers), _days(release), _project(release)))


def shown(release: Released, *, zone: str) -> ReleasedFace:
    """The figures that anybody may read, as far as there are any."""
    withdrawn = _day(release.withdrawn_at, zone)
    public = release.readers == "public" and not withdrawn
    return ReleasedFace(
        public=public,
        title=release.title if public else "",
        href=f"/cifras/{release.id}" if public else "",
        days=f"{when.day(release.first, zone)} – {when.day(release.last, zone)}" if public else "",
        project=_project(release) if public else "",
        contacts=_contacts(release.total) if public else "",
        people=_people(release.total) if public else "",
        events=release.events if public else 0,
        withdrawn=withdrawn,
    )


def _days(release: Released) -> str:
    return shown_days.days(Span(release.first, release.last))


def _project(release: Released) -> str:
    return release.project_name or _("Todos los proyectos")


def _contacts(cell: ReleasedCell) -> str:
    return _("reservado") if cell.contacts is None else exactly(cell.contacts).text


def _people(cell: ReleasedCell) -> str:
    if cell.at_least is not None and cell.at_most is not None:
        return Amount(cell.at_least, cell.at_most).text
    if cell.at_least is not None:
        return _("al menos %(n)s", n=exactly(cell.at_least).text)
    if cell.at_most is not None:
        return _("a lo más %(n)s", n=exactly(cell.at_most).text)
    return _("reservado")


def _day(moment: datetime | None, zone: str) -> str:
    return when.day(moment, zone) if moment else ""

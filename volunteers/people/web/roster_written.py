"""What a row of a table would write down of a new helper, in words."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from msgspec import Struct

from events.planning.domain import codelists, tongues
from server.foundation.translation import gettext as _
from volunteers.people.domain import networks, words
from volunteers.people.domain.roster.judging import clearance
from volunteers.people.domain.roster.row import RosterRow


class Names(Struct, frozen=True):
    """What the codes in rows are called."""

    municipalities: Mapping[str, str]
    networks: Mapping[UUID, str]
    languages: Mapping[str, str]
    topics: Mapping[str, str]


async def names() -> Names:
    """All names as they are today, in the reader's language."""
    return Names(
        {one.ine: one.name for one in await codelists.municipalities()},
        {one.id: one.name for one in await networks.networks()},
        tongues.names(),
        {one.slug: one.name for one in await codelists.topics()},
    )


def written(row: RosterRow, called: Names) -> str:
    """Such as «San José Pinula · Español · Dirige: Habilidades parentales»."""
    return " · ".join(filter(None, _parts(row, called)))


def _parts(row: RosterRow, called: Names) -> Iterable[str]:
    yield called.municipalities.get(row.home or "", "")
    yield called.networks.get(row.network, "") if row.network else ""
    yield _named(row.languages or ("es",), called.languages)
    if row.leads:
        yield _("Dirige: %(topics)s", topics=_named(row.leads, called.topics))
    if row.assists:
        yield _("Asiste: %(topics)s", topics=_named(row.assists, called.topics))
    if verified := clearance(row):
        yield _("RENAS hasta el %(day)s", day=words.day(verified.last_day))
    yield from _limits(row)


def _limits(row: RosterRow) -> Iterable[str]:
    if row.most_a_week:
        yield _("%(n)s por semana como mucho", n=row.most_a_week)
    if row.most_a_month:
        yield _("%(n)s al mes como mucho", n=row.most_a_month)
    if row.travel_minutes is not None:
        yield words.travel(row.travel_minutes)


def _named(codes: Iterable[str], called: Mapping[str, str]) -> str:
    return ", ".join(called.get(code, code) for code in codes)

"""Searches for somebody as the page of the team shows them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from msgspec import Struct

from server.foundation.translation import gettext as _
from volunteers.assignments.domain.declining import said
from volunteers.assignments.domain.search_reading import Asked, SearchRead
from volunteers.assignments.web.shown import moment
from volunteers.people.domain import words


class AskedLine(Struct, frozen=True, kw_only=True):
    """Somebody to whom the place was offered; `since` is when, `reason` why they declined."""

    name: str
    since: str
    status: str
    answer_by: str
    reason: str


class WaveLine(Struct, frozen=True):
    """Those who were asked at the same time."""

    number: int
    asked: list[AskedLine]


class SearchFace(Struct, frozen=True, kw_only=True):
    """A search in words; `next_wave` and `outcome` are empty where there is none."""

    id: UUID
    role: str
    cause: str
    reason: str
    since: str
    open: bool
    next_wave: str
    outcome: str
    waves: list[WaveLine]


class Searchable(Struct, frozen=True):
    """A role for which somebody may be looked for; `again` where all who can were asked before."""

    code: str
    name: str
    again: bool


def searchable(searches: Sequence[SearchRead], missing: Collection[str]) -> list[Searchable]:
    """Those of the roles in which somebody is `missing`; the latest search of each comes first."""
    going = {one.role for one in searches if one.ended_at is None and one.asker is None}
    latest = {one.role: one.outcome for one in reversed(searches)}
    return [
        Searchable(code, name, again=latest.get(code) == "nobody")
        for code, name in words.roles().items()
        if code in missing and code not in going
    ]


def search_face(search: SearchRead, zone: str) -> SearchFace:
    """One search, with its waves."""
    return SearchFace(
        id=search.id,
        role=words.roles()[search.role],
        cause=_causes(search)[search.cause],
        reason=search.reason,
        since=moment(search.opened_at, zone),
        open=search.ended_at is None,
        next_wave=moment(search.next_wave_at, zone) if search.next_wave_at else "",
        outcome=_outcomes()[search.outcome] if search.outcome else "",
        waves=[
            WaveLine(number, [_line(one, zone) for one in search.asked if one.wave == number])
            for number in sorted({one.wave for one in search.asked})
        ],
    )


def _line(asked: Asked, zone: str) -> AskedLine:
    waits = asked.status == "invited" and asked.answer_by is not None
    return AskedLine(
        name=asked.name,
        since=moment(asked.offered_at, zone),
        status=asked.status,
        answer_by=moment(asked.answer_by, zone) if waits and asked.answer_by else "",
        reason=said(asked.usual, asked.reason),
    )


def _causes(search: SearchRead) -> dict[str, str]:
    return {
        "declined": _("Alguien no puede ir"),
        "expired": _("Una invitación quedó sin respuesta"),
        "withdrawn": _("Se retiró a alguien"),
        "released": _("Alguien ya no cumple lo que hace falta"),
        "absence": _("Alguien avisó que no estará"),
        "substitute": _("%(name)s pide que alguien tome su lugar", name=search.asker or ""),
        "coordinator": _("La inició %(name)s", name=search.opened_by or ""),
    }


def _outcomes() -> dict[str, str]:
    return {
        "filled": _("Lugar cubierto"),
        "nobody": _("Ya no queda nadie a quien preguntar"),
        "called_off": _("Se dejó de buscar"),
        "begun": _("La actividad empezó"),
    }

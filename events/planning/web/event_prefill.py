"""What an address asks the form of a new event to begin with."""

from typing import Final, TypeAlias
from uuid import UUID

from litestar.datastructures import MultiDict

from events.planning.domain import agenda, programmes
from events.planning.web import event_form, template_prefill
from events.planning.web.event_options import Options
from server.foundation.identity import Actor
from server.web.forms import Form

Fields: TypeAlias = dict[str, list[str]]

# What is said in the address, in the words of pages, and which field it fills.
FIELDS: Final = {
    "dia": "day",
    "hora": "starts",
    "hasta": "ends",
    "ultimo_dia": "last_day",
    "municipio": "municipality",
    "lugar": "venue",
    "titulo": "title",
    "tipo": "kind",
    "cupo": "capacity",
    "publico": "audiences",
    "tema": "topics",
    "proyecto": "project",
    "zona": "zone",
    "modalidad": "modality",
    "reunion": "meeting_url",
    "programa": "programme",
    "posicion": "programme_position",
}
# What a copy of an event does not take over: it is another time, and another session.
OWN: Final = (
    *("day", "last_day", "seen", "venue_overlap_reason"),
    *("programme", "programme_position"),
)


async def prefilled(query: MultiDict[str], offered: Options, actor: Actor, *, zone: str) -> Form:
    """The form as the address asks for it: blank on the clocks of `zone`, a copy, and so on.

    Raises NotFound for an unknown event, template or programme, NotAllowed for a copy of others'.
    """
    plain = event_form.usual(offered, zone)
    begun = (
        await _copied(query.get("clon"), actor)
        or await _patterned(query.get("plantilla"), actor)
        or await _followed(query.get("programa"), actor)
    )
    asked = {field: query.getall(name, []) for name, field in FIELDS.items() if query.get(name)}
    only = plain if len(offered.municipalities) == 1 else {}
    return Form({**plain, **begun, **asked, **_some(only, "municipality")})


async def _copied(event_id: str | None, actor: Actor) -> Fields:
    known = _id(event_id)
    if known is None:
        return {}
    event = await agenda.event(known)
    actor.need("plan", event.municipality)
    return _without(event_form.standing(event), OWN)


async def _patterned(template: str | None, actor: Actor) -> Fields:
    known = _id(template)
    return {} if known is None else await template_prefill.fields(known, actor)


async def _followed(programme_id: str | None, actor: Actor) -> Fields:
    """The next session of a programme, told by its last one."""
    known = _id(programme_id)
    if known is None:
        return {}
    programme = await programmes.programme(known)
    actor.need("plan", programme.municipality)
    held = [e for e in await programmes.sessions(known) if e.status != "cancelled"]
    like = _without(event_form.standing(held[-1]), (*OWN, "title")) if held else {}
    return {
        **like,
        "municipality": [programme.municipality],
        "project": [programme.project_slug],
        "programme": [str(programme.id)],
        "programme_position": [str(programme.last_position + 1)],
    }


def _without(fields: Fields, left: tuple[str, ...]) -> Fields:
    return {name: values for name, values in fields.items() if name not in left}


def _some(fields: Fields, *names: str) -> Fields:
    return {name: values for name, values in fields.items() if name in names}


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None

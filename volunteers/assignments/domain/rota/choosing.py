"""A place of a draft and everybody who could have it, best first, with every reason why not."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from events.planning.domain.event import Event
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.needs import needed
from volunteers.assignments.domain.rota import draft as drafts
from volunteers.assignments.domain.rota import gathering, reading, rule_words
from volunteers.assignments.domain.rota.checking import Candidate, Table, candidates, held
from volunteers.assignments.domain.rota.diff import Line
from volunteers.assignments.domain.rota.editing import OTHER
from volunteers.assignments.domain.rota.knowing import Known, known
from volunteers.assignments.domain.rota.reading import Rota
from volunteers.assignments.domain.solver.instance import Role
from volunteers.assignments.domain.solver.rules import Rule


class Choice(Struct, frozen=True, kw_only=True):
    """Somebody for the place; `load` counts their other places of the rota, `way` is in minutes."""

    person: Known
    reasons: tuple[str, ...]
    possible: bool
    load: int
    way: int


class Choosing(Struct, frozen=True, kw_only=True):
    """A place: who has it, whether it or one of the other role is free, and who could have it.

    `partners` are those of the other role with whom `person` may swap.
    """

    rota: Rota
    event: Event
    role: Role
    person: Known | None
    free: bool
    other_free: bool
    partners: tuple[Known, ...]
    choices: tuple[Choice, ...]


async def choosing(
    rota_id: UUID, event_id: UUID, role: Role, *, person: UUID | None, by: Actor, at: datetime
) -> Choosing:
    """What there is to choose from for a place, or in place of `person`; raises NotFound."""
    rota = await reading.rota(rota_id, by=by)
    events = await drafts.events_of(rota)
    table = Table(await gathering.gather(rota.window, at=at), await drafts.lines_of(rota, events))
    if event_id not in table.task:
        raise NotFound(_("Esta actividad ya no se puede planificar."))
    need = await needed(event_id)
    team = [line for line in table.lines if line.event == event_id]
    found = candidates(table, event_id, role, instead_of=person)
    people = await known([one.volunteer for one in found] + [line.volunteer for line in team])
    titles = {one.id: one.title for one in events}
    return Choosing(
        rota=rota,
        event=next(event for event in events if event.id == event_id),
        role=role,
        person=people.get(person) if person else None,
        free=held(table, event_id, role) < need.of(role),
        other_free=held(table, event_id, OTHER[role]) < need.of(OTHER[role]),
        partners=_partners(team, role, people),
        choices=tuple(
            Choice(
                person=who,
                reasons=_told(table, one, event_id, titles, ours=by.reaches(who.home)),
                possible=one.possible,
                load=one.load,
                way=one.way,
            )
            for one in found
            if (who := people.get(one.volunteer))
        ),
    )


def _partners(team: Sequence[Line], role: Role, people: Mapping[UUID, Known]) -> tuple[Known, ...]:
    return tuple(
        people[line.volunteer] for line in team if line.role == OTHER[role] and not line.fixed
    )


def _told(
    table: Table, one: Candidate, event: UUID, titles: Mapping[UUID, str], *, ours: bool
) -> tuple[str, ...]:
    """Every reason; of who is looked after by others no dates and limits."""
    if not ours:
        return tuple(rule_words.sentence(rule) for rule in one.rules)
    return tuple(_sentence(rule, table, one, event, titles) for rule in one.rules)


def _sentence(
    rule: Rule, table: Table, one: Candidate, event: UUID, titles: Mapping[UUID, str]
) -> str:
    """Why not, naming what can be named."""
    if rule == "busy":
        return rule_words.busy(
            [titles[there] for there in table.clashing(one.person, event) if there in titles]
        )
    if rule == "not_cleared":
        return rule_words.not_cleared(table.instance.people[one.person].cleared)
    if rule == "too_far":
        return rule_words.too_far(one.way, table.instance.people[one.person].travel_minutes)
    return rule_words.sentence(rule)

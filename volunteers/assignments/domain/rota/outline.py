"""A rota as programs read it: how far it is, what it leaves empty and why, and what it changes."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from server.foundation.identity import Actor
from volunteers.assignments.domain.rota import reading
from volunteers.assignments.domain.rota.counting import Coverage
from volunteers.assignments.domain.rota.progressing import Progressing
from volunteers.assignments.domain.rota.reading import Rota
from volunteers.assignments.domain.rota.review import Gap, Look, Review, review
from volunteers.assignments.domain.solver.changes import Change
from volunteers.assignments.domain.solver.funnel import Funnel

READY = frozenset({"draft", "published"})


class Why(Struct, frozen=True, kw_only=True):
    """The funnel as the solver counted it, and the same in words."""

    counted: Funnel
    sentence: str
    near: tuple[str, ...]


class Cheapest(Struct, frozen=True, kw_only=True):
    """The change that fills the place with the least trouble, and the same in words."""

    change: Change
    sentence: str


class Unfilled(Struct, frozen=True, kw_only=True):
    """Places of a role that stay empty; null for why where it came about by hand."""

    event: UUID
    title: str
    municipality: str
    starts_at: datetime
    zone: str
    role: str
    missing: int
    funnel: Why | None = None
    cheapest_change: Cheapest | None = None


class Changed(Struct, frozen=True, kw_only=True):
    """Somebody's place at an event, and what the rota does with it.

    `change` is kept, new, role (the other role), out (taken away), beside (came about since and
    stays) or lost (called off since); `status` is how the place stands, empty if it does not.
    """

    event: UUID
    volunteer: UUID
    name: str
    role: str
    change: str
    status: str
    by_hand: bool
    against: tuple[str, ...]


class Outline(Struct, frozen=True, kw_only=True):
    """A rota; `status` is waiting, working, draft, published, discarded or failed.

    `gap` is proven: how far the cost may be from that of the best rota, as a share of it, where
    `pruned` of those among likely people; null while nothing is proven. `filled` counts the
    `needed` places as the rota stands now, which is `stale` when what it follows from changed.
    """

    id: UUID
    status: str
    purpose: str
    first_day: date
    last_day: date
    municipalities: tuple[str, ...]
    seconds: int
    seed: int
    progress: Progressing
    outcome: str | None
    objective: int | None
    gap: float | None
    pruned: bool
    needed: int
    filled: int
    stale: bool = False
    failure: str = ""
    unfilled: tuple[Unfilled, ...] = ()
    diff: tuple[Changed, ...] = ()


async def outline(rota_id: UUID, *, by: Actor, at: datetime) -> Outline:
    """A rota in the current language; raises NotFound, NotAllowed."""
    rota = await reading.rota(rota_id, by=by)
    if rota.state not in READY:
        return _outline(rota)
    looked = await review(rota_id, by=by, at=at)
    return _outline(rota, looked)


def _outline(rota: Rota, looked: Review | None = None) -> Outline:
    looks = looked.looks if looked else ()
    covered = looked.coverage if looked else Coverage()
    return Outline(
        id=rota.id,
        status=rota.state,
        purpose=rota.purpose,
        first_day=rota.first_day,
        last_day=rota.last_day,
        municipalities=rota.municipalities,
        seconds=rota.seconds,
        seed=rota.seed,
        progress=rota.progress,
        outcome=rota.outcome,
        objective=rota.objective,
        gap=None if rota.gap is None else rota.gap / 1_000_000,
        pruned=rota.told.pruned,
        needed=covered.needed,
        filled=covered.filled,
        stale=looked is not None and looked.stale,
        failure=rota.failure,
        unfilled=tuple(_unfilled(rota, look, gap) for look in looks for gap in look.gaps),
        diff=tuple(entry for look in looks for entry in _changed(look)),
    )


def _unfilled(rota: Rota, look: Look, gap: Gap) -> Unfilled:
    of = (one for one in rota.funnels if (one.event, one.role) == (look.event.id, gap.role))
    funnel, told = next(of, None), gap.why
    return Unfilled(
        event=look.event.id,
        title=look.event.title,
        municipality=look.event.municipality_name,
        starts_at=look.event.starts_at,
        zone=look.event.zone,
        role=gap.role,
        missing=gap.missing,
        funnel=Why(counted=funnel, sentence=told.funnel, near=told.near)
        if funnel and told
        else None,
        cheapest_change=Cheapest(change=funnel.change, sentence=told.change)
        if funnel and told
        else None,
    )


def _changed(look: Look) -> list[Changed]:
    return [
        Changed(
            event=look.event.id,
            volunteer=entry.person.id,
            name=entry.person.name,
            role=entry.line.role,
            change=entry.line.change,
            status=entry.line.status,
            by_hand=entry.line.by_hand,
            against=entry.against,
        )
        for entry in look.entries
    ]

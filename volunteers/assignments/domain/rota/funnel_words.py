"""Why a place stays empty, who nearly could take it and what would fill it, in sentences."""

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Final
from uuid import UUID

from msgspec import Struct

from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.assignments.domain.rota import rule_words
from volunteers.assignments.domain.rota.steps import Step, steps
from volunteers.assignments.domain.solver.changes import Join, Lack
from volunteers.assignments.domain.solver.funnel import Funnel, Near
from volunteers.assignments.domain.solver.rules import ORDER, Rule
from volunteers.people.domain import words

NAMED: Final = 3  # of those who miss one thing, told by name for each


class Explained(Struct, frozen=True, kw_only=True):
    """An empty place in words: how it came about, who nearly could, and the cheapest change.

    `steps` are what is to be done for that change.
    """

    event: UUID
    role: str
    missing: int
    empty: str
    funnel: str
    near: tuple[str, ...]
    change: str
    steps: tuple[Step, ...]


def explained(funnel: Funnel, names: Mapping[UUID, str]) -> Explained:
    """A funnel in the current language; `names` are those of the people in it."""
    return Explained(
        event=funnel.event,
        role=funnel.role,
        missing=funnel.missing,
        empty=empty(funnel.role, funnel.missing),
        funnel=reasons(funnel),
        near=near(funnel, names),
        change=change(funnel, names),
        steps=steps(funnel),
    )


def empty(role: str, missing: int) -> str:
    """Such as «Falta una persona: Principal»."""
    told = {"role": words.roles()[role]}
    return ngettext("Falta %(n)s: %(role)s", "Faltan %(n)s: %(role)s", missing, **told)


def reasons(funnel: Funnel) -> str:
    """Such as «11 con formación; 6 ocupadas, 3 ausentes, 2 sin constancia vigente en la fecha»."""
    counts = {count.rule: count.number for count in funnel.counts}
    unqualified = counts.pop("not_qualified", 0)
    trained = funnel.people - funnel.there - unqualified
    parts = (
        [ngettext("%(n)s ya en el equipo", "%(n)s ya en el equipo", funnel.there)]
        if funnel.there
        else []
    )
    parts += [rule_words.count(rule, counts[rule]) for rule in ORDER if counts.get(rule)]
    if funnel.free:
        parts.append(ngettext("%(n)s libre", "%(n)s libres", funnel.free))
    return "; ".join(part for part in (_head(unqualified, trained), ", ".join(parts)) if part) + "."


def near(funnel: Funnel, names: Mapping[UUID, str]) -> tuple[str, ...]:
    """For each thing that alone keeps somebody away, who that is: «Solo por la constancia: Eva»."""
    counts = {count.rule: count.number for count in funnel.near_counts}
    found = sorted(funnel.near, key=_by_rule)
    return tuple(
        _near(rule, [names.get(one.person, "—") for one in people], counts.get(rule, 0))
        for rule, people in groupby(found, key=_rule)
    )


def change(funnel: Funnel, names: Mapping[UUID, str]) -> str:
    """What would fill the place with the least trouble."""
    parts = [_join(join, names) for join in funnel.change.joins]
    if funnel.change.more:
        parts.append(
            ngettext("pedir %(n)s asistente más", "pedir %(n)s asistentes más", funnel.change.more)
        )
    return _("Lo más fácil: %(what)s.", what=_(" y ").join(parts)) if parts else ""


def _head(unqualified: int, trained: int) -> str:
    if unqualified:
        return ngettext("%(n)s con formación", "%(n)s con formación", trained)
    return ngettext("%(n)s persona", "%(n)s personas", trained)


def _rule(one: Near) -> Rule:
    return one.rule


def _by_rule(one: Near) -> int:
    return ORDER.index(one.rule)


def _near(rule: Rule, names: list[str], number: int) -> str:
    shown = names[:NAMED]
    more = max(number, len(names)) - len(shown)
    told = ", ".join(shown)
    if more:
        told = ngettext("%(names)s y %(n)s más", "%(names)s y %(n)s más", more, names=told)
    return _("Solo por %(what)s: %(who)s", what=rule_words.only(rule), who=told)


def _join(join: Join, names: Mapping[UUID, str]) -> str:
    role = words.roles()[join.role].lower()
    if join.person is None:
        needs = ", ".join(_brings(lack) for lack in join.lacks)
        new = _("sumar a una persona nueva (%(role)s)", role=role)
        return f"{new}: {needs}" if needs else new
    name = names.get(join.person, "—")
    if not join.lacks:
        return _("elegir a %(name)s (%(role)s)", name=name, role=role)
    does = _(" y ").join(LIFTED[lack.rule](lack) for lack in join.lacks)
    return _("que %(name)s %(does)s", name=name, does=does)


def _renewed(lack: Lack) -> str:
    if lack.needs is None:
        return _("renueve la constancia")
    return _("renueve la constancia hasta el %(day)s", day=rule_words.day(lack.needs))


def _trained(lack: Lack) -> str:
    if lack.needs is None:
        return _("reciba la formación")
    return _("reciba formación vigente hasta el %(day)s", day=rule_words.day(lack.needs))


def _travels(lack: Lack) -> str:
    return _("pueda viajar %(n)s minutos", n=lack.needs)


def _more(lack: Lack) -> str:
    within = _("esa semana") if lack.rule == "week_full" else _("ese mes")
    return ngettext(
        "pueda tomar %(n)s turno %(within)s",
        "pueda tomar %(n)s turnos %(within)s",
        lack.needs or 0,
        within=within,
    )


def _brings(lack: Lack) -> str:
    """What somebody new must have."""
    if lack.rule == "not_cleared":
        return _("con constancia")
    return _("con formación") if lack.rule == "not_qualified" else rule_words.only(lack.rule)


LIFTED: Final[Mapping[Rule, Callable[[Lack], str]]] = {
    "not_cleared": _renewed,
    "not_qualified": _trained,
    "too_far": _travels,
    "week_full": _more,
    "month_full": _more,
    "away": lambda _lack: _("sí esté ese día"),
    "unavailable": lambda _lack: _("tenga tiempo a esa hora"),
    "novice": lambda _lack: _("deje de contar como quien recién empieza"),
    "refused": lambda _lack: _("cambie de opinión"),
}

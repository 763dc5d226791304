"""Why a place stays empty, said to people."""

from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import astuple

from server.foundation.translation import speaking
from volunteers.assignments.domain.rota import funnel_words
from volunteers.assignments.domain.solver.changes import COSTS, Change, Join, Lack
from volunteers.assignments.domain.solver.funnel import Count, Funnel, Near
from volunteers.assignments.domain.solver.rules import ORDER, Rule

EVENT = UUID(int=1)
PEOPLE = {UUID(int=number): f"Persona {number}" for number in range(11, 20)}
ANA, BERTA, CARLA, DORA, *_rest = PEOPLE
MARCH = date(2027, 3, 3).toordinal()


def funnel(
    counts: tuple[Count, ...] = (),
    *,
    change: Change | None = None,
    near: tuple[Near, ...] = (),
    near_counts: tuple[Count, ...] = (),
    there: int = 0,
    free: int = 0,
    people: int = 42,
    role: str = "lead",
) -> Funnel:
    return Funnel(
        event=EVENT, role="lead" if role == "lead" else "assistant", missing=1, people=people,
        there=there, free=free, counts=counts, near=near, near_counts=near_counts,
        change=change or Change(joins=(), cost=0),
    )  # fmt: skip


def test_a_funnel_begins_with_those_who_are_trained_and_counts_on() -> None:
    counts = (
        Count("not_qualified", 31), Count("not_cleared", 2), Count("away", 3), Count("busy", 6)
    )  # fmt: skip
    assert funnel_words.reasons(funnel(counts)) == (
        "11 con formación; 2 sin constancia vigente en la fecha, 3 ausentes, 6 ocupadas."
    )


def test_where_nobody_need_be_trained_it_begins_with_everybody() -> None:
    found = funnel((Count("away", 1),), people=3, there=1, free=1)
    assert funnel_words.reasons(found) == "2 personas; 1 ya en el equipo, 1 ausente, 1 libre."


def test_those_who_miss_one_rule_are_named_by_it() -> None:
    near = (Near(ANA, "not_cleared"), *(Near(one, "away") for one in (BERTA, CARLA, DORA)))
    counts = (Count("not_cleared", 1), Count("away", 5))
    assert funnel_words.near(funnel(near=near, near_counts=counts), PEOPLE) == (
        "Solo por la constancia: Persona 11",
        "Solo por una ausencia: Persona 12, Persona 13, Persona 14 y 2 más",
    )


@pytest.mark.parametrize(
    ("change", "said", "steps"),
    [
        (
            Join(role="lead", person=ANA, lacks=(Lack(rule="not_cleared", needs=MARCH),)),
            "Lo más fácil: que Persona 11 renueve la constancia hasta el 3 de marzo de 2027.",
            ("Anotar su constancia", f"/personas/{ANA}#clearance", ANA, ""),
        ),
        (
            Join(role="lead", person=ANA, lacks=(Lack(rule="too_far", needs=80),)),
            "Lo más fácil: que Persona 11 pueda viajar 80 minutos.",
            ("Cambiar su límite de camino", f"/personas/{ANA}#limits", ANA, ""),
        ),
        (
            Join(role="lead", person=ANA, lacks=(Lack(rule="week_full", needs=3),)),
            "Lo más fácil: que Persona 11 pueda tomar 3 turnos esa semana.",
            ("Cambiar su límite de turnos", f"/personas/{ANA}#limits", ANA, ""),
        ),
        (
            Join(role="lead", person=ANA, lacks=(Lack(rule="refused"),)),
            "Lo más fácil: que Persona 11 cambie de opinión.",
            ("Preguntar otra vez desde el equipo", f"/eventos/{EVENT}/equipo", None, ""),
        ),
        (
            Join(role="assistant", person=ANA),
            "Lo más fácil: elegir a Persona 11 (asistente).",
            ("Elegir", "", ANA, "assistant"),
        ),
        (
            Join(role="lead", lacks=(Lack(rule="not_qualified"), Lack(rule="not_cleared"))),
            "Lo más fácil: sumar a una persona nueva (principal): con formación, con constancia.",
            ("Sumar a una persona", "/personas/nueva", None, ""),
        ),
    ],
)
def test_the_cheapest_change_is_told_with_where_it_is_made(
    change: Join, said: str, steps: tuple[str, str, UUID | None, str]
) -> None:
    found = funnel(change=Change(joins=(change,), cost=1))
    told = funnel_words.explained(found, PEOPLE)
    assert told.change == said
    assert [astuple(step) for step in told.steps] == [steps]


def test_a_second_adult_is_asked_for_with_the_first() -> None:
    joins = (Join(role="lead", person=ANA), Join(role="assistant", person=BERTA))
    found = funnel(change=Change(joins=joins, cost=500, more=1))
    assert funnel_words.change(found, PEOPLE) == (
        "Lo más fácil: elegir a Persona 11 (principal) y elegir a Persona 12 (asistente)"
        " y pedir 1 asistente más."
    )
    told = funnel_words.explained(found, PEOPLE)
    assert [(step.label, step.person, step.href) for step in told.steps] == [
        ("Elegir", ANA, ""),
        ("Elegir", BERTA, ""),
        ("Cambiar cuántas personas hacen falta", None, f"/eventos/{EVENT}/equipo"),
    ]


def test_a_limit_that_two_rules_touch_is_changed_once() -> None:
    lacks = (Lack(rule="week_full", needs=3), Lack(rule="month_full", needs=9))
    join = Join(role="lead", person=ANA, lacks=lacks)
    told = funnel_words.explained(funnel(change=Change(joins=(join,), cost=1)), PEOPLE)
    assert [step.label for step in told.steps] == ["Cambiar su límite de turnos"]


@pytest.mark.parametrize("rule", ORDER)
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_rule_has_its_words(rule: Rule, language: str) -> None:
    lifted = (Lack(rule=rule, needs=MARCH),) if rule in COSTS else ()
    with speaking(language):
        told = funnel_words.explained(
            funnel(
                (Count(rule, 2),),
                near=(Near(ANA, rule),),
                change=Change(joins=(Join(role="lead", person=ANA, lacks=lifted),), cost=1),
            ),
            PEOPLE,
        )
    assert "Persona 11" in told.near[0]
    assert "Persona 11" in told.change
    assert told.funnel.endswith(".")
    assert told.empty

"""Who may do what: the whole table, so that a change of it is seen."""

import pytest

from server.foundation.errors import NotAllowed
from server.foundation.identity import PERMISSIONS, SYSTEM, Actor, new_id

ACTIONS = (
    "read", "plan", "staff", "register", "tally", "report", "notices", "administer", "serve",
    "be_told",
)  # fmt: skip
#                   read plan staf regi tall repo noti admi serv told
TABLE = {
    "administrator": "-    yes  yes  yes  yes  yes  yes  yes  -    yes",
    "coordinator":   "-    yes  yes  yes  yes  yes  yes  -    -    yes",
    "facilitator":   "-    -    -    -    -    -    -    -    yes  yes",
    "evaluator":     "-    -    -    -    -    yes  -    -    -    yes",
    "door":          "-    -    -    -    yes  -    -    -    -    -",
    "token:read":    "yes  -    -    -    -    -    -    -    -    -",
    "token:plan":    "yes  yes  yes  yes  -    -    -    -    -    -",
    "token:attend":  "yes  -    -    -    yes  -    -    -    -    -",
    "token:report":  "yes  -    -    -    -    yes  -    -    -    -",
    "token:administer": "yes  -    -    -    -    yes  -    yes  -    -",
    "a stranger":    "-    -    -    -    -    -    -    -    -    -",
}  # fmt: skip


def actor(role: str, *municipalities: str) -> Actor:
    return Actor(account=None, name="Alguien", role=role, municipalities=frozenset(municipalities))


def test_the_table_names_every_role_and_action() -> None:
    assert set(TABLE) - {"a stranger"} == set(PERMISSIONS)
    assert set(ACTIONS) == set().union(*PERMISSIONS.values())


@pytest.mark.parametrize("role", TABLE)
def test_a_role_may_do_exactly_this(role: str) -> None:
    may = ["yes" if actor(role).may(action) else "-" for action in ACTIONS]
    assert dict(zip(ACTIONS, may, strict=True)) == dict(
        zip(ACTIONS, TABLE[role].split(), strict=True)
    )


@pytest.mark.parametrize(
    ("role", "reached"),
    [
        ("administrator", ["0103", "0108"]),
        ("coordinator", ["0103"]),
        ("facilitator", ["0103"]),
        ("evaluator", ["0103", "0108"]),
        ("token:plan", ["0103", "0108"]),
    ],
)
def test_a_role_reaches_its_own_municipality_or_all(role: str, reached: list[str]) -> None:
    who = actor(role, "0103")
    assert [place for place in ("0103", "0108") if who.reaches(place)] == reached


def test_a_coordinator_acts_only_where_they_coordinate() -> None:
    who = actor("coordinator", "0103")
    assert (who.may("plan", "0103"), who.may("plan", "0108"), who.may("plan")) == (
        True,
        False,
        True,
    )


def test_who_may_not_is_told_what_stands_in_the_way() -> None:
    who = actor("coordinator", "0103")
    who.need("plan", "0103")
    with pytest.raises(NotAllowed, match="no coordina ese municipio"):
        who.need("plan", "0108")
    with pytest.raises(NotAllowed, match="no puede hacer eso"):
        who.need("administer", "0103")


def test_the_house_itself_may_do_what_an_administrator_may() -> None:
    SYSTEM.need("administer", "0108")


def test_ids_sort_by_when_they_were_made() -> None:
    made = [new_id() for _ in range(1000)]
    assert made == sorted(made)
    assert {made[0].version, made[-1].version} == {7}

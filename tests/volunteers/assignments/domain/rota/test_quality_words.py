"""How good a rota is, said to people."""

import pytest

from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support.draft_rotas import draft
from tests.support.events import planned
from volunteers.assignments.domain.rota import quality_words, reading


@pytest.mark.parametrize(
    ("outcome", "gap", "pruned", "said"),
    [
        ("optimal", 0, False, "Es la mejor posible con estos datos (demostrado)"),
        (
            "optimal",
            0,
            True,
            "Es la mejor posible entre las personas consideradas (demostrado)",
        ),
        ("bounded", 2_001, False, "La mejor posible sería a lo sumo 0.3 % mejor (demostrado)"),
        ("bounded", 1, False, "La mejor posible sería a lo sumo 0.1 % mejor (demostrado)"),
        ("greedy", None, False, "Sin demostrar: calculada por el método rápido"),
        (None, None, False, ""),
    ],
)
async def test_what_is_proven_of_a_rota_is_told(
    db: None, outcome: str | None, gap: int | None, *, pruned: bool, said: str
) -> None:
    rota = await draft([], events=[])
    await execute(
        "UPDATE rota SET outcome = $1, gap = $2, told = jsonb_set(told, '{pruned}', $3)",
        outcome, gap, "true" if pruned else "false",
    )  # fmt: skip
    found = await reading.rota(rota, by=SYSTEM)
    assert quality_words.quality(found).replace("\xa0", " ") == said
    assert quality_words.state(found) == "Por revisar"


def test_a_gap_that_is_not_known_yet_is_not_told() -> None:
    assert quality_words.distance(None) == ""
    assert quality_words.distance(0).replace("\xa0", " ") == "a lo sumo 0.0 % de lo mejor posible"


@pytest.mark.parametrize(
    ("repair", "said"),
    [(False, "Cambiada a mano; el cálculo daba 40 de 42"), (True, "Cambiada a mano")],
)
async def test_nothing_is_proven_of_a_rota_that_was_changed_by_hand(
    db: None, *, repair: bool, said: str
) -> None:
    event = await planned()
    rota = await draft([], events=[event], repairs=event if repair else None)
    await execute(
        "UPDATE rota SET told = told || $1",
        '{"by_hand": true, "filled": 40, "needed": 42}',
    )
    assert quality_words.quality(await reading.rota(rota, by=SYSTEM)) == said

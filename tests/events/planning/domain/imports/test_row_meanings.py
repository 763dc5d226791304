"""What a row means, field by field."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from events.planning.domain.event import Material
from events.planning.domain.imports.lexicon import Site, Vocabulary, lexicon
from events.planning.domain.imports.meaning import Meaning, meaning
from events.planning.domain.imports.plan import ReadingPlan
from events.planning.domain.imports.rows import Row

HALL = UUID(int=7)
PAPER = Material(label="Papel")
WORDS = Vocabulary(
    kinds=lexicon([("workshop", "Taller", "Workshop"), ("talk", "Charla", "Talk")]),
    topics=lexicon([("networks", "Redes de apoyo"), ("rights", "Derechos y deberes")]),
    audiences=lexicon([("parents", "Madres, padres y cuidadores")]),
    municipalities=lexicon([("0108", "Mixco"), ("0103", "San José Pinula")]),
    projects=lexicon([("general", "General")]),
    zone="America/Guatemala",
).knowing([Site(HALL, "0108", "Mixco", "Salón", "Calle 1")])
NINE = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)
ROW = {
    "title": "Uno",
    "date": "5/12/2026",
    "start": "9:00",
    "municipality": "Mixco",
    "kind": "taller",
}


def meant(cells: Mapping[str, str], chosen: str = "") -> Meaning:
    """What a row with these cells means, where a municipality was chosen for rows without one."""
    told = {**ROW, **cells}
    columns = {field: at for at, field in enumerate(told)}
    plan = ReadingPlan(columns=columns, municipality=chosen)
    return meaning(Row(2, list(told.values())), plan, WORDS)


@pytest.mark.parametrize(
    ("cells", "starts", "lasts"),
    [
        ({"end": "11:30"}, NINE, 150),
        ({"start": "9 a 11"}, NINE, 120),
        ({"duration": "45 min"}, NINE, 45),
        ({"date": "", "start": "2026-12-05T09:00"}, NINE, 120),
        ({"date": "sábado 5 de diciembre de 2026, 9:00-10:00", "start": ""}, NINE, 60),
        ({"date": "5/12/2026 a las 9:00", "start": ""}, NINE, 120),
        ({"end": "1:00", "end_date": "6/12/2026"}, NINE, 16 * 60),
        ({"end": "2026-12-05 10:00:00"}, NINE, 60),
        ({"zone": "America/New_York"}, NINE - timedelta(hours=1), 120),
        ({"start": "2026-12-05T15:00:00+00:00", "end": "2026-12-05T10:00:00-06:00"}, NINE, 60),
    ],
)
def test_when_it_is_may_be_said_in_many_ways(
    cells: dict[str, str], starts: datetime, lasts: int
) -> None:
    given = meant(cells).given
    assert (given["starts_at"], given["ends_at"] - given["starts_at"]) == (
        starts, timedelta(minutes=lasts),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"date": "un día"}, {"date": "No se entiende «un día»."}),
        ({"start": "temprano"}, {"start": "No se entiende «temprano»."}),
        ({"end": "tarde"}, {"end": "No se entiende «tarde»."}),
        ({"zone": "Luna"}, {"zone": "Esa zona horaria no existe."}),
        ({"kind": "fiesta"}, {"kind": "No se conoce «fiesta»."}),
        ({"kind": ""}, {"kind": "Falta el tipo de actividad."}),
        ({"municipality": ""}, {"municipality": "Falta el municipio."}),
        ({"project": "Luna"}, {"project": "No se conoce «Luna»."}),
        ({"modality": "a gritos"}, {"modality": "No se conoce «a gritos»."}),
        (
            {"audiences": "madres"},
            {"audiences": "No se conoce «madres». ¿Será «Madres, padres y cuidadores»?"},
        ),
        ({"cost": "caro"}, {"cost": "No se entiende «caro»."}),
        ({"public_title": "x" * 201}, {"public_title": "Tiene más de 200 caracteres."}),
        (
            {"modality": "virtual", "venue": "Parque"},
            {"venue": "Una actividad virtual no ocupa un lugar."},
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_of_its_column(cells: dict[str, str], wrong: dict[str, str]) -> None:
    assert meant(cells).wrong == wrong


@pytest.mark.parametrize(
    ("cells", "given"),
    [
        ({"municipality": "108"}, {"municipality": "0108"}),
        ({"venue": "salon"}, {"venue": HALL}),
        ({"venue": "Salón, Calle 1, Mixco"}, {"venue": HALL}),
        ({"topics": "Redes de apoyo; derechos y deberes"}, {"topics": ("networks", "rights")}),
        ({"topics": "redes de apoyo, rights"}, {"topics": ("networks", "rights")}),
        ({"capacity": "1,200 personas"}, {"capacity": 1200}),
        ({"cost": "Q1,250.5"}, {"cost": Decimal("1250.50")}),
        ({"project": "GENERAL"}, {"project": "general"}),
        ({"modality": "Híbrida"}, {"modality": "blended"}),
        ({"meeting_url": "https://m.test"}, {"modality": "virtual"}),
        (
            {"meeting_url": "https://m.test", "venue": "Salón"},
            {"modality": "blended", "venue": HALL},
        ),
        (
            {"materials": "Guía | https://x.test | 2\n\nPapel"},
            {"materials": (Material(label="Guía", link="https://x.test", version="2"), PAPER)},
        ),
        ({"details": "film: Ixcanul\nnada"}, {"details": {"film": "Ixcanul"}}),
        ({"overlap": " Caben  ambas"}, {"venue_overlap_reason": "Caben ambas"}),
    ],
)  # fmt: skip
def test_words_find_what_they_mean(cells: dict[str, str], given: dict[str, object]) -> None:
    found = meant(cells)
    assert ({name: found.given[name] for name in given}, found.wrong) == (given, {})


def test_a_row_that_names_no_place_takes_the_one_that_was_chosen() -> None:
    assert meant({"municipality": ""}, "0103").given["municipality"] == "0103"


@pytest.mark.parametrize("place", ["", "{}", "{", "[]", '{"confidential": true, "x": 1}'])
def test_a_new_venue_is_described_as_far_as_is_known(place: str) -> None:
    found = meant({"venue": "Parque", "place": place})
    described = {"confidential": True} if "confidential" in place else {}
    assert found.new_venue == {"municipality": "0108", "name": "Parque", **described}
    assert found.notes[0] == "Lugar nuevo: Parque."


def test_a_row_whose_file_was_damaged_says_so() -> None:
    row = Row(9, ["Uno"], [], ["Este componente está dañado."])
    assert meaning(row, ReadingPlan(columns={"title": 0}), WORDS).wrong["row"] == (
        "Este componente está dañado."
    )

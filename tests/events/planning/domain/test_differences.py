"""What changed is told as a coordinator would tell it."""

from typing import Any

import pytest

from events.planning.domain.differences import sentences

SPACE = "11111111-1111-7111-8111-111111111111"
NAMES = {
    f"venue:{SPACE}": "Salón comunal",
    "topic:support-networks": "Redes de apoyo",
    "audience:children": "Niñez",
    "kind:workshop": "Taller",
    "kind:film-forum": "Cineforo",
    "answer:film-forum:film": "Película",
}
WRITTEN: dict[str, Any] = {
    "title": "Navegar", "public_title": "Navegar", "kind": "workshop", "municipality": "0103",
    "venue": None, "venue_overlap_reason": None, "modality": "in_person", "meeting_url": "",
    "starts_at": "2026-12-05T15:00:00+00:00", "ends_at": "2026-12-05T18:00:00+00:00",
    "zone": "America/Guatemala", "capacity": 40, "project": SPACE, "programme": None,
    "programme_position": None, "details": {}, "materials": [], "cost": None, "travel_note": "",
    "notes": "", "status": "draft", "cancellation_reason": None, "detached_at": None,
    "topics": [], "audiences": [], "sequence": 0,
}  # fmt: skip
MOVED = {"starts_at": "2026-12-06T15:00:00+00:00", "ends_at": "2026-12-06T18:00:00+00:00"}
POSTER = {"label": "Cartel", "link": "", "version": ""}

CHANGES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["guardó la actividad sin cambiar nada"]),
    ({"sequence": 3}, ["guardó la actividad sin cambiar nada"]),
    ({"status": "published"}, ["publicó la actividad"]),
    (
        {"status": "cancelled", "cancellation_reason": "rain"},
        ["canceló la actividad: Lluvia"],
    ),
    (
        MOVED,
        [
            (
                "movió la actividad del sábado 5 de diciembre de 2026, 09:00–12:00"
                " al domingo 6 de diciembre de 2026, 09:00–12:00"
            )
        ],
    ),
    (
        {"starts_at": "2026-12-05T14:30:00+00:00"},
        ["cambió la hora de 09:00–12:00 a 08:30–12:00"],
    ),
    ({"zone": "UTC"}, ["cambió la zona horaria de America/Guatemala a UTC"]),
    ({"capacity": 60}, ["cambió el cupo de 40 a 60"]),
    ({"capacity": None}, ["quitó el cupo: 40"]),
    ({"venue": SPACE}, ["anotó el lugar: Salón comunal"]),
    ({"venue": "gone"}, ["anotó el lugar: uno que ya no existe"]),
    ({"title": "Otro", "public_title": "Otro"}, ["cambió el título de «Navegar» a «Otro»"]),
    ({"public_title": "Taller"}, ["cambió el título público de «Navegar» a «Taller»"]),
    ({"modality": "blended"}, ["cambió la modalidad de presencial a mixta"]),
    ({"cost": 1250.5}, ["anotó el costo: Q1,250.50"]),
    ({"topics": ["support-networks"]}, ["agregó el tema «Redes de apoyo»"]),
    ({"audiences": ["children", "new"]}, ["agregó el público «Niñez»", "agregó el público «new»"]),
    ({"materials": [POSTER]}, ["agregó el material «Cartel»"]),
    ({"notes": "Llevar agua"}, ["cambió las notas para el equipo"]),
    ({"detached_at": MOVED["starts_at"]}, ["la apartó de las demás de su serie"]),
    (
        {"kind": "film-forum", "details": {"film": "Roma"}},
        ["cambió el tipo de actividad de Taller a Cineforo", "anotó «Película»: Roma"],
    ),
]


@pytest.mark.parametrize(("change", "said"), CHANGES)
def test_a_change_is_told_in_words(change: dict[str, Any], said: list[str]) -> None:
    assert sentences(WRITTEN, {**WRITTEN, **change}, NAMES) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("cancelled", "published", "puso otra vez en pie la actividad cancelada"),
        ("published", "draft", "volvió a dejarla como borrador"),
        ("published", "closed", "cerró el registro"),
        ("closed", "published", "abrió de nuevo el registro"),
    ],
)
def test_a_change_of_state_has_its_own_words(before: str, after: str, said: str) -> None:
    states = ({**WRITTEN, "status": before}, {**WRITTEN, "status": after})
    assert sentences(*states, NAMES) == [said]


def test_what_was_dropped_is_told_too() -> None:
    before = {**WRITTEN, "topics": ["support-networks"], "audiences": ["children"]}
    before |= {"materials": [POSTER], "details": {"film": "Roma"}}
    assert sentences(before, WRITTEN, NAMES) == [
        "quitó «film»: Roma",
        "quitó el tema «Redes de apoyo»",
        "quitó el público «Niñez»",
        "quitó el material «Cartel»",
    ]


def test_a_material_of_another_version_is_told() -> None:
    materials = ([POSTER], [{**POSTER, "version": "2"}])
    before, after = ({**WRITTEN, "materials": each} for each in materials)
    assert sentences(before, after, NAMES) == ["cambió el material «Cartel»"]


def test_the_first_and_the_last_word_about_an_event() -> None:
    assert sentences(None, WRITTEN, NAMES) == [
        "planificó la actividad para el sábado 5 de diciembre de 2026, 09:00–12:00"
    ]
    assert sentences(WRITTEN, None, NAMES) == ["borró la actividad"]

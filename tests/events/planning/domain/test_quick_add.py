"""What is understood of a line as a coordinator types it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from events.planning.domain.quick_add import Understood, understand
from tests.support.quick_lines import known

GUATEMALA = ZoneInfo("America/Guatemala")
# A Thursday, at ten in the morning.
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=GUATEMALA)


def read(text: str) -> Understood:
    """What is understood on that Thursday."""
    return understand(text, now=NOW, known=known())


def hours(text: str) -> str:
    """From when to when, such as `Sat 28 Nov 09:00-11:00`."""
    told = read(text)
    if told.starts_at is None or told.ends_at is None:
        return ""
    return f"{told.starts_at:%a %d %b %H:%M}-{told.ends_at:%H:%M}"


def test_the_line_of_the_manual() -> None:
    told = read("cineforo en Mixco sábado 9:00–11:00, 40 personas")
    assert (told.title, told.kind, told.municipality) == ("Cineforo", "Cineforo", "Mixco")
    assert (told.capacity, told.modality, told.warnings) == (40, "in_person", ())
    assert [(piece.what, piece.words, piece.guessed) for piece in told.pieces] == [
        ("municipality", "en Mixco", False),
        ("kind", "cineforo", False),
        ("capacity", "40 personas", False),
        ("day", "sábado", False),
        ("hours", "9:00–11:00", False),
    ]


def test_a_whole_workshop() -> None:
    told = read(
        "taller redes sociales para adolescentes, Escuela Oficial Lo de Coy, Mixco,"
        " 14 de marzo de 9 a 11:30"
    )
    assert (told.title, told.kind, told.venue) == ("Redes sociales", "Taller", "coy")
    assert (told.audiences, told.topics) == (("Adolescentes",), ("Riesgos de las redes sociales",))
    assert told.starts_at == datetime(2027, 3, 14, 9, 0, tzinfo=GUATEMALA)
    assert [piece.what for piece in told.pieces if piece.guessed] == ["topic"]


def test_a_meeting_on_the_net() -> None:
    told = read("reunión virtual mañana 3pm 1 hora https://Meet.example/xY")
    assert (told.title, told.modality) == ("Reunión", "virtual")
    assert told.meeting_url == "https://Meet.example/xY"
    assert told.warnings == ("no_municipality",)


DAYS = [
    ("hoy a las 4", "Thu 26 Nov 16:00-18:00"),
    ("mañana 9:00", "Fri 27 Nov 09:00-11:00"),
    ("mañana por la mañana", "Fri 27 Nov 09:00-11:00"),
    ("8 de la mañana", "Fri 27 Nov 08:00-10:00"),  # today it is over
    ("3pm", "Thu 26 Nov 15:00-17:00"),
    ("pasado mañana", "Sat 28 Nov 09:00-11:00"),
    ("sabado", "Sat 28 Nov 09:00-11:00"),
    ("SÁBADO", "Sat 28 Nov 09:00-11:00"),
    ("jueves 9:00", "Thu 03 Dec 09:00-11:00"),
    ("jueves 11:00", "Thu 26 Nov 11:00-13:00"),
    ("próximo jueves 11:00", "Thu 03 Dec 11:00-13:00"),
    ("proximo martes", "Tue 01 Dec 09:00-11:00"),
    ("el martes que viene", "Tue 01 Dec 09:00-11:00"),
    ("martes de la próxima semana", "Tue 01 Dec 09:00-11:00"),
    ("viernes de la otra semana", "Fri 04 Dec 09:00-11:00"),
    ("la próxima semana el lunes", "Mon 30 Nov 09:00-11:00"),
    ("en 3 días", "Sun 29 Nov 09:00-11:00"),
    ("dentro de una semana", "Thu 03 Dec 09:00-11:00"),
    ("el 5/12", "Sat 05 Dec 09:00-11:00"),
    ("5/1", "Tue 05 Jan 09:00-11:00"),
    ("5/12/27", "Sun 05 Dec 09:00-11:00"),
    ("05-12-2026", "Sat 05 Dec 09:00-11:00"),
    ("2026-12-05", "Sat 05 Dec 09:00-11:00"),
    ("sábado 5 de diciembre de 2026", "Sat 05 Dec 09:00-11:00"),
    ("primero de diciembre", "Tue 01 Dec 09:00-11:00"),
    ("diciembre 5", "Sat 05 Dec 09:00-11:00"),
    ("sáb 28", "Sat 28 Nov 09:00-11:00"),
    ("el 28", "Sat 28 Nov 09:00-11:00"),
    ("el 20", "Sun 20 Dec 09:00-11:00"),
    ("viernes 9", "Fri 27 Nov 09:00-11:00"),  # the 9th is a Wednesday: nine o'clock
    ("miércoles 9", "Wed 09 Dec 09:00-11:00"),
    ("jueves 31", "Thu 31 Dec 09:00-11:00"),
    ("hoy 11", "Thu 26 Nov 11:00-13:00"),
]
HOURS = [
    ("lunes 9:00–11:00", "09:00-11:00"),
    ("lunes 9-11", "09:00-11:00"),
    ("lunes de 9 a 11:30", "09:00-11:30"),
    ("lunes de 2 a 4 de la tarde", "14:00-16:00"),
    ("lunes de 2 a 4", "14:00-16:00"),
    ("lunes de 9 a 1", "09:00-13:00"),
    ("lunes de 8 a 6", "08:00-18:00"),
    ("lunes de 9 a 1 de la tarde", "09:00-13:00"),
    ("lunes 11am a 1pm", "11:00-13:00"),
    ("lunes 3-5pm", "15:00-17:00"),
    ("lunes 9 a.m. a 12 p.m.", "09:00-12:00"),
    ("lunes por la tarde de 2 a 4", "14:00-16:00"),
    ("lunes por la mañana de 6 a 8", "06:00-08:00"),
    ("lunes por la noche", "18:00-20:00"),
    ("lunes desde las 9 hasta las 11", "09:00-11:00"),
    ("lunes entre las 2 y las 4", "14:00-16:00"),
    ("lunes 14h30–16h", "14:30-16:00"),
    ("lunes 22:00–02:00", "22:00-02:00"),
    ("lunes mediodía", "12:00-14:00"),
    ("lunes de 10 al mediodía", "10:00-12:00"),
    ("lunes 3 y media", "15:30-17:30"),
    ("lunes 12 de la noche", "00:00-02:00"),
    ("lunes 15 horas, hora y media", "15:00-16:30"),
    ("lunes 9:00 90 minutos", "09:00-10:30"),
    ("lunes 9:00 dos horas y media", "09:00-11:30"),
    ("lunes 9:00 1.5 horas", "09:00-10:30"),
    ("lunes 9:00 media hora", "09:00-09:30"),
    ("lunes niños de 10 a 12 años", "09:00-11:00"),
    ("lunes tel 5555-1234", "09:00-11:00"),
]


@pytest.mark.parametrize(("text", "said"), DAYS)
def test_a_day_is_understood_as_it_is_said(text: str, said: str) -> None:
    assert hours(text) == said


@pytest.mark.parametrize(("text", "said"), HOURS)
def test_hours_are_understood_as_they_are_said(text: str, said: str) -> None:
    assert hours(text).endswith(f" {said}")


WORDS: list[tuple[str, dict[str, Any]]] = [
    ("villanueva", {"municipality": "Villa Nueva"}),
    ("vila nueva", {"municipality": "Villa Nueva"}),
    ("san juan", {"municipality": "San Juan Sacatepéquez"}),
    ("amatitlan", {"municipality": "Amatitlán"}),
    ("villa", {"municipality": "", "title": "Villa"}),
    ("salon comunal san jose pinula", {"venue": "sala", "municipality": "San José Pinula"}),
    ("Salón comunal en Villa Nueva", {"venue": "salb", "municipality": "Villa Nueva"}),
    ("lo de coy", {"venue": "", "title": "Lo de coy"}),
    ("escuela oficial", {"venue": "coy", "municipality": "Mixco"}),
    ("casa de la cultura", {"venue": "casa", "municipality": "Mixco"}),
    ("cine-foro", {"kind": "Cineforo"}),
    ("talleres", {"kind": "Taller"}),
    ("capasitación", {"kind": "Capacitación"}),
    ("formato", {"kind": "", "title": "Formato"}),
    ("para 40", {"capacity": None}),
    ("para 40 mujeres", {"capacity": 40}),
    ("30 niños", {"capacity": 30, "audiences": ("Niñas y niños",)}),
    ("cupo: 25", {"capacity": 25}),
    ("con madres y docentes", {"audiences": ("Madres, padres y cuidadores", "Docentes")}),
    ("proyecto creciendo en paz", {"project": "Creciendo en Paz"}),
    ("proyecto general", {"project": "General"}),
    ("en general", {"project": ""}),
    ("híbrida https://a.example/b", {"modality": "blended"}),
    ("https://a.example/b.", {"modality": "virtual", "meeting_url": "https://a.example/b"}),
    ("escuela oficial https://a.example", {"modality": "blended", "venue": "coy"}),
    ("El agua es vida, mixco, lunes", {"title": "El agua es vida"}),
    ("lunes en Mixco: manejo del enojo", {"title": "Manejo del enojo"}),
    ("«Un lunes en Mixco» foro", {"title": "Un lunes en Mixco", "kind": "Foro"}),
    ("se trata de personas", {"topics": ()}),
    ("taller de violencia de género", {"topics": ("Violencia de género",)}),
]


@pytest.mark.parametrize(("text", "said"), WORDS)
def test_words_are_understood_as_people_type_them(text: str, said: dict[str, Any]) -> None:
    told = read(text)
    assert {name: getattr(told, name) for name in said} == said


WARNINGS = [
    ("taller mixco lunes 9:00", ()),
    ("", ("no_day", "no_kind", "no_municipality")),
    ("taller mixco sábado 29 de noviembre", ("weekday",)),
    ("taller mixco hoy 8:00", ("past",)),
    ("taller mixco 31 de febrero", ("no_day", "unreal_day")),
    ("taller escuela oficial lo de coy en villa nueva lunes", ("other_place",)),
    ("taller salón comunal lunes", ("which_venue", "no_municipality")),
    ("taller virtual mixco lunes", ("no_address",)),
    ("taller mixco lunes http://a.example", ("insecure_address",)),
]


@pytest.mark.parametrize(("text", "codes"), WARNINGS)
def test_what_is_missing_or_does_not_agree_is_warned_of(text: str, codes: tuple[str, ...]) -> None:
    assert read(text).warnings == codes


def test_a_rhythm_is_noticed() -> None:
    told = read("todos los martes 3pm taller en Villa Nueva")
    assert (told.repeats, hours("cada martes 3pm")) == (True, "Tue 01 Dec 15:00-17:00")


def test_who_has_one_municipality_need_not_name_it() -> None:
    only = known()
    mixco = [place for place in only.municipalities if place.code == "Mixco"]
    alone = type(only)(**{**{f: getattr(only, f) for f in only.__struct_fields__},
                          "municipalities": mixco})  # fmt: skip
    told = understand("taller lunes", now=NOW, known=alone)
    assert (told.municipality, [p.what for p in told.pieces if p.guessed]) == (
        "Mixco",
        ["municipality", "hours", "length"],
    )

"""Each kind of notice is shown in its own words, about a story that leaves no trace."""

import re
from collections import Counter
from datetime import datetime

import pytest

from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.outbox.rendering import render
from notifications.domain.texts.scenes import SCENES
from notifications.domain.texts.specimens import Specimen, specimen
from server.foundation.database import fetch, transaction
from server.foundation.identity import Actor
from server.foundation.translation import LANGUAGES, speaking
from tests.support.cast import Cast
from tests.support.events import TODAY
from tests.support.reached import SMS, confirmed

SATURDAY = "sábado 12 de diciembre, 09:00"
SUNDAY = "domingo 29 de noviembre, 09:00"
SUBJECTS = {
    "sign_in_link": "Enlace para entrar",
    "account_changed": "Seguridad de su cuenta",
    "contact_check": "Confirmar este medio",
    "contacts_changed": "Cambiaron sus medios para avisos",
    "invitation": f"Invitación: {SATURDAY}",
    "confirmation": f"Confirmación: {SATURDAY}",
    "change": f"Cambio: ahora {SATURDAY}",
    "cancellation": f"Cancelada: {SATURDAY}",
    "released": f"Ya no hace falta asistir: {SATURDAY}",
    "place_taken": f"Ya se cubrió: {SATURDAY}",
    "expired": f"Invitación vencida: {SATURDAY}",
    "substitute_found": f"Reemplazo encontrado: {SATURDAY}",
    "no_substitute": f"Sin reemplazo: {SATURDAY}",
    "answer_due": f"Falta su respuesta: {SATURDAY}",
    "reminder": "Recordatorio: actividad mañana 09:00",
    "absences_asked": "¿Cuándo no se puede contar con usted?",
    "lapsing": "Por vencer el viernes 18 de diciembre",
    "late_cancellation": f"Urgente, falta una persona: {SUNDAY}",
    "answer_received": f"Falta una persona: {SATURDAY}",
    "unanswered": f"Falta una persona: {SATURDAY}",
    "place_reopened": f"Falta una persona: {SATURDAY}",
    "handed_over": f"Cambio en el equipo: {SATURDAY}",
    "cover_ended_empty": f"Falta una persona: {SATURDAY}",
    "register_open": "Registro sin cerrar: miércoles 25 de noviembre, 09:00",
    "places_lapsing": "Por vencer el jueves 10 de diciembre",
    "digest": "Resumen de la semana",
    "seat_registered": f"Lugar confirmado: {SATURDAY}",
    "seat_offered": f"Hay lugar: {SATURDAY}",
    "seat_change": f"Cambio: ahora {SATURDAY}",
    "seat_cancellation": f"Cancelada: {SATURDAY}",
    "seat_cancelled": f"Reserva cancelada: {SATURDAY}",
    "seat_reminder": "Recordatorio: actividad mañana 09:00",
    "report_released": "Nuevas cifras de Convoca",
}
# What both languages write alike.
ALIKE = re.compile(r"San José Pinula|Ana Morales|Luis Castillo|Convoca|https?://\S+|[\W\d_]+")


async def every(office: Office, of: Actor, at: datetime = TODAY) -> dict[str, Specimen]:
    """All of them, as somebody sees them, in the current language."""
    return {name: await specimen(KINDS[name], office, of=of, at=at) for name in SUBJECTS}


def test_every_kind_that_people_get_has_its_story() -> None:
    people = {name for name, kind in KINDS.items() if kind.to != "webhook"} - {"test_send"}
    assert set(SUBJECTS) == people
    assert set(SCENES) == people - {"digest"}


async def test_every_kind_is_shown_in_its_own_words(office: Office, cast: Cast) -> None:
    shown = await every(office, cast.pinula)
    assert {name: one.letter.subject for name, one in shown.items()} == SUBJECTS
    assert {name for name, one in shown.items() if not one.made_up} == {"digest"}


async def test_no_two_kinds_are_shown_alike(office: Office, cast: Cast) -> None:
    shown = await every(office, cast.pinula)
    said = Counter(
        (one.letter.subject, one.letter.opening, one.letter.facts, one.letter.closing)
        for one in shown.values()
    )
    assert [words for words, times in said.items() if times > 1] == []
    written = "\n".join(
        render(one.letter, one.notice, office).text for one in shown.values()
    )  # fmt: skip
    assert "ejemplo" not in written.casefold()


async def test_every_kind_is_shown_in_the_language_that_is_asked_for(
    office: Office, cast: Cast
) -> None:
    lines: dict[str, set[str]] = {}
    for language in LANGUAGES:
        with speaking(language):
            shown = await every(office, cast.pinula)
            lines[language] = {
                line.strip() for one in shown.values()
                for line in render(one.letter, one.notice, office).text.splitlines()
            }  # fmt: skip
    same = {line for line in lines["es"] & lines["en"] if ALIKE.sub("", line)}
    assert same == {cast.pinula.name for _one in same}


@pytest.mark.parametrize("at", [TODAY.replace(day=day) for day in range(1, 15)])
async def test_the_days_of_the_story_fit_whenever_it_is_told(
    office: Office, cast: Cast, at: datetime
) -> None:
    names = ("lapsing", "places_lapsing", "change", "expired", "seat_offered", "reminder")
    subjects = [
        (await specimen(KINDS[name], office, of=cast.admin, at=at)).letter.subject for name in names
    ]
    begun = [subject.split(" ")[0] for subject in subjects]
    assert begun == ["Por", "Por", "Cambio:", "Invitación", "Hay", "Recordatorio:"]


async def test_nothing_of_the_story_stays(office: Office, cast: Cast) -> None:
    await confirmed(office, SMS, who=cast.pinula)
    before = await rows()
    await every(office, cast.pinula)
    async with transaction():
        await every(office, cast.pinula)
    assert await rows() == before


async def rows() -> dict[str, int]:
    """How many there are in every table."""
    tables = await fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {
        name: (await fetch(f'SELECT count(*) FROM "{name}"'))[0][0]
        for name in sorted(row["tablename"] for row in tables)
    }


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_letter_asks_to_reply_where_nobody_reads(
    office: Office, cast: Cast, language: str
) -> None:
    with speaking(language):
        shown = await every(office, cast.pinula)
        texts = [render(one.letter, one.notice, office).text for one in shown.values()]
    forbidden = re.compile(r"responder a este mensaje|Las respuestas las lee|reply to this message")
    assert [found for text in texts for found in forbidden.findall(text)] == []


async def test_only_a_letter_with_links_says_that_they_answer(office: Office, cast: Cast) -> None:
    shown = await every(office, cast.pinula)
    said = {
        name: "para responder sirven los enlaces" in render(one.letter, one.notice, office).text
        for name, one in shown.items()
    }
    assert said == {name: bool(one.letter.links) for name, one in shown.items()}

"""Where administrators keep the knowledge questions."""

import httpx
import pytest

from events.attendance.domain.learning import knowledge
from events.attendance.tables import KnowledgeAnswer
from server.foundation.database import fetch
from server.foundation.identity import new_id
from tests.events.attendance.questions import question
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import SATURDAY, planned

HERE = "/ajustes/preguntas"
FILLED: dict[str, str | list[str]] = {
    "topic": "social-network-risks", "question_es": "¿Quién ve una foto publicada?",
    "question_en": "Who sees a photo?", "answer_1_es": "Cualquiera", "answer_1_en": "Anybody",
    "answer_2_es": "Solo amistades", "right": "1",
}  # fmt: skip


@pytest.fixture
async def admin(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """A browser of the administrator's."""
    await sign_in_as(visitor, cast.admin)
    return visitor


async def test_an_administrator_adds_changes_and_retires_a_question(
    admin: httpx.AsyncClient, cast: Cast
) -> None:
    assert "Todavía no hay preguntas" in (await admin.get(HERE)).text
    assert (await admin.get(f"{HERE}/nueva")).status_code == 200
    saved = await submit(admin, f"{HERE}/nueva", FILLED)
    assert (saved.status_code, saved.headers["location"]) == (303, HERE)
    (kept,) = await knowledge.kept(by=cast.admin)
    assert (kept.answers, kept.right) == (
        [("Cualquiera", "Anybody"), ("Solo amistades", "Solo amistades")], 0,
    )  # fmt: skip
    form = (await admin.get(f"{HERE}/{kept.id}")).text
    assert 'value="Who sees a photo?"' in form
    await submit(admin, f"{HERE}/{kept.id}", {**FILLED, "right": "2"})
    assert (await knowledge.one(kept.id, by=cast.admin)).right == 1
    for act, shown in (("retiro", "Retirada"), ("regreso", "Retirar")):
        await submit(admin, f"{HERE}/{kept.id}/{act}")
        assert shown in (await admin.get(HERE)).text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"question_es": "¿Qué es la trata?"}, "«trata» no puede leerse en público"),
        ({"answer_2_es": "El abuso"}, "«abuso» no puede leerse en público"),
        ({"question_es": ""}, "Falta este dato."),
        ({"answer_2_es": ""}, "Hacen falta de dos a cuatro respuestas."),
        ({"answer_2_es": "Cualquiera"}, "Dos respuestas son iguales."),
        ({"answer_3_es": "", "answer_4_es": "Nadie"}, "Falta este dato."),
        ({"right": "4"}, "Elegir cuál es la correcta."),
        ({"topic": "no-existe"}, "Elegir una de las opciones."),
        ({"question_en": "x" * 201}, "Tiene más de 200 caracteres."),
    ],
)
async def test_what_cannot_stand_is_refused_and_stays_typed(
    admin: httpx.AsyncClient, changes: dict[str, str | list[str]], sentence: str
) -> None:
    refused = await submit(admin, f"{HERE}/nueva", {**FILLED, **changes})
    assert (refused.status_code, sentence in refused.text) == (422, True)
    assert 'value="Who sees a photo?"' in refused.text or "question_en" in changes
    assert await fetch("SELECT FROM knowledge_question") == []


async def test_a_question_that_was_answered_keeps_its_words(
    admin: httpx.AsyncClient, cast: Cast
) -> None:
    asked, event = await question(), await planned()
    await KnowledgeAnswer.insert(
        KnowledgeAnswer(
            id=new_id(), event=event, question=asked, moment="before", day=SATURDAY.date(), answer=1
        )
    )
    refused = await submit(admin, f"{HERE}/{asked}", FILLED)
    assert (refused.status_code, "Ya tiene respuestas" in refused.text) == (422, True)
    again = await submit(admin, f"{HERE}/{asked}", {**FILLED, "topic": "x"})
    assert again.status_code == 422
    assert f'href="{HERE}/{asked}"' not in (await admin.get(HERE)).text


async def test_only_an_administrator_keeps_questions(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert (await visitor.get(HERE)).status_code == 403
    await sign_in_as(visitor, cast.admin)
    assert (await visitor.get(f"{HERE}/{new_id()}")).status_code == 404

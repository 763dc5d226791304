"""What an outside evaluator is given, and what is not in it."""

import csv
import json
from hashlib import sha256
from io import BytesIO, StringIO
from uuid import UUID
from zipfile import ZipFile

import openpyxl
import pytest

from events.attendance.tables import Feedback, KnowledgeAnswer, KnowledgeQuestion
from events.outreach.domain.exports.packaging import package
from events.outreach.domain.exports.released_report import released_report
from events.outreach.domain.indicators.wanted import Asking
from events.outreach.tables import NetworkAction
from server.foundation.database import fetch
from server.foundation.errors import NotAllowed
from server.foundation.identity import Actor, new_id
from tests.support.cast import Cast
from tests.support.promises import promised
from tests.support.registers import AFTER, WORKSHOP_DAY, arrived, held
from tests.support.released_month import SECRET, ZONE, crowd, month_released
from volunteers.assignments.domain import given

PASS = b"pseudonym-of-ana"


async def made(by: Actor) -> dict[str, bytes]:
    asking = Asking(by=by, at=AFTER, help_given=given)
    release = await month_released()
    report = await released_report(release, asking, zone=ZONE, base_url="https://convoca.example")
    archive = ZipFile(BytesIO(await package(report, asking)))
    return {name: archive.read(name) for name in archive.namelist()}


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))[1:]


async def asked(event: UUID, before: list[int], after: list[int]) -> None:
    """A question of which the second answer is right, and what was answered."""
    question = new_id()
    await KnowledgeQuestion.insert(
        KnowledgeQuestion(
            id=question, topic="social-network-risks", question_es="¿Qué es privado?",
            answers=json.dumps([["Todo", ""], ["La clave", ""]]), right=1, made_at=AFTER,
        )
    )  # fmt: skip
    for moment, answers in (("before", before), ("after", after)):
        for number, answer in enumerate(answers):
            row = KnowledgeAnswer(
                id=new_id(), event=event, question=question, moment=moment,
                day=WORKSHOP_DAY.date(), batch=number // 5, answer=answer,
            )  # fmt: skip
            await KnowledgeAnswer.insert(row)


async def thought(event: UUID, number: int) -> None:
    for each in range(number):
        row = Feedback(
            id=new_id(), event=event, day=WORKSHOP_DAY.date(), batch=each // 5, useful=4, share=1
        )
        await Feedback.insert(row)


async def test_it_says_what_was_learnt_thought_and_done_by_groups_alone(cast: Cast) -> None:
    workshop = await crowd()
    await asked(workshop, before=[0, 0, 0, 1, 1], after=[1, 1, 1, 1, 0])
    await thought(workshop, 5)
    # Four answers are too few to be seen.
    small = await held(WORKSHOP_DAY, municipality="0108")
    await thought(small, 4)
    found = await made(cast.evaluator)
    assert rows(found["saberes.csv"]) == [
        ["¿Qué es privado?", "antes", "5", "2", "40"],
        ["¿Qué es privado?", "después", "5", "4", "80"],
    ]
    assert rows(found["opiniones.csv"])[:2] == [
        ["Fue útil", "4", "5", "100"], ["Fue útil", "3", "0", "0"],
    ]  # fmt: skip
    assert rows(found["opiniones.csv"])[4] == ["Se sintió bien recibido", "4", "0", ""]
    assert rows(found["seguimiento.csv"])[0] == [
        "Completaron un programa", "", "", "no reportado",
    ]  # fmt: skip


async def test_the_checksums_are_those_of_its_files(cast: Cast) -> None:
    await crowd()
    found = await made(cast.evaluator)
    sums = found.pop("SHA256SUMS").decode().splitlines()
    assert sums == [f"{sha256(content).hexdigest()}  {name}" for name, content in found.items()]
    readme = found["LEEME.md"].decode()
    assert {name for name in found if f"`{name}`" not in readme} == {"LEEME.md"}


async def test_it_has_method_receipts_and_indicators(cast: Cast) -> None:
    await crowd()
    await promised(code="P-1", measure="unique")
    found = await made(cast.admin)
    (proof,) = json.loads(found["constancias.json"])
    assert sorted(proof) == ["address", "digest", "id", "named"]
    (row,) = await fetch("SELECT digest FROM figure_receipt")
    assert proof["digest"] == row["digest"].hex()
    assert [it["code"] for it in json.loads(found["indicadores.json"])] == ["P-1"]
    assert found["metodo.md"].decode().startswith("# Cómo se contó (regla 2026-1)")
    statements = [
        part.strip() for part in found["metodo.sql"].decode().split(";\n") if part.strip()
    ]
    # The published method is a statement that the database takes as it is.
    for statement in statements:
        rows_of = await fetch(statement, AFTER, ["0103", "0108"], None, None, None, *[[]] * 8)
        assert rows_of, statement[:40]


async def test_nothing_in_it_is_about_a_person_or_names_an_event(cast: Cast) -> None:
    workshop = await crowd()
    line = await arrived(workshop, pseudonym=PASS, sex="female", age_band="15-17")
    network = new_id()
    await NetworkAction.insert(
        NetworkAction(
            id=new_id(), network=network, network_name="RAC", municipality="0108",
            month=WORKSHOP_DAY.date().replace(day=1), kind="referral", people=3, entered_at=AFTER,
        )
    )  # fmt: skip
    lines = await fetch("SELECT id FROM headcount UNION ALL SELECT id FROM event")
    secrets = [
        SECRET, "Navegar con cuidado", PASS.decode(), PASS.hex(), str(line), str(network),
        *(str(row["id"]) for row in lines),
    ]  # fmt: skip
    found = await made(cast.evaluator)
    book = openpyxl.load_workbook(BytesIO(found.pop("cifras.xlsx")))
    cells = [str(cell.value) for sheet in book for row in sheet for cell in row]
    everything = "\n".join([*cells, *(content.decode() for content in found.values())])
    # Something of the same file is found, so that what is not found is really not there.
    assert "Marzo" in everything
    assert [secret for secret in secrets if secret in everything] == []


async def test_it_is_for_administration_and_evaluation(cast: Cast) -> None:
    await crowd()
    with pytest.raises(NotAllowed):
        await made(cast.pinula)

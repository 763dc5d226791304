"""Which certificates a pass has earned, and what is printed on them."""

from datetime import UTC, date, datetime

import pypdfium2
import pytest
import zxingcpp

from events.attendance.domain import pseudonyms
from events.attendance.domain.learning import assessments, certificate_sheet, certificates
from events.attendance.domain.learning.assessments import Result
from events.planning.domain import planning
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.identity import SYSTEM
from server.foundation.translation import speaking
from tests.events.attendance.arriving import SIGNER
from tests.events.attendance.cohorts import ANA, BETO, came, school
from tests.support.cast import Cast
from tests.support.registers import AFTER, BEFORE, WORKSHOP_DAY

NEXT_YEAR = datetime(2027, 2, 6, 15, 0, tzinfo=UTC)
LATER = datetime(2027, 3, 6, 15, 0, tzinfo=UTC)
PROOF = "https://convoca.example/diploma/" + "aB3-_x" * 8


async def earned(code: str, at: datetime = AFTER) -> list[str]:
    return [it.public_name for it in await certificates.earned(code, at=at, signer=SIGNER)]


async def test_a_pass_earns_a_certificate_by_coming_often_enough(db: None) -> None:
    _school, sessions = await school(needed=2)
    await came(ANA, *sessions[:2])
    await came(BETO, sessions[2])
    assert (await earned(ANA), await earned(BETO)) == (["Escuela de liderazgo"], [])
    assert await earned(ANA, at=BEFORE) == []


async def test_where_there_is_a_mark_it_must_be_reached(cast: Cast) -> None:
    programme, sessions = await school(needed=1, assessment="Examen", pass_mark=60)
    await came(ANA, sessions[0])
    before = await earned(ANA)
    for score in (59, 60):
        result = Result(ANA, score)
        await assessments.record(programme, result, by=cast.pinula, at=AFTER, signer=SIGNER)
        before += [str(score), *(await earned(ANA))]
    assert before == ["59", "60", "Escuela de liderazgo"]


async def test_a_pass_that_is_shown_joins_two_years_as_long_as_both_have_keys(cast: Cast) -> None:
    programme, sessions = await school(WORKSHOP_DAY, NEXT_YEAR, needed=2)
    await came(ANA, *sessions)
    assert await earned(ANA, at=LATER) == ["Escuela de liderazgo"]
    period = (await fetch("SELECT period FROM event WHERE id = $1", sessions[0]))[0]["period"]
    await pseudonyms.destroy(period, by=cast.admin, at=LATER)
    assert await earned(ANA, at=LATER) == []
    with pytest.raises(NotFound):
        await certificates.earned_course(ANA, programme, at=LATER, signer=SIGNER)


@pytest.mark.parametrize(
    ("name", "topics"),
    [("Contra la trata", ()), ("Escuela", ("trafficking-prevention",)), ("Escuela", None)],
)
async def test_what_is_for_few_ears_is_called_neutrally(
    db: None, name: str, topics: tuple[str, ...] | None
) -> None:
    if topics:
        sensitive = await fetch("SELECT slug FROM topic WHERE sensitivity = 'discreet' LIMIT 1")
        topics = (sensitive[0]["slug"],)
    _school, sessions = await school(name=name, topics=topics or ())
    await came(ANA, sessions[0])
    assert await earned(ANA) == ["Escuela" if topics is None else "Programa formativo"]


async def test_a_session_called_off_counts_for_nobody(db: None) -> None:
    _school, sessions = await school(needed=1)
    await came(ANA, sessions[0])
    await planning.cancel(sessions[0], "rain", by=SYSTEM, at=AFTER)
    assert await earned(ANA) == []


async def test_a_token_says_of_which_programme_and_day_a_certificate_is(db: None) -> None:
    programme, _sessions = await school()
    issued = date(2026, 6, 1)
    token = certificates.token(programme, issued, signer=SIGNER)
    assert certificates.checked(token, signer=SIGNER) == (programme, issued)
    with pytest.raises(NotFound):
        certificates.checked(token[:-1] + ("A" if token[-1] != "A" else "B"), signer=SIGNER)


async def test_of_one_day_only_that_day_is_told(db: None) -> None:
    programme, _sessions = await school(WORKSHOP_DAY)
    course = await certificates.course(programme, at=AFTER)
    told = certificate_sheet.extent(course), certificate_sheet.dates(course)
    assert told == ("1 sesión, 3 horas", "14 de marzo de 2026")


async def test_a_programme_that_has_not_begun_has_no_certificate(db: None) -> None:
    programme, _sessions = await school()
    with pytest.raises(NotFound):
        await certificates.course(programme, at=BEFORE)


async def test_a_sheet_has_a_page_for_each_copy_that_says_what_was_done_and_leads_to_its_proof(
    db: None,
) -> None:
    programme, _sessions = await school()
    course = await certificates.course(programme, at=AFTER)
    with speaking("es"):
        made = certificate_sheet.sheet(course, issued=date(2026, 6, 1), address=PROOF, copies=2)
    document = pypdfium2.PdfDocument(made)
    words = document[1].get_textpage().get_text_bounded()
    said = ["Diploma", "Escuela de liderazgo", "3 sesiones, 9 horas",
            "del 14 de marzo de 2026 al 28 de marzo de 2026", "1 de junio de 2026"]  # fmt: skip
    assert (len(document), [it for it in said if it not in words]) == (2, [])
    (found,) = zxingcpp.read_barcodes(document[1].render(scale=2).to_pil())
    assert found.text.rpartition("/")[2] == PROOF.rpartition("/")[2]
    whole = certificate_sheet.PAGE_WIDTH, certificate_sheet.PAGE_HEIGHT
    assert document[0].get_size() == whole

"""Sensitive words stay inside, whoever writes them and whatever the topics say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain import agenda, planning
from events.planning.domain.discretion import sensitive_word
from events.planning.domain.draft import as_draft
from notifications.domain import upstairs
from server.foundation.errors import Invalid
from server.foundation.identity import SYSTEM
from tests.support.events import SATURDAY, planned
from tests.support.lexicon import sensitive_words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Prevención de la TRATA de personas", "trata"),
        ("Denúnciar es cuidar", "denunciar"),
        ("Hablemos de abuso", "abuso"),
        ("Life after trafficking", "trafficking"),
        ("Sexualidad y cuidado", "sexualidad"),
        ("Retratar el barrio", ""),
        ("Redes de apoyo", ""),
        ("", ""),
    ],
)
def test_a_sensitive_word_is_known_however_it_is_written(text: str, word: str) -> None:
    assert sensitive_word(text) == word


async def test_a_title_with_a_sensitive_word_is_read_inside_only(db: None) -> None:
    event = await agenda.event(await planned(title="Prevenir la trata", topics=()))
    assert (event.title, event.public_title) == ("Prevenir la trata", "Taller")


async def test_saving_it_again_changes_nothing(db: None) -> None:
    before = await agenda.event(await planned(title="Prevenir la trata", topics=()))
    await planning.change(before.id, as_draft(before), by=SYSTEM, at=SATURDAY, above=upstairs)
    after = await agenda.event(before.id)
    assert (after.public_title, after.chosen_title, after.sequence) == ("Taller", "", 0)


async def test_nobody_chooses_a_sensitive_word_for_the_public(db: None) -> None:
    with pytest.raises(Invalid) as refusal:
        await planned(topics=("trafficking",), public_title="Trata de personas")
    assert refusal.value.fields == {
        "public_title": "«trata» no puede leerse en público. Decirlo en general, o dejarlo vacío."
    }


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert isinstance(sensitive_word(text), str)


@given(st.sampled_from(["trata", "violencia", "abusos", "víctimas", "VIH", "denunciar"]))
def test_what_the_house_refuses_the_tests_own_lexicon_finds_too(word: str) -> None:
    assert (bool(sensitive_word(word)), bool(sensitive_words(word))) == (True, True)

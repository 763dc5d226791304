"""What a telephone shows of a notice."""

import re

import pytest
from msgspec.structs import replace

from notifications.channels import gsm
from notifications.domain.contacts import confirming
from notifications.domain.letter import Link
from notifications.domain.office import Office
from notifications.domain.texts.phrases import CHANNELS, phrases
from notifications.domain.texts.previews import examples
from notifications.domain.texts.writing import short_text
from server.foundation.identity import new_id
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from server.foundation.translation import LANGUAGES, speaking
from tests.support.everything_said import LETTER


@pytest.fixture
def office(settings: Settings) -> Office:
    return Office(settings, Signer(settings.secret_key))


def test_a_text_message_says_when_and_where_one_goes_on(office: Office) -> None:
    short = short_text("invitation", LETTER, "sms", office)
    assert short.text == (
        "Convoca: hay una invitación para el sábado 5 de diciembre, 09:00. Responder:"
        " https://convoca.test/r/abc"
    )
    assert (short.template, short.parameters) == ("", ())


def test_a_letter_without_a_link_leads_to_a_page_of_ours(office: Office) -> None:
    short = short_text("cancellation", replace(LETTER, links=()), "sms", office)
    assert short.text.endswith(f" {office.settings.base_url}/mis-turnos")


def test_whatsapp_is_told_the_template_and_what_fills_it_in(office: Office) -> None:
    with speaking("en"):
        short = short_text("invitation", LETTER, "whatsapp", office)
    assert short.template == "convoca_invitation"
    assert short.parameters == (LETTER.when, LETTER.links[0].address)
    assert short.text.startswith("Convoca: there is an invitation for sábado")


def test_a_trial_is_written_in_the_words_of_what_it_stands_for(office: Office) -> None:
    tried = replace(LETTER, stands_for="invitation")
    assert short_text("test_send", tried, "sms", office) == short_text(
        "invitation", LETTER, "sms", office
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_messages_need_no_longer_alphabet(office: Office, language: str) -> None:
    with speaking(language):
        sent = {
            kind: gsm.segments(gsm.plainer(short_text(kind, LETTER, "sms", office).text)).encoding
            for kind in phrases()["sms", language]
        }
    assert sent == dict.fromkeys(sent, gsm.GSM_7)


BEFORE_THE_MOMENT = {
    "es": re.compile(r"\b(?:el|del) \{when\}"),
    "en": re.compile(r"\b(?:on|for|of) \{when\}"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_moment_stands_in_a_sentence(language: str) -> None:
    texts = [text.text for channel in CHANNELS for text in phrases()[channel, language].values()]
    loose = [
        text
        for text in texts
        if text.count("{when}") != len(BEFORE_THE_MOMENT[language].findall(text))
    ]
    assert loose == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_whether_a_telephone_works_is_asked_in_one_message(office: Office, language: str) -> None:
    link = confirming.link(new_id(), "+50255550100", "https://convoca.example.org", office.signer)
    letter = replace(LETTER, links=(Link("Confirmar", link),))
    with speaking(language):
        short = short_text("contact_check", letter, "sms", office)
    assert gsm.segments(gsm.plainer(short.text)).count == 1


def test_the_examples_read_as_they_arrive(office: Office) -> None:
    shown = examples(office)
    assert set(shown) == set(phrases()["sms", "es"])
    assert [text for text in shown.values() if "{" in text] == []

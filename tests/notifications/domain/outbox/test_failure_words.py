"""What went wrong, in words."""

import pytest

from notifications.channels import sms_errors, whatsapp_errors
from notifications.channels.verdicts import Verdict
from notifications.domain.outbox.failure_words import (
    cause_in_words,
    in_words,
    is_wrong_address,
)


@pytest.mark.parametrize(
    ("channel", "detail", "words"),
    [
        ("mail", "550 5.1.1 no such user", "La dirección no existe o ya no recibe correo."),
        ("mail", "550 5.1.10 null MX", "La dirección no existe o ya no recibe correo."),
        (
            "mail",
            "550 no",
            "La dirección no existe, o el servidor de la otra persona no lo aceptó.",
        ),
        (
            "mail",
            "550 5.7.1 blocked",
            "El servidor de la otra persona lo rechazó por sus reglas de seguridad.",
        ),
        (
            "mail",
            "550-5.7.26 not authenticated",
            "El servidor de la otra persona lo rechazó por sus reglas de seguridad.",
        ),
        ("mail", "552 5.2.2 over quota", "El buzón está lleno."),
        ("mail", "550 5.2.1 disabled", "El buzón está cerrado o no acepta mensajes."),
        (
            "mail",
            "554 5.3.0 oops",
            "El servidor de correo de la otra persona no funciona bien.",
        ),
        (
            "mail",
            "550 5.4.1 no answer",
            "No se pudo llegar al servidor de correo de la otra persona.",
        ),
        ("mail", "451 4.7.1 greylisted", "El servidor de correo de la otra persona pidió esperar."),
        (
            "mail",
            "550 5.1.8 sender",
            "El servidor de la otra persona no acepta la dirección desde la que se envía.",
        ),
        (
            "mail",
            "554 5.9.1.2 is on a list",
            "El servidor de correo de la otra persona no lo aceptó.",
        ),
        ("mail", "this channel is off", "Ese medio no está configurado en esta instalación."),
        ("mail", "599 who knows", "599 who knows"),
        ("sms", "21610 · Refused", "La persona pidió no recibir mensajes por ahí."),
        ("whatsapp", "21610 · Refused", "21610 · Refused"),
        ("whatsapp", "no answer: ReadTimeout", "El proveedor no contestó a tiempo."),
        ("mail", "the letter could not be written", "El mensaje no se pudo redactar."),
        (
            "whatsapp",
            "132001 · Template name does not exist · reminder (es)",
            "WhatsApp no aprobó la plantilla, o no coincide con lo enviado.",
        ),
        ("mail", "", ""),
        (None, "anything", "anything"),
    ],
)
def test_a_number_that_is_known_becomes_a_sentence(
    channel: str | None, detail: str, words: str
) -> None:
    assert in_words(channel, detail) == words


def test_a_cause_reads_as_one_of_its_details_does() -> None:
    assert cause_in_words("sms:21610") == in_words("sms", "21610 · whatever")
    assert cause_in_words("mail:connection refused") == "connection refused"
    assert cause_in_words("") == "No se sabe por qué"


@pytest.mark.parametrize(
    ("channel", "detail", "wrong"),
    [
        ("mail", "550 5.1.1 no such user", True),
        ("mail", "550 5.7.1 blocked", False),
        ("mail", "552 5.2.2 over quota", False),
        ("sms", "30006 · landline", True),
        (None, "", False),
    ],
)
def test_only_a_wrong_address_is_for_those_who_know_the_person(
    *, channel: str | None, detail: str, wrong: bool
) -> None:
    assert is_wrong_address(channel, detail) == wrong


@pytest.mark.parametrize(
    ("channel", "verdicts"),
    [("sms", sms_errors.VERDICTS), ("whatsapp", whatsapp_errors.VERDICTS)],
)
def test_every_reason_to_give_up_a_person_has_words(
    channel: str, verdicts: dict[int, Verdict]
) -> None:
    final = {Verdict.UNREACHABLE, Verdict.OPTED_OUT}
    silent = [
        code
        for code, verdict in verdicts.items()
        if verdict in final and cause_in_words(f"{channel}:{code}") == str(code)
    ]
    assert silent == []

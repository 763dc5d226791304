"""A letter as Internet mail."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.channels.failures import PermanentFailure
from notifications.channels.mime import mime
from tests.support.letters import LETTER


def read(raw: bytes) -> EmailMessage:
    letter = message_from_bytes(raw, policy=default)
    assert isinstance(letter, EmailMessage)
    return letter


def test_a_letter_reads_back_as_it_was_written() -> None:
    letter = read(mime(LETTER))
    text, html, calendar = letter.iter_parts()
    assert letter["To"] == "Ana Ñandú <ana@convoca.test>"
    assert letter["Message-ID"] == "<0198@convoca.test>"
    assert letter["Content-Language"] == "es"
    assert letter["Date"].datetime == LETTER.written_at
    read_back = [part.get_content().replace("\r\n", "\n") for part in (text, html)]
    assert read_back == [LETTER.text, LETTER.html]
    assert calendar.get_payload(decode=True) == "SUMMARY:Reunión\r\n".encode()


def test_a_letter_has_the_same_bytes_on_every_attempt() -> None:
    assert mime(LETTER) == mime(LETTER)


def test_a_letter_without_a_calendar_has_two_parts() -> None:
    letter = read(mime(msgspec.structs.replace(LETTER, calendar=None)))
    kinds = [part.get_content_type() for part in letter.iter_parts()]
    assert kinds == ["text/plain", "text/html"]


def test_everything_on_the_wire_is_seven_bits_and_short_lines() -> None:
    raw = mime(msgspec.structs.replace(LETTER, text="ñ" * 3000, subject="ó" * 300))
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 78


def test_one_tap_in_the_mail_program_is_enough_to_hear_no_more() -> None:
    address = f"https://{'anfitrion.' * 6}test/b/{'aB3-_' * 20}"
    raw = mime(msgspec.structs.replace(LETTER, unsubscribe=address))
    assert f"\r\nList-Unsubscribe: <{address}>\r\n".encode() in raw
    letter = read(raw)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read(mime(LETTER))["List-Unsubscribe"] is None


def test_a_letter_says_nothing_but_what_it_needs() -> None:
    letter = read(mime(msgspec.structs.replace(LETTER, unsubscribe="https://convoca.test/b/1")))
    assert set(letter.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe",
        "List-Unsubscribe-Post", "MIME-Version", "Content-Type", "Content-Language",
    }  # fmt: skip
    assert [part.get_filename() for part in letter.walk()] == [None] * 4


@given(st.text())
@settings(deadline=None)
def test_no_name_or_subject_can_add_a_header(text: str) -> None:
    hostile = f"{text}\r\nBcc: all@convoca.test\r\n\r\nbody"
    letter = read(mime(msgspec.structs.replace(LETTER, to_name=hostile, subject=hostile)))
    assert (letter["Bcc"], len(list(letter.iter_parts()))) == (None, 3)


@pytest.mark.parametrize(
    "address", ["a b@convoca.test", "@", "ana@", "ana@convoca.test\r\nBcc: x@y", "ana@ñandú.gt"]
)
def test_an_impossible_address_is_refused_for_good(address: str) -> None:
    with pytest.raises(PermanentFailure):
        mime(msgspec.structs.replace(LETTER, to=address))

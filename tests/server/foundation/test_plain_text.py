"""What people type loses only what nobody can see."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.foundation.plain_text import one_line, paragraphs

FORBIDDEN = {chr(code) for code in (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F)}

any_text = st.text(st.one_of(st.characters(), st.sampled_from('\\nN,;:"^\r\n\t\x00\x0b\x7f')))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Taller\x00 de\x0b apoyo\x7f", "Taller de apoyo"),
        ("  Taller\r\nde\rapoyo\n", "Taller de apoyo"),
        ("Reunión\u00a0general\u2028hoy", "Reunión general hoy"),
        ("\ud800Foro", "Foro"),
        ("\u202eoroF\u202c \u2066al\u2069 revés", "oroF al revés"),
        ("Familia 👨\u200d👩\u200d👧", "Familia 👨\u200d👩\u200d👧"),
        ("\x00\r\n", ""),
    ],
)
def test_a_title_is_one_line_without_control_characters(typed: str, said: str) -> None:
    assert one_line(typed) == said


def test_a_description_keeps_its_paragraphs() -> None:
    assert paragraphs("Uno\r\ndos\rtres\n\n\tcuatro\x1f\n") == "Uno\ndos\ntres\n\n\tcuatro"


@settings(deadline=None)
@given(any_text)
def test_no_text_carries_a_forbidden_character_and_cleaning_twice_changes_nothing(
    typed: str,
) -> None:
    once = paragraphs(typed)
    assert set(once) & (FORBIDDEN | {"\r"}) == set()
    assert paragraphs(once) == once
    assert one_line(one_line(typed)) == one_line(typed)

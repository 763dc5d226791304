"""A service is named in words that anybody may read over anybody's shoulder."""

import pytest
from msgspec.structs import replace

from events.attendance.domain.directory.support_writing import ServiceWritten, tidy
from server.foundation.errors import Invalid

CLINIC = ServiceWritten(
    kind="service", name_es="Clínica de la comunidad", telephone="2345 6789",
    hours_es="lunes a viernes, 08:00–16:00", languages=("es", "poc"), address="6a calle 3-21",
)  # fmt: skip


def wrong(**changes: object) -> dict[str, str]:
    with pytest.raises(Invalid) as refusal:
        tidy(replace(CLINIC, **changes))
    return refusal.value.fields


def test_a_service_is_kept_as_it_was_written_but_for_its_spaces() -> None:
    assert tidy(replace(CLINIC, name_es="  Clínica  de la comunidad ")) == CLINIC


@pytest.mark.parametrize("telephone", ["110", "1555", "2345-6789", "+502 2345 6789"])
def test_a_telephone_is_short_or_long(telephone: str) -> None:
    assert tidy(replace(CLINIC, telephone=telephone)).telephone == telephone


@pytest.mark.parametrize(
    "telephone", ["", "12", "hola", "+", "1555x", "2345--6789", "javascript:1", "1" * 30]
)
def test_what_nobody_can_call_is_refused(telephone: str) -> None:
    assert list(wrong(telephone=telephone)) == ["telephone"]


@pytest.mark.parametrize("field", ["name_es", "name_en", "hours_es", "hours_en", "address"])
@pytest.mark.parametrize("word", ["violencia", "abuso", "Víctima", "trafficking"])
def test_a_word_that_nobody_should_see_on_a_phone_is_refused(field: str, word: str) -> None:
    assert list(wrong(**{field: f"Línea contra la {word}"})) == [field]


def test_somebody_s_case_is_refused() -> None:
    assert list(wrong(hours_es="Seguimiento del caso 214/2026")) == ["hours_es"]


def test_a_shelter_has_no_address() -> None:
    assert wrong(kind="shelter") == {"address": "De un albergue nunca se dice dónde está."}
    assert tidy(replace(CLINIC, kind="shelter", address=" ")).address == ""


def test_what_is_missing_or_unknown_is_refused() -> None:
    assert wrong(name_es=" ") == {"name_es": "Falta el nombre."}
    assert list(wrong(kind="office")) == ["kind"]
    assert list(wrong(languages=("es", "xx"))) == ["languages"]
    assert wrong(name_en="x" * 81) == {"name_en": "Tiene más de 80 caracteres."}

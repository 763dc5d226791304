"""Which answers on a telephone are a wish for no more messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.channels import opt_out_words


@pytest.mark.parametrize(
    "text",
    ["BAJA", "baja.", " Stop! ", "ALTO", "No más", "NO MAS", "cancelar", "Unsubscribe", "«Baja»",
     "STOP ALL", "Baja por favor", "no más, gracias", "dar de baja", "STOP\n"],
)  # fmt: skip
def test_these_want_no_more(text: str) -> None:
    assert opt_out_words.wish(text) is False


@pytest.mark.parametrize("text", ["START", "alta", "Alta, por favor", "Dar de alta", "Unstop"])
def test_these_want_them_again(text: str) -> None:
    assert opt_out_words.wish(text) is True


@pytest.mark.parametrize(
    "text",
    # «Sí» answers an invitation.
    ["", "👍", "Sí", "SI.", "si por favor", "Sí, gracias", "yes", "No puedo ir",
     "¿Sí hay que llegar antes?", "El alto de la calle", "gracias",
     "stop it now please I mean it", "baja " * 20],
)  # fmt: skip
def test_these_are_no_wish(text: str) -> None:
    assert opt_out_words.wish(text) is None


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert opt_out_words.wish(text) in {True, False, None}


@given(
    st.sampled_from(sorted(opt_out_words.OUT)), st.sampled_from([str.upper, str.title, str.lower])
)
def test_every_word_counts_however_it_is_written(word: str, write: object) -> None:
    assert callable(write)
    assert opt_out_words.wish(write(word)) is False

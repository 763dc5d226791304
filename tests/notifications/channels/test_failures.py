"""What a failure says can be kept and shown, whatever a server said."""

from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.channels.failures import TemporaryFailure
from notifications.channels.said import LONGEST

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=2 * LONGEST)


@given(ANYTHING)
@settings(deadline=None)
def test_a_detail_is_short_and_fit_for_the_database(said: str) -> None:
    detail = TemporaryFailure(said).detail
    assert len(detail) <= LONGEST
    assert detail.isprintable()
    assert detail.encode().decode() == detail


def test_a_detail_keeps_its_words() -> None:
    assert TemporaryFailure("550 dirección\r\ndesconocida").detail == "550 dirección  desconocida"

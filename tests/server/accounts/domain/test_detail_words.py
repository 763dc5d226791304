"""What is told about an act is told in words, and nothing that people wrote is taken for a code."""

import pytest

from server.accounts.domain.audit.detail_words import told
from server.accounts.domain.audit.subjects import Named, named
from server.foundation.translation import speaking

KEY = "01a204b1-51fd-7791-af47-2829a9915ca0"


def test_codes_are_told_in_words_and_what_people_wrote_as_it_is() -> None:
    detail = {
        "way": "paper", "left": 9, "role": "coordinator", "days_after": 53, "event": KEY,
        "scope": ["0108", "9999"], "name": "paper", "some_day": {"way": None}, "novice": True,
        "languages": [],
    }  # fmt: skip
    with speaking("es"):
        assert told(detail, {"0108": "Mixco"}) == [
            ("cómo", "hoja de papel"), ("quedan", "9"), ("papel", "coordinación"),
            ("días después", "53"),
            ("actividad", "…a9915ca0"), ("municipios", "Mixco, 9999"), ("nombre", "paper"),
            ("some day", "cómo —"), ("está aprendiendo", "sí"), ("idiomas", "—"),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("cuenta", Named(["account", "accounts"], "")),
        ("Publicación", Named(["release"], "")),
        ("cuenta Ana Luz", Named(["account"], "Ana Luz")),
        ("actividad …a9915ca0", Named(["event"], "a9915ca0")),
        ("Ana", Named([], "")),
        ("", Named([], "")),
    ],
)
def test_what_the_column_shows_is_understood(text: str, meant: Named) -> None:
    with speaking("es"):
        assert named(text) == meant

"""A file of codes says what it is, for which account and when it was made."""

from datetime import UTC, datetime
from urllib.parse import unquote

from server.accounts.web.recovery_paper import paper
from server.foundation.identity import Actor

AT = datetime(2026, 12, 5, 15, tzinfo=UTC)
WHO = Actor(account=None, name="Ana", role="coordinator", email="ana@convoca.test")


def test_a_file_of_codes_says_what_it_is_whose_and_since_when() -> None:
    made = paper(["AAAA-BBBB-CCCC", "DDDD-EEEE-FFFF"], WHO, at=AT, zone="America/Guatemala")
    kind, _comma, text = made.href.partition(",")
    assert (kind, made.name) == (
        "data:text/plain;charset=utf-8",
        "convoca-codigos-de-recuperacion.txt",
    )
    assert unquote(text).splitlines() == [
        "Códigos de recuperación de Convoca: cada uno sirve una vez como segundo paso.",
        "Cuenta: ana@convoca.test",
        "Hechos el 5 dic 2026, 09:00. Los anteriores ya no valen.",
        "",
        "AAAA-BBBB-CCCC",
        "DDDD-EEEE-FFFF",
    ]

"""The last net: what looks like a secret does not reach a line of the log."""

import pytest

from server.foundation.redaction import GONE, clean, redacted

LINES = {
    "GET /r/AaIEyvPCd2W9Qb05LkSYHQ": f"GET /r/{GONE}",
    "GET /c/ABCDEFGH?x=1": f"GET /c/{GONE}?x=1",
    "GET /feed/AaIEyvPCd2W9.ics": f"GET /feed/{GONE}",
    "/entrar/AaIEyvPCd2W9Qb05LkSYHQKYAnOd": f"/entrar/{GONE}",
    "/puerta/KCwJLV0Ef5rsoLNBS3rUZyi7/estado": f"/puerta/{GONE}/estado",
    "Authorization: Bearer abc.def": f"Authorization: {GONE}",
    "token convoca_8Zk-_x": f"token {GONE}",
    "to ana.p+x@convoca.example failed": f"to {GONE} failed",
    "told +502 5555 1234": f"told {GONE}",
    "smtp://user:pa55@mail.example": f"smtp://{GONE}@mail.example",
}


@pytest.mark.parametrize(("said", "kept"), LINES.items())
def test_a_secret_is_taken_out(said: str, kept: str) -> None:
    assert clean(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "/eventos/{event_id}/puerta", "/entrar/segundo", "/puerta/sw.js", "/c/{code:str}",
        "01a204ac-9ff7-7654-b4a1-464764d25e50", "2026-12-05T15:00:00+00:00", "SELECT a.id FROM b",
    ],
)  # fmt: skip
def test_what_is_no_secret_stays(said: str) -> None:
    assert clean(said).replace(GONE, "{code:str}") == said


def test_a_line_is_cleaned_however_deep_it_goes() -> None:
    line = {"event": "x", "held": {"to": ["ana@convoca.test", 3]}, "ms": 1.5}
    cleaned = redacted(None, "info", line)
    assert cleaned == {"event": "x", "held": {"to": [GONE, 3]}, "ms": 1.5}

"""One cookie of many."""

import pytest
from litestar.testing import RequestFactory

from server.web.cookies import cookie


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        ("tarjeta=ABC", "ABC"),
        ("idioma=en; tarjeta=ABC; csrf=1", "ABC"),
        ("tarjeta=A=B", "A=B"),
        ("mi-tarjeta=ABC", ""),
        ("tarjeta", ""),
        ("", ""),
    ],
)
def test_a_phone_is_heard_when_it_shows_its_card(sent: str, heard: str) -> None:
    request = RequestFactory().get(headers={"cookie": sent} if sent else {})
    assert cookie(request.scope, "tarjeta") == heard

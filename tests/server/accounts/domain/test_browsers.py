"""A browser in a few words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.accounts.domain.browsers import BROWSERS, SYSTEMS, browser_named

AS_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0"
AS_SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        (f"Mozilla/5.0 (Linux; Android 10; K) {AS_CHROME} Mobile Safari/537.36",
         "Chrome en Android"),
        (f"Mozilla/5.0 (Linux; Android 13) {AS_CHROME} SamsungBrowser/25.0 Safari/537.36",
         "Samsung Internet en Android"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {AS_CHROME} Safari/537.36 Edg/131.0",
         "Edge en Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
         "Firefox en Linux"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) {AS_SAFARI} Safari/604.1",
         "Safari en iPhone"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {AS_SAFARI} Safari/605.1.15",
         "Safari en Mac"),
        ("curl/8.5.0", "Otro navegador"),
        ("", "Otro navegador"),
    ],
)  # fmt: skip
def test_a_browser_is_known_by_a_few_words(sent: str, named: str) -> None:
    assert browser_named(sent) == named


@given(st.text())
def test_nothing_that_was_sent_stands_in_the_words(sent: str) -> None:
    browsers = {name for _mark, name in BROWSERS} | {"Otro navegador"}
    systems = {f" en {name}" for _mark, name in SYSTEMS} | {""}
    assert browser_named(sent) in {browser + system for browser in browsers for system in systems}

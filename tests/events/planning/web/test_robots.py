"""What programs that read the web may read."""

from urllib.robotparser import RobotFileParser

import httpx


async def test_calendars_may_be_fetched_and_doors_may_not(
    visitor: httpx.AsyncClient, db: None
) -> None:
    answer = await visitor.get("/robots.txt")
    assert (answer.status_code, answer.headers["content-type"]) == (
        200,
        "text/plain; charset=utf-8",
    )
    rules = RobotFileParser()
    rules.parse(answer.text.splitlines())
    asked = ("/", "/agenda.ics", "/municipios/0103.ics", "/feed/secret.ics", "/c/AB", "/entrar")
    assert [rules.can_fetch("Google-Calendar-Importer", path) for path in asked] == [
        True, True, True, True, False, False,
    ]  # fmt: skip

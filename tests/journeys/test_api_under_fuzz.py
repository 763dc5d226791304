"""Whatever a program sends, the API answers with a sentence, never with a failure of ours."""

import re
import subprocess
import sys
from typing import Any

import httpx
import pytest

from tests.journeys.conftest import House

NOBODY = "00000000-0000-7000-8000-000000000000"
WRONG = ("Bearer", "Bearer convoca_nobody", "Basic YWRtaW46YWRtaW4=", "bearer null")
LEAST = {"detail", "status", "title", "type"}


# Every value at its edges once, by whoever may do the most; by chance what others may besides.
@pytest.mark.parametrize(
    ("scope", "phases", "where"),
    [
        ("plan", "coverage", "."),
        ("attend", "fuzzing", "check-ins|headcounts|register"),
        ("administer", "fuzzing", "periods|adjustments|releases|receipts|outreach|indicators"),
    ],
)
def test_the_api_never_fails_whatever_it_is_sent(
    house: House, scope: str, phases: str, where: str
) -> None:
    token = house.installation.convoca("token", "create", "--name", "fuzz", "--scope", scope)
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run"),
        f"{house.installation.address}/schema/openapi.json",
        *("--checks", "not_a_server_error", "--phases", phases, "--include-path-regex", where),
        *("--max-examples", "2", "--seed", "20261205", "--no-color"),
        *("--header", f"Authorization: Bearer {token}"),
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:]
    assert "not_a_server_error" not in done.stdout


def test_whoever_shows_no_token_learns_nothing(house: House) -> None:
    """Each operation is asked once without a token, and by turns with each kind of wrong one."""
    with httpx.Client(base_url=house.installation.address) as stranger:
        operations = described(stranger)
        assert len(operations) > 60
        answers = [
            (method, path, answer(stranger, method, path, said))
            for number, (method, path) in enumerate(operations)
            for said in ("", WRONG[number % len(WRONG)])
        ]
    assert [each for each in answers if each[2] != (401, "Bearer", LEAST)] == []


def test_no_scope_makes_the_api_fail_or_tell_whom_it_must_not(house: House) -> None:
    for scope in ("read", "report"):
        token = house.installation.convoca("token", "create", "--name", scope, "--scope", scope)
        with httpx.Client(base_url=house.installation.address) as program:
            statuses = {
                answer(program, method, path, f"Bearer {token}")[0]
                for method, path in described(program)
            }
        assert statuses <= {200, 201, 202, 204, 400, 403, 404, 409, 422}, scope


def described(client: httpx.Client) -> list[tuple[str, str]]:
    """Every operation of the API, as its own description lists them."""
    paths: dict[str, Any] = client.get("/schema/openapi.json").json()["paths"]
    return [(method, path) for path, methods in paths.items() for method in methods]


def answer(
    client: httpx.Client, method: str, path: str, said: str
) -> tuple[int, str | None, set[str]]:
    """The status, what is asked for instead, and the names of what is told."""
    headers = {"Authorization": said} if said else {}
    address = re.sub(r"\{\w+\}", NOBODY, path)
    told = client.request(method, address, headers=headers, content=b"{")
    content: Any = told.json() if told.content else {}
    names = set(content) if isinstance(content, dict) else set()
    return told.status_code, told.headers.get("www-authenticate"), names

"""Whatever a program sends, the API answers with a sentence, never with a failure of ours."""

import subprocess
import sys

import pytest

from tests.journeys.conftest import House


# Every value at its edges once, by whoever may do the most; by chance for the others.
@pytest.mark.parametrize(
    ("scope", "phases"),
    [
        ("plan", "coverage,fuzzing"),
        ("report", "fuzzing"),
        (None, "fuzzing"),
    ],
)
def test_the_api_never_fails_whatever_it_is_sent(
    house: House, scope: str | None, phases: str
) -> None:
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run"),
        f"{house.installation.address}/schema/openapi.json",
        *("--checks", "not_a_server_error", "--phases", phases),
        *("--max-examples", "4", "--seed", "20261205", "--no-color"),
    ]
    if scope is not None:
        token = house.installation.convoca("token", "create", "--name", "fuzz", "--scope", scope)
        command += ["--header", f"Authorization: Bearer {token}"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:]
    assert "not_a_server_error" not in done.stdout

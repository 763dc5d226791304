"""Whatever a program sends, the API answers with a sentence, never with a failure of ours."""

import subprocess
import sys

import pytest

from tests.journeys.conftest import House


@pytest.mark.parametrize("scope", ["plan", "attend", "report", None])
def test_the_api_never_fails_whatever_it_is_sent(house: House, scope: str | None) -> None:
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run"),
        f"{house.installation.address}/schema/openapi.json",
        *("--checks", "not_a_server_error", "--phases", "coverage,fuzzing"),
        *("--max-examples", "12", "--seed", "20261205", "--no-color"),
    ]
    if scope is not None:
        token = house.installation.convoca("token", "create", "--name", "fuzz", "--scope", scope)
        command += ["--header", f"Authorization: Bearer {token}"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:]
    assert "not_a_server_error" not in done.stdout

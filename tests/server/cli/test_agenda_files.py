"""The agenda from a file and into one, as somebody at a terminal does it."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from server.cli.installation import url
from tests.conftest import copy_of_template
from tests.support.installation import environment

ROWS = "título,fecha,hora,municipio,tipo\nUno,5/12/2026,9-11,Mixco,taller\nDos,,9-11,Mixco,taller\n"


class House:
    """An installation that commands are run on."""

    def __init__(self, data: Path, database: str) -> None:
        self.environment = environment(data, CONVOCA_DATABASE_URL=database)

    def convoca(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command, whatever comes of it."""
        command = [sys.executable, "-m", "server.cli", *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="module")
def house(cluster: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house whose database runs already."""
    name = f"files_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    database = asyncio.run(copy_of_template(cluster, name))
    return House(tmp_path_factory.mktemp("files"), url({**database, "port": 5432}))


def test_a_file_comes_in_and_goes_out_again(house: House, tmp_path: Path) -> None:
    file, calendar = tmp_path / "lista.csv", tmp_path / "agenda.ics"
    file.write_text(ROWS)
    ahead = house.convoca("import", "agenda", str(file), "--dry-run")
    assert (ahead.returncode, ahead.stdout.splitlines()[-1]) == (
        2, "1 new, 1 refused (nothing was written)",
    ), ahead.stderr  # fmt: skip
    done = house.convoca("import", "agenda", str(file), "--json")
    assert [(row["row"], row["outcome"], row["wrong"]) for row in json.loads(done.stdout)] == [
        (2, "new", {}), (3, "refused", {"date": "Falta la fecha."}),
    ]  # fmt: skip
    # Nobody watches: no bar.
    assert "%" not in done.stderr
    out = house.convoca("export", "agenda", str(calendar))
    assert (out.returncode, calendar.read_text().count("BEGIN:VEVENT")) == (0, 1), out.stderr
    again = house.convoca("import", "agenda", str(calendar))
    assert (again.returncode, again.stdout.splitlines()) == (0, ["1 unchanged"]), again.stderr
    odd = house.convoca("export", "agenda", str(tmp_path / "agenda.doc"))
    assert (odd.returncode, "--format" in odd.stderr) == (2, True)
    file.write_bytes(b"%PDF-1.7")
    bad = house.convoca("import", "agenda", str(file))
    assert (bad.returncode, "no se puede leer" in bad.stderr) == (1, True)


def test_helpers_come_in_from_a_table(house: House, tmp_path: Path) -> None:
    file = tmp_path / "personas.csv"
    file.write_text("Nombre,Correo,Municipio\nAna,ana@convoca.test,Mixco\nBeto,,Mixco\n")
    done = house.convoca("import", "volunteers", str(file))
    assert (done.returncode, done.stdout.splitlines()) == (
        2,
        ["row 3: Beto: Falta una dirección de correo válida.", "1 new, 1 refused"],
    ), done.stderr
    again = house.convoca("import", "volunteers", str(file), "--dry-run", "--json")
    assert [row["outcome"] for row in json.loads(again.stdout)] == ["same", "refused"]

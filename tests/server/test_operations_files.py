"""The files that operators copy are what their programs take."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from server.foundation.setting_values import MUST, PREFIX

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "operations"


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("NOT CHECKED: there is no systemd-analyze here")
    unit = tmp_path / "convoca.service"
    there = (
        (FOLDER / "convoca.service")
        .read_text()
        .replace("/opt/convoca/.venv/bin/convoca", "/bin/true")
    )
    unit.write_text(there)
    said = subprocess.run(
        [program, "verify", str(unit)], check=False, capture_output=True, text=True
    )
    ours = [line for line in said.stderr.splitlines() if "convoca.service" in line]
    assert ours == []


def test_the_environment_names_only_what_is_read() -> None:
    named = re.findall(rf"{PREFIX}(\w+)=", (FOLDER / "environment").read_text())
    assert {"DATA_DIR", "SECRET_KEY", "DATABASE_URL"} <= set(named)
    assert [name for name in named if name not in MUST] == []

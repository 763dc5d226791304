"""Figures into files, as somebody at a terminal asks for them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from server.cli import outreach_files
from server.cli.outreach_files import Wanted, export_outreach
from server.foundation.errors import Invalid, NotFound
from server.foundation.settings import Settings
from tests.support.released_month import crowd, month_released
from tests.support.reports import internal


def wish(**changes: Any) -> Wanted:
    asked: dict[str, Any] = {
        "slug": "general", "period": "2026-03", "kind": "csv", "internal": False,
        "language": None, "output": None, "as_json": False,
    }  # fmt: skip
    return Wanted(**asked | changes)


async def test_a_release_is_written_in_every_format(db: None, settings: Settings) -> None:
    await crowd()
    release = await month_released()
    for kind in ("csv", "xlsx", "pdf", "zip"):
        made, content = await outreach_files._made(wish(kind=kind), settings)
        assert (made.release, made.internal, len(content) > 500) == (release, False, True)
    told = json.loads(outreach_files._told(made, Path("x.zip"), 7, as_json=True))
    assert (told["release"], told["internal"], told["bytes"], told["file"]) == (
        str(release), False, 7, "x.zip",
    )  # fmt: skip
    assert outreach_files._told(made, Path("x.zip"), 7, as_json=False) == "x.zip: 7 bytes"


async def test_internal_figures_need_no_release(db: None, settings: Settings) -> None:
    await crowd()
    with pytest.raises(NotFound, match="Nothing was released of general for 2026-03"):
        await outreach_files._made(wish(), settings)
    made, content = await outreach_files._made(wish(internal=True, language="en"), settings)
    assert (made.internal, b"total,total,Total,110," in content) == (True, True)


async def test_what_cannot_be_meant_is_refused(db: None, settings: Settings) -> None:
    with pytest.raises(Invalid):
        await outreach_files._made(wish(period="marzo"), settings)
    with pytest.raises(NotFound):
        await outreach_files._made(wish(slug="otro"), settings)


def test_a_file_is_written_under_a_neutral_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(outreach_files, "carry_out", lambda _act: (internal(), b"x"))
    monkeypatch.chdir(tmp_path)
    asked = ["--project", "p", "--period", "2026Q3", "--format", "csv", "--internal"]
    done = CliRunner().invoke(export_outreach, asked)
    name = "convoca-alcance-interno-growing-in-peace-2026-07-01-2026-09-30.csv"
    assert (done.exit_code, done.output) == (0, f"{name}: 1 bytes\n")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_internal_figures_are_not_made_for_other_systems() -> None:
    asked = ["--project", "p", "--period", "2026Q3", "--format", "dhis2", "--internal"]
    refused = CliRunner().invoke(export_outreach, asked)
    assert (refused.exit_code, "--internal goes with xlsx, csv, pdf" in refused.output) == (2, True)

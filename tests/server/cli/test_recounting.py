"""What was counted of the registers is checked, or counted anew, by hand."""

import pytest
from click.testing import CliRunner

from server.cli import recounting
from server.cli.commands import main
from server.foundation.database import execute
from tests.support.released_month import crowd


async def test_a_sample_is_checked_and_mended_or_everything_counted_anew(db: None) -> None:
    await crowd()
    assert await recounting._counted(20, everything=False) == (2, 0)
    await execute("UPDATE counted_event SET others = ''")
    assert await recounting._counted(20, everything=False) == (2, 2)
    assert await recounting._counted(20, everything=True) == (2, 0)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--json"], '{"events":7,"wrong":1}'),
        (["--all"], "7 registers counted again; 1 of them had been counted wrong."),
    ],
)
def test_what_was_found_is_said(
    asked: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recounting, "carry_out", lambda _act: (7, 1))
    done = CliRunner().invoke(main, ["recount", *asked])
    assert (done.exit_code, done.output.strip()) == (0, told)

"""The embedded database is started anew when it died, again and again until it comes back."""

from pathlib import Path
from threading import Event

import pytest

from server.foundation import embedded, reviving
from server.foundation.embedded import EmbeddedDatabaseError
from server.foundation.reviving import revived


def test_a_database_that_cannot_be_started_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back, tries = Event(), list[Path]()

    def revive(folder: Path, *, options: str) -> None:
        assert options == ""
        tries.append(folder)
        if len(tries) < 3:
            raise EmbeddedDatabaseError("no room")
        back.set()

    monkeypatch.setattr(reviving, "LOOKS_EVERY", 0.001)
    monkeypatch.setattr(reviving, "REST", 0.001)
    monkeypatch.setattr(embedded, "revive", revive)
    monkeypatch.setattr(embedded, "has_died", lambda _folder: not back.is_set())
    with revived(tmp_path):
        assert back.wait(60)
    assert tries == [tmp_path] * 3


@pytest.mark.parametrize(("told", "died"), [("", True), ("999999999\n", True), ("1\n", True)])
def test_a_server_is_dead_whose_number_nobody_has_or_somebody_else(
    tmp_path: Path, told: str, *, died: bool
) -> None:
    (tmp_path / "cluster").mkdir()
    (tmp_path / "cluster" / "postmaster.pid").write_text(told)
    assert embedded.has_died(tmp_path) is died

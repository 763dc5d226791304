"""The private database cannot be had: the sentence says what to do."""

import os
import pwd

import pytest

from server.foundation import embedded, ownership
from server.foundation.embedded import EmbeddedDatabaseError


def test_somebody_on_another_platform_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "find_spec", lambda _name: None)
    with pytest.raises(EmbeddedDatabaseError) as refusal:
        embedded.programs()
    assert str(refusal.value) == (
        "The embedded database does not exist for this platform: "
        "set CONVOCA_DATABASE_URL to a PostgreSQL of version 15 or newer."
    )


def test_a_system_user_that_cannot_be_added_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(pwd, "getpwnam", missing)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EmbeddedDatabaseError, match="or run Convoca as a user of its own"):
        ownership.system_user()

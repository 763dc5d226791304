"""What opens the demonstration: a password and an authenticator's key, kept in the data folder."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from events.attendance.domain import codes
from server.accounts.domain import authenticators, second_step_digits
from server.accounts.domain.sessions import MUST
from server.foundation.database import fetch
from server.foundation.settings import Settings
from server.foundation.signing import Signer

PASSWORD: Final = "demo-password"  # noqa: S105 (a file's name)
KEY: Final = "demo-authenticator"


def password(configured: Settings) -> str:
    """The one password of its accounts, made for this installation."""
    return _kept(configured.data_dir / PASSWORD, _new_password)


def key(configured: Settings) -> bytes:
    """The one key of their authenticator, made for this installation."""
    made = _kept(configured.data_dir / KEY, lambda: second_step_digits.new_key().decode("ascii"))
    return made.encode("ascii")


def kept(configured: Settings, name: str) -> str:
    """What was kept under this name, or '' where this is no demonstration."""
    path = configured.data_dir / name
    return path.read_text().strip() if path.exists() else ""


async def enrol(configured: Settings, *, at: datetime) -> None:
    """Give everybody who needs a second step the authenticator that the demonstration shares."""
    signer, shared = Signer(configured.secret_key), key(configured)
    for row in await fetch("SELECT id FROM account WHERE role = ANY($1) ORDER BY id", list(MUST)):
        await authenticators.keep(row["id"], shared, signer=signer, at=at)


def _new_password() -> str:
    code = codes.new_pass_code()
    return "-".join((code[:4], code[4:8], code[8:]))


def _kept(path: Path, made: Callable[[], str]) -> str:
    """What stands in the file; if there is none, something new, which only its owner can read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Linked into place whole, so that nobody ever finds half of it; made readable by us alone.
    with NamedTemporaryFile("w", dir=path.parent) as draft, suppress(FileExistsError):
        draft.write(made())
        draft.flush()
        os.link(draft.name, path)
    return path.read_text()

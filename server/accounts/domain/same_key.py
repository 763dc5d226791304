"""One secret key for all machines: a process with another one would break every link and seal."""

import hmac
from typing import Final

from server.accounts.domain import installation_facts
from server.foundation.setting_values import PREFIX, SettingsError
from server.foundation.settings import Settings
from server.foundation.signing import Signer

FACT: Final = "secret-key"


async def check(configured: Settings) -> None:
    """Raise SettingsError where the database was made with another key than this machine has."""
    ours = mark(configured.secret_key)
    if not hmac.compare_digest(await installation_facts.agreed(FACT, ours), ours):
        raise SettingsError(
            f"{PREFIX}SECRET_KEY is not the one that this database was made with: links, passes and"
            " what is kept sealed would open no more. Give every machine the key of the first one"
            " (docs/operations.md)."
        )


def mark(secret: bytes) -> str:
    """What is kept of a key; nobody can tell the key from it."""
    return Signer(secret).derive("which key this is").hex()

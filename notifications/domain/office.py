"""What letters are written and sent with in this installation."""

from pathlib import Path
from urllib.parse import urlsplit

import httpx
from msgspec import Struct

from server.foundation.settings import Settings
from server.foundation.signing import Signer


class Office(Struct, frozen=True):
    """The settings, what signs the links in letters, and the connections to providers.

    Without `http` nothing but mail leaves.
    """

    settings: Settings
    signer: Signer
    http: httpx.AsyncClient | None = None

    @property
    def host(self) -> str:
        """The name this installation goes by."""
        return urlsplit(self.settings.base_url).hostname or "localhost"

    @property
    def folder(self) -> Path:
        """Where mail is kept when no server takes it."""
        return self.settings.data_dir / "mail"

    def address(self, path: str) -> str:
        """The whole address of a page of ours."""
        return f"{self.settings.base_url}{path}"

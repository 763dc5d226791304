"""The settings of one installation, read from the environment and checked at start."""

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final, TypeVar
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from server.foundation.translation import LANGUAGES

PREFIX: Final = "CONVOCA_"
T = TypeVar("T")


class SettingsError(Exception):
    """A variable holds something that cannot be used; the sentence names it."""


class MailServer(Struct, frozen=True, kw_only=True):
    """Where mail is handed in (SMTP, RFC 5321)."""

    host: str
    port: int
    user: str | None
    password: str | None
    starttls: bool
    tls: bool


class Settings(Struct, frozen=True, kw_only=True):
    """Everything that differs between installations."""

    data_dir: Path
    database_url: str | None
    base_url: str
    secret_key: bytes
    mail_server: MailServer | None
    mail_from: str
    timezone: str
    locale: str
    workers: int
    scheduler: bool

    @property
    def secure(self) -> bool:
        """Whether people reach us over HTTPS, so that cookies may demand it."""
        return self.base_url.startswith("https://")


def load(environ: Mapping[str, str]) -> Settings:
    """Read CONVOCA_* from `environ`; raises SettingsError naming the first bad variable."""
    data_dir = Path(environ.get("CONVOCA_DATA_DIR") or "data").expanduser().absolute()
    base_url = _read(environ, "BASE_URL", "http://localhost:8000", _web_address)
    return Settings(
        data_dir=data_dir,
        database_url=_read(environ, "DATABASE_URL", "", _database_address) or None,
        base_url=base_url,
        secret_key=_secret(environ.get("CONVOCA_SECRET_KEY"), data_dir),
        mail_server=_read(environ, "SMTP_URL", "", mail_server),
        mail_from=_read(environ, "MAIL_FROM", "convoca@localhost", _mailbox),
        timezone=_read(environ, "TIMEZONE", "America/Guatemala", _zone),
        locale=_read(environ, "LOCALE", "es", _language),
        workers=_read(environ, "WORKERS", "1", _workers),
        scheduler=_read(environ, "SCHEDULER", "on", _switch),
    )


def _read(environ: Mapping[str, str], name: str, default: str, check: Callable[[str], T]) -> T:
    text = environ.get(PREFIX + name) or default
    try:
        return check(text)
    except ValueError as error:
        # The value stays out of the message: it may hold a password.
        message = f"{PREFIX}{name} {error}"
        raise SettingsError(message) from error


def mail_server(text: str) -> MailServer | None:
    """Read `smtp://user:pass@host:587?starttls=1`; a ValueError ends the sentence."""
    if not text:
        return None
    url = urlsplit(text)
    if url.scheme not in {"smtp", "smtps"} or not url.hostname:
        raise ValueError("must look like smtp://user:password@host:587?starttls=1")
    return MailServer(
        host=url.hostname,
        port=url.port or (465 if url.scheme == "smtps" else 25),
        user=unquote(url.username) if url.username else None,
        password=unquote(url.password) if url.password else None,
        starttls=parse_qs(url.query).get("starttls") == ["1"],
        tls=url.scheme == "smtps",
    )


def _web_address(text: str) -> str:
    url = urlsplit(text)
    if url.scheme not in {"http", "https"} or not url.hostname or url.query or url.fragment:
        raise ValueError("must be an address such as https://convoca.example.org")
    return text.rstrip("/")


def _database_address(text: str) -> str:
    if text and urlsplit(text).scheme not in {"postgres", "postgresql"}:
        raise ValueError("must look like postgresql://user@host/database")
    return text


def _mailbox(text: str) -> str:
    if (
        text.count("@") != 1
        or text.startswith("@")
        or text.endswith("@")
        or any(map(str.isspace, text))
    ):
        raise ValueError("must be a mail address")
    return text


def _zone(text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("must be a time zone such as America/Guatemala") from error


def _language(text: str) -> str:
    if text not in LANGUAGES:
        raise ValueError(f"must be one of {', '.join(LANGUAGES)}")
    return text


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise ValueError("must be a whole number from 1 to 256")
    return int(text)


def _switch(text: str) -> bool:
    if text not in {"on", "off"}:
        raise ValueError("must be on or off")
    return text == "on"


def _secret(given: str | None, data_dir: Path) -> bytes:
    if given is None:
        return _kept_secret(data_dir / "secret-key")
    if len(given) < 32:
        raise SettingsError("CONVOCA_SECRET_KEY must have at least 32 characters")
    return given.encode()


def _kept_secret(path: Path) -> bytes:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        # Linked into place whole, so that two first starts agree on one secret.
        with NamedTemporaryFile("w", dir=path.parent) as draft:
            draft.write(secrets.token_urlsafe(48))
            draft.flush()
            with suppress(FileExistsError):
                os.link(draft.name, path)
    return path.read_text().strip().encode()

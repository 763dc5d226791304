"""The settings of one installation, read from the environment and checked at start."""

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final, TypeVar
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

from msgspec import Struct

from server.foundation.mailbox import is_mailbox
from server.foundation.translation import LANGUAGES

PREFIX: Final = "CONVOCA_"
SHORTEST_SECRET: Final = 32
# How each sentence about a bad variable goes on after its name. What stands in the variable is
# never repeated: it may be a password.
MUST: Final = {
    "DATA_DIR": "must be a folder that can be written to",
    "DATABASE_URL": "must look like postgresql://user@host/database",
    "BASE_URL": "must be an address such as https://convoca.example.org",
    "SECRET_KEY": f"must have at least {SHORTEST_SECRET} characters",
    "SMTP_URL": "must look like smtp://user:password@host:587?starttls=1",
    "MAIL_FROM": "must be a mail address",
    "TIMEZONE": "must be a time zone such as America/Guatemala",
    "LOCALE": f"must be one of {', '.join(LANGUAGES)}",
    "WORKERS": "must be a whole number from 1 to 256",
    "SCHEDULER": "must be on or off",
    "TRUSTED_PROXIES": "must be a whole number from 0 to 9",
}
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
    trusted_proxies: int = 0
    """How many proxies stand in front, each adding to X-Forwarded-For whom it saw."""

    @property
    def secure(self) -> bool:
        """Whether people reach us over HTTPS, so that cookies may demand it."""
        return self.base_url.startswith("https://")


def load(environ: Mapping[str, str]) -> Settings:
    """Read CONVOCA_* from `environ`; raises SettingsError naming the first bad variable."""
    data_dir = _read(environ, "DATA_DIR", "data", _folder)
    return Settings(
        data_dir=data_dir,
        database_url=_read(environ, "DATABASE_URL", "", _database_address) or None,
        base_url=_read(environ, "BASE_URL", "http://localhost:8000", _web_address),
        secret_key=_read(environ, "SECRET_KEY", "", _secret) or _kept_secret(data_dir),
        mail_server=_read(environ, "SMTP_URL", "", _mail_server),
        mail_from=_read(environ, "MAIL_FROM", "convoca@localhost", _mailbox),
        timezone=_read(environ, "TIMEZONE", "America/Guatemala", _zone),
        locale=_read(environ, "LOCALE", "es", _language),
        workers=_read(environ, "WORKERS", "1", _workers),
        scheduler=_read(environ, "SCHEDULER", "on", _switch),
        trusted_proxies=_read(environ, "TRUSTED_PROXIES", "0", _proxies),
    )


def _read(environ: Mapping[str, str], name: str, default: str, check: Callable[[str], T]) -> T:
    try:
        return check(environ.get(PREFIX + name) or default)
    except (ValueError, LookupError, OSError, RuntimeError):
        raise SettingsError(f"{PREFIX}{name} {MUST[name]}") from None


def _folder(text: str) -> Path:
    folder = Path(text).expanduser().absolute()
    if any(place.is_file() for place in (folder, *folder.parents)):
        raise NotADirectoryError
    return folder


def _mail_server(text: str) -> MailServer | None:
    """Read `smtp://user:pass@host:587?starttls=1`; raises ValueError for anything else."""
    if not text:
        return None
    url = _address(text, {"smtp", "smtps"})
    asked = parse_qs(url.query, strict_parsing=bool(url.query))
    starttls, tls = asked.pop("starttls", ["0"]), url.scheme == "smtps"
    # A misspelt wish for encryption must not end in mail sent in the clear.
    if asked or starttls not in (["0"], ["1"]) or (tls and starttls == ["1"]) or not url.hostname:
        raise ValueError
    return MailServer(
        host=url.hostname,
        port=url.port or (465 if tls else 25),
        user=unquote(url.username) if url.username else None,
        password=unquote(url.password) if url.password else None,
        starttls=starttls == ["1"],
        tls=tls,
    )


def _web_address(text: str) -> str:
    url = _address(text, {"http", "https"})
    more_than_an_address = url.query or url.fragment or url.username or url.password
    if not url.hostname or more_than_an_address or any(map(str.isspace, text)):
        raise ValueError
    return text.rstrip("/")


def _database_address(text: str) -> str:
    if text:
        url = urlsplit(text)
        for host in url.netloc.rpartition("@")[2].split(","):  # several where there are replicas
            _address(f"{url.scheme}://{host}", {"postgres", "postgresql"})
    return text


def _address(text: str, schemes: set[str]) -> SplitResult:
    url = urlsplit(text)
    if url.scheme not in schemes or url.port == 0:
        raise ValueError
    return url


def _mailbox(text: str) -> str:
    if not is_mailbox(text):
        raise ValueError
    return text


def _zone(text: str) -> str:
    return ZoneInfo(text).key


def _language(text: str) -> str:
    return LANGUAGES[LANGUAGES.index(text)]


def _workers(text: str) -> int:
    if not text.isdecimal() or len(text) > 3 or not 1 <= int(text) <= 256:
        raise ValueError
    return int(text)


def _switch(text: str) -> bool:
    return {"on": True, "off": False}[text]


def _proxies(text: str) -> int:
    return list("0123456789").index(text)


def _secret(text: str) -> bytes:
    if text and len(text) < SHORTEST_SECRET:
        raise ValueError
    return os.fsencode(text)


def _kept_secret(data_dir: Path) -> bytes:
    path = data_dir / "secret-key"
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _make_secret(path)
        secret = path.read_text().strip()
    except OSError:
        raise SettingsError(f"{PREFIX}DATA_DIR {MUST['DATA_DIR']}") from None
    if len(secret) < SHORTEST_SECRET:
        raise SettingsError(f"{path} {MUST['SECRET_KEY']}")
    return secret.encode()


def _make_secret(path: Path) -> None:
    """Linked into place whole, so that two first starts agree on one secret."""
    with NamedTemporaryFile("w", dir=path.parent) as draft:
        draft.write(secrets.token_urlsafe(48))
        draft.flush()
        with suppress(FileExistsError):
            os.link(draft.name, path)

"""The settings of one installation, read from the environment and checked at start."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from msgspec import Struct

from server.foundation.senders import MailServer, Sms, WhatsApp, mail_server, sms, whatsapp
from server.foundation.setting_values import (
    MUST,
    PREFIX,
    SHORTEST_SECRET,
    SettingsError,
    database_address,
    folder,
    language,
    level,
    mailbox,
    milliseconds,
    proxies,
    public_keys,
    read,
    switch,
    token,
    web_address,
    workers,
    zone,
)


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
    whatsapp: WhatsApp | None = None
    sms: Sms | None = None
    log_level: str = "info"
    slow_query_ms: int = 500
    """Statements that take longer are written down."""
    backup_dir: Path | None = None
    backup_to: tuple[str, ...] = ()
    """The public keys of those who may open backups; nights without a key go without backup."""
    metrics_token: str = ""
    """What a program says to read the counts from elsewhere; without, only this machine may."""

    @property
    def secure(self) -> bool:
        """Whether people reach us over HTTPS, so that cookies may demand it."""
        return self.base_url.startswith("https://")


def load(environ: Mapping[str, str]) -> Settings:
    """Read CONVOCA_* from `environ`; raises SettingsError naming the first bad variable."""
    data_dir = read(environ, "DATA_DIR", "data", folder)
    return Settings(
        data_dir=data_dir,
        database_url=read(environ, "DATABASE_URL", "", database_address) or None,
        base_url=read(environ, "BASE_URL", "http://localhost:8000", web_address),
        secret_key=read(environ, "SECRET_KEY", "", _secret) or _kept_secret(data_dir),
        mail_server=read(environ, "SMTP_URL", "", mail_server),
        mail_from=read(environ, "MAIL_FROM", "convoca@localhost", mailbox),
        timezone=read(environ, "TIMEZONE", "America/Guatemala", zone),
        locale=read(environ, "LOCALE", "es", language),
        workers=read(environ, "WORKERS", "1", workers),
        scheduler=read(environ, "SCHEDULER", "on", switch),
        trusted_proxies=read(environ, "TRUSTED_PROXIES", "0", proxies),
        whatsapp=whatsapp(environ),
        sms=sms(environ),
        log_level=read(environ, "LOG_LEVEL", "info", level),
        slow_query_ms=read(environ, "SLOW_QUERY_MS", "500", milliseconds),
        backup_dir=read(environ, "BACKUP_DIR", "", lambda text: folder(text) if text else None),
        backup_to=read(environ, "BACKUP_TO", "", public_keys),
        metrics_token=read(environ, "METRICS_TOKEN", "", token),
    )


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

"""Reading one variable of the environment, and what each must look like."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from server.foundation.logs import LEVELS
from server.foundation.mailbox import is_mailbox
from server.foundation.translation import LANGUAGES

PREFIX: Final = "CONVOCA_"
SHORTEST_SECRET: Final = 32
SHORTEST_TOKEN: Final = 16
# X25519, in Bech32.
PUBLIC_KEY: Final = re.compile("age1[02-9ac-hj-np-z]{58}")
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
    "WHATSAPP_URL": "must be an address such as https://graph.facebook.com/v23.0",
    "SMS_URL": "must be an address such as https://api.twilio.com",
    "LOG_LEVEL": f"must be one of {', '.join(LEVELS)}",
    "SLOW_QUERY_MS": "must be a whole number of milliseconds, up to 999999",
    "BACKUP_DIR": "must be a folder that can be written to",
    "BACKUP_TO": "must be public keys such as age1…, with commas between them",
    "METRICS_TOKEN": "must have at least 16 characters",
}
T = TypeVar("T")


class SettingsError(Exception):
    """A variable holds something that cannot be used; the sentence names it."""


def read(environ: Mapping[str, str], name: str, default: str, check: Callable[[str], T]) -> T:
    """The variable as `check` makes it; raises SettingsError naming it where it cannot."""
    try:
        return check(environ.get(PREFIX + name) or default)
    except (ValueError, LookupError, OSError, RuntimeError):
        raise SettingsError(f"{PREFIX}{name} {MUST[name]}") from None


def folder(text: str) -> Path:
    """A folder that is there or can be made."""
    wanted = Path(text).expanduser().absolute()
    if any(place.is_file() for place in (wanted, *wanted.parents)):
        raise NotADirectoryError
    return wanted


def web_address(text: str) -> str:
    """Where people reach us, without a slash at the end."""
    url = address(text, {"http", "https"})
    more_than_an_address = url.query or url.fragment or url.username or url.password
    if not url.hostname or more_than_an_address or any(map(str.isspace, text)):
        raise ValueError
    return text.rstrip("/")


def database_address(text: str) -> str:
    """As for asyncpg; nothing is the database of our own."""
    if text:
        url = urlsplit(text)
        for host in url.netloc.rpartition("@")[2].split(","):  # several where there are replicas
            address(f"{url.scheme}://{host}", {"postgres", "postgresql"})
    return text


def address(text: str, schemes: set[str]) -> SplitResult:
    """An address with one of these schemes."""
    url = urlsplit(text)
    if url.scheme not in schemes or url.port == 0:
        raise ValueError
    return url


def mailbox(text: str) -> str:
    """An address of Internet mail."""
    if not is_mailbox(text):
        raise ValueError
    return text


def zone(text: str) -> str:
    """The name of a time zone."""
    return ZoneInfo(text).key


def language(text: str) -> str:
    """A language that we speak."""
    return LANGUAGES[LANGUAGES.index(text)]


def level(text: str) -> str:
    """How much is written down."""
    return list(LEVELS)[list(LEVELS).index(text)]


def milliseconds(text: str) -> int:
    """A length of time."""
    if not text.isdecimal() or len(text) > 6:
        raise ValueError
    return int(text)


def workers(text: str) -> int:
    """How many processes serve."""
    if not text.isdecimal() or len(text) > 3 or not 1 <= int(text) <= 256:
        raise ValueError
    return int(text)


def switch(text: str) -> bool:
    """On or off."""
    return {"on": True, "off": False}[text]


def proxies(text: str) -> int:
    """How many proxies stand in front."""
    return list("0123456789").index(text)


def public_keys(text: str) -> tuple[str, ...]:
    """None, or some that look like those that age writes."""
    keys = tuple(text.replace(",", " ").split())
    if not all(PUBLIC_KEY.fullmatch(key) for key in keys):
        raise ValueError
    return keys


def token(text: str) -> str:
    """Nothing, or what nobody guesses."""
    if text and len(text) < SHORTEST_TOKEN:
        raise ValueError
    return text

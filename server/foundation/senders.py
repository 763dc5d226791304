"""The providers that carry messages for us, as the settings name them."""

from collections.abc import Mapping
from urllib.parse import parse_qs, unquote

from msgspec import Struct

from server.foundation.setting_values import PREFIX, SettingsError, address, read, web_address


class MailServer(Struct, frozen=True, kw_only=True):
    """Where mail is handed in (SMTP, RFC 5321)."""

    host: str
    port: int
    user: str | None
    password: str | None
    starttls: bool
    tls: bool


class WhatsApp(Struct, frozen=True, kw_only=True):
    """A number of the WhatsApp Business platform (Cloud API)."""

    base: str
    phone: str
    """The number's identity there, not what is dialled."""
    token: str
    app_secret: str
    """What its reports are signed with."""
    verify_token: str
    """What it must say when it asks whether our address takes reports."""


class Sms(Struct, frozen=True, kw_only=True):
    """An account with a Twilio-shaped provider of text messages."""

    base: str
    account: str
    token: str
    """What requests are made and reports are signed with."""
    sender: str
    """The number that messages come from, or the identity of a messaging service (MG…)."""


def mail_server(text: str) -> MailServer | None:
    """Read `smtp://user:pass@host:587?starttls=1`; raises ValueError for anything else."""
    if not text:
        return None
    url = address(text, {"smtp", "smtps"})
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


def whatsapp(environ: Mapping[str, str]) -> WhatsApp | None:
    """The number to write from, or None; raises SettingsError naming what is missing."""
    said = _all_or_none(environ, "WHATSAPP", "PHONE", "TOKEN", "APP_SECRET", "VERIFY_TOKEN")
    if said is None:
        return None
    base = read(environ, "WHATSAPP_URL", "https://graph.facebook.com/v23.0", web_address)
    return WhatsApp(base=base, **said)


def sms(environ: Mapping[str, str]) -> Sms | None:
    """The account to write from, or None; raises SettingsError naming what is missing."""
    said = _all_or_none(environ, "SMS", "ACCOUNT", "TOKEN", "SENDER")
    if said is None:
        return None
    return Sms(base=read(environ, "SMS_URL", "https://api.twilio.com", web_address), **said)


def _all_or_none(environ: Mapping[str, str], provider: str, *names: str) -> dict[str, str] | None:
    said = {name.lower(): environ.get(f"{PREFIX}{provider}_{name}", "").strip() for name in names}
    if not any(said.values()):
        return None
    for name in names:
        if not said[name.lower()]:
            raise SettingsError(f"{PREFIX}{provider}_{name} is missing")
    return said

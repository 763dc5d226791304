"""What everybody says about their own account: how they are called, and in which language."""

from datetime import datetime

from server.accounts.domain import accounts, audit
from server.foundation.database import transaction
from server.foundation.errors import Invalid, NotAllowed
from server.foundation.identity import Actor
from server.foundation.translation import LANGUAGES
from server.foundation.translation import gettext as _


async def describe(name: str, language: str, *, by: Actor, at: datetime) -> None:
    """Be called so, and be written to in that language; raises Invalid."""
    if by.account is None:
        raise NotAllowed(_("Hay que entrar primero."))
    if language not in LANGUAGES:
        raise Invalid({"language": _("Ese idioma no existe.")})
    async with transaction():
        before = await accounts.language_of(by.account)
        if name.strip() != by.name:
            await accounts.rename(by.account, name, by=by, at=at)
        if language != before:
            await accounts.speak(by.account, language)
            about = f"account:{by.account}"
            await audit.record(by, "account.language_chosen", about, at=at, language=language)

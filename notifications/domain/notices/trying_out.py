"""Somebody wants to see how a notice arrives, and sends one to themselves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from notifications.domain.texts.specimens import specimen
from server.accounts.domain import accounts
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _

NAME: Final = "test_send"
# No fact but the wish itself, for an hour.
OWED: Final = f"""
    SELECT t.key, t.account, t.event, t.subject FROM notice t JOIN account p ON p.id = t.account
    WHERE t.kind = '{NAME}' AND t.state <> 'superseded' AND p.disabled_at IS NULL
        AND t.owed_at > $1::timestamptz - interval '1 hour'
"""


def trying_out(kinds: Mapping[str, Kind]) -> Kind:
    """The kind that is sent in the words of any of these."""

    async def write(notice: Notice, office: Office, at: datetime) -> Letter:
        """The words of the other notice, marked, without what a calendar would take in."""
        _test, name, _one = notice.key.split(":")
        reader = await accounts.actor(notice.subject)
        if reader is None:
            raise NotFound(_("Esta cuenta ya no está activa."))
        letter = (await specimen(kinds[name], office, of=reader, at=at)).letter
        return replace(
            letter,
            subject=_("[Prueba] %(subject)s", subject=letter.subject),
            closing=(*letter.closing, _("Es una prueba: los enlaces no llevan a nada personal.")),
            calendar=None,
            told=None,
            stands_for=name,
        )

    return Kind(name=NAME, owed=OWED, write=write, direct=True, until_start=False)

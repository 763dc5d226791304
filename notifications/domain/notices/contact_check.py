"""Somebody named a way to reach them, which nobody knows to work."""

from datetime import datetime
from typing import Final

from notifications.domain.contacts import confirming
from notifications.domain.contacts.consents import LATEST
from notifications.domain.kind import Kind
from notifications.domain.letter import Letter, Link
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.translation import gettext as _

# Said again, it is asked again: `said_at` is in the key. People are called by people.
OWED: Final = f"""
    SELECT concat_ws(':', 'contact', c.id, extract(epoch FROM c.said_at)) AS key, c.account,
        NULL::uuid AS event, c.id AS subject
    FROM contact c
        JOIN account p ON p.id = c.account AND p.disabled_at IS NULL
        JOIN LATERAL ({LATEST.format(account="c.account", channel="c.channel")}) last ON last.given
    WHERE c.confirmed_at IS NULL AND c.channel <> 'call'
        AND c.said_at > $1::timestamptz - interval '3 days'
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """A question of no topic: whoever else reads it learns nothing."""
    row = (await fetch("SELECT id, address FROM contact WHERE id = $1", notice.subject))[0]
    link = confirming.link(row["id"], row["address"], office.settings.base_url, office.signer)
    return Letter(
        subject=_("Confirmar este medio"),
        opening=_("Para confirmar que este medio funciona, abrir este enlace."),
        links=(Link(_("Confirmar"), link),),
        closing=(_("Si nadie lo pidió, se puede ignorar este mensaje."),),
        leads_to="/mis-avisos/medios",
    )


# Not direct: what a coordinator writes down for somebody waits for their safe hours. Whoever named
# it themselves has no quiet hours for it (contacts/ways.py).
contact_check: Final = Kind(name="contact_check", owed=OWED, write=write, until_start=False)

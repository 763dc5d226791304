"""Taking somebody in as a helper, with the account that they will sign in with."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from events.planning.domain.tongues import TONGUES
from server.accounts.domain import accounts, audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.translation import LANGUAGES as SPOKEN_HERE
from server.foundation.translation import gettext as _
from volunteers.people.tables import Volunteer

KNOWN = """
    SELECT EXISTS (SELECT FROM municipality WHERE ine = $1) AS home,
        (SELECT municipality FROM network WHERE id = $2) AS network_of
"""


class NewVolunteer(Struct, frozen=True, kw_only=True):
    """What is written down about a helper; `language` is the one we write to them in."""

    name: str
    email: str
    home: str
    network: UUID | None = None
    languages: tuple[str, ...] = ("es",)
    language: str = "es"


async def add(new: NewVolunteer, *, by: Actor, at: datetime) -> UUID:
    """Make a helper and their account together; returns the helper's id.

    Raises Invalid for a bad field, NotAllowed, or Conflict when the address has an account already.
    """
    by.need("staff", new.home)
    await _check(new, by)
    person = accounts.NewAccount(
        email=new.email, name=new.name, role="facilitator", language=new.language
    )
    async with transaction():
        account = await accounts.create(person, by=by, at=at)
        row = Volunteer(
            id=new_id(),
            account=account,
            home=new.home,
            network=new.network,
            languages=list(dict.fromkeys(new.languages)),
        )
        await Volunteer.insert(row)
        await audit.record(by, "volunteer.added", f"volunteer:{row.id}", at=at, home=new.home)
    return UUID(str(row.id))


async def of_account(account: UUID) -> UUID | None:
    """The helper who signs in with this account, if it is one's."""
    rows = await fetch("SELECT id FROM volunteer WHERE account = $1", account)
    return rows[0]["id"] if rows else None


async def _check(new: NewVolunteer, by: Actor) -> None:
    row = (await fetch(KNOWN, new.home.replace("\0", ""), new.network))[0]
    within_reach = row["network_of"] is not None and by.reaches(row["network_of"])
    speaks = bool(new.languages) and set(new.languages) <= set(TONGUES)
    found = {
        "name": None if new.name.isprintable() else _("Falta el nombre."),
        "email": None if new.email.isprintable() else _("Falta una dirección de correo válida."),
        "municipality": None if row["home"] else _("Ese municipio no existe."),
        "network": None if new.network is None or within_reach else _("Esa RAC no existe."),
        "languages": None if speaks else _("Elegir al menos uno de los idiomas."),
        "language": None if new.language in SPOKEN_HERE else _("Elegir una de las opciones."),
    }
    wrong = {field: sentence for field, sentence in found.items() if sentence}
    if wrong:
        raise Invalid(wrong)

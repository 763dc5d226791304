"""Taking somebody in as a helper, with the account that they will sign in with."""

from datetime import datetime
from uuid import UUID

from server.accounts.domain import accounts, audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _
from volunteers.people.domain import description
from volunteers.people.domain.description import Description
from volunteers.people.tables import Volunteer


class NewVolunteer(Description, frozen=True, kw_only=True):
    """What is written down about a helper who gets an account."""

    email: str


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


async def actor_of(volunteer: UUID) -> Actor:
    """Who the helper is when they act; raises NotFound for one who is gone."""
    rows = await fetch("SELECT account FROM volunteer WHERE id = $1", volunteer)
    who = await accounts.actor(rows[0]["account"]) if rows else None
    if who is None:
        raise NotFound(_("Esta cuenta ya no está activa."))
    return who


async def _check(new: NewVolunteer, by: Actor) -> None:
    wrong = {} if new.email.isprintable() else {"email": _("Falta una dirección de correo válida.")}
    await description.check(new, by, wrong=wrong)

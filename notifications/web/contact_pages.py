"""How somebody is reached: one's own page, and that of a helper whom one coordinates."""

from collections.abc import Awaitable
from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect, Template

from notifications.domain.contacts import confirming, contacts, preferences
from notifications.web import contact_form, quiet_form
from notifications.web.contact_shown import Whose, saved, shown
from notifications.web.contact_words import quiet_words
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, TooMany
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import NavigationItem, section_tabs, see
from server.web.requests import Visit, signed_in
from volunteers.people.domain import reach, volunteers

OWN: Final = "/mis-avisos/medios"


class ContactPages(Controller):
    """What can be said of the ways to `whose` account, whoever writes it down."""

    def tabs(self, request: Visit) -> list[NavigationItem]:  # noqa: ARG002 (one's own page has some)
        """The pages beside it."""
        return []

    @get()
    async def ways(self, request: Visit, whose: NamedDependency[Whose]) -> Template:
        """All the ways."""
        return await shown(request, whose, self.tabs(request), at=now())

    @post()
    async def name(
        self, request: Visit, whose: NamedDependency[Whose], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Replace the ways."""

        async def keep() -> None:
            said, by = contact_form.named(form), signed_in(request)
            agreed = form.ticked("agreed")
            await contacts.say(whose.account, said, by=by, at=now(), agreed=agreed)

        return await self.answered(request, whose, "contacts", form, keep())

    @post("/{channel:str}/prueba")
    async def ask_again(
        self, request: Visit, whose: NamedDependency[Whose], channel: FromPath[str]
    ) -> Redirect:
        """Send the link that confirms a way once more."""
        by = signed_in(request)
        try:
            await confirming.ask_again(whose.account, channel, by=by, at=now())
        except TooMany as refusal:
            return see(request, whose.base, refusal.sentence, kind="error")
        return see(request, whose.base, _("El mensaje sale en un momento."))

    async def answered(
        self, request: Visit, whose: Whose, section: str, form: Form, kept: Awaitable[None]
    ) -> Template | Redirect:
        """Back to the page, as it is now or with the form that was refused."""
        try:
            await kept
        except Invalid as refusal:
            form.refused(refusal)
        except (Conflict, TooMany) as refusal:
            form.wrong("form", refusal.sentence)
        else:
            return await self.told(request, whose, section)
        return await shown(request, whose, self.tabs(request), at=now(), **{section: form})

    async def told(self, request: Visit, whose: Whose, section: str) -> Redirect:
        """Back to the page, with what is true now."""
        if section == "quiet":
            stands = quiet_words(await preferences.quiet_of(whose.account))
            return see(request, whose.base, _("Guardado. %(stands)s", stands=stands))
        now_so = await saved(request, whose)
        said = _("Guardado. %(stands)s", stands=now_so.sentence)
        return see(request, whose.base, said, kind="success" if now_so.reached else "info")


async def oneself(request: Visit) -> Whose:
    """Whoever is signed in."""
    who = signed_in(request)
    assert who.account is not None, "whoever signs in has an account"
    return Whose(account=who.account, name=who.name, email=who.email, base=OWN)


async def helper(request: Visit, volunteer: FromPath[UUID]) -> Whose:
    """Somebody whom one coordinates."""
    await reach.need_coordination(volunteer, signed_in(request))
    who = await volunteers.actor_of(volunteer)
    assert who.account is not None, "a helper has an account"
    back = f"/personas/{volunteer}"
    return Whose(
        account=who.account, name=who.name, email=who.email, base=f"{back}/medios", back=back
    )


class OwnContactPages(ContactPages):
    """One's own ways, and when one wants none."""

    include_in_schema = False
    path = OWN
    guards = (may("be_told"),)
    dependencies = {"whose": Provide(oneself)}  # noqa: RUF012 (Litestar's declaration)

    def tabs(self, request: Visit) -> list[NavigationItem]:
        """What one was told, beside how."""
        return section_tabs(request, "own_notices")

    @post("/{channel:str}/baja")
    async def leave(
        self, request: Visit, whose: NamedDependency[Whose], channel: FromPath[str]
    ) -> Redirect:
        """Get nothing by a way any more."""
        await contacts.leave(whose.account, channel, by=signed_in(request), at=now())
        return see(request, OWN, _("Hecho: por ahí ya no se envía nada."))

    @post("/{channel:str}/vuelta")
    async def agree_again(
        self, request: Visit, whose: NamedDependency[Whose], channel: FromPath[str]
    ) -> Redirect:
        """Get notices by a way once more."""
        await contacts.agree_again(whose.account, channel, by=signed_in(request), at=now())
        return see(request, OWN, _("Hecho: este medio se usa de nuevo."))

    @get("/silencio")
    async def hours(self, request: Visit) -> Redirect:
        """To the page that has the form: this is where one is after a mistake in it."""
        return see(request, OWN)

    @post("/silencio")
    async def be_quiet(
        self, request: Visit, whose: NamedDependency[Whose], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Say when one wants nothing."""

        async def keep() -> None:
            await preferences.say(quiet_form.quiet(form), by=signed_in(request), at=now())

        return await self.answered(request, whose, "quiet", form, keep())


class HelperContactPages(ContactPages):
    """The ways to a helper, written down for them."""

    include_in_schema = False
    path = "/personas/{volunteer:uuid}/medios"
    guards = (may("staff"),)
    dependencies = {"whose": Provide(helper)}  # noqa: RUF012 (Litestar's declaration)

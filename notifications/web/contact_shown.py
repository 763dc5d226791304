"""How somebody is reached, as the page about it shows it."""

from datetime import datetime
from uuid import UUID

from litestar.response import Template
from msgspec import Struct

from notifications.domain.contacts import checks, consents, contacts, preferences, ways
from notifications.domain.contacts.contacts import Contact
from notifications.web import contact_form, contact_words, quiet_form, reach_words
from notifications.web.check_words import check_words
from notifications.web.reach_words import Today
from server.foundation.settings import Settings
from server.web.forms import Form
from server.web.pages import NavigationItem, page
from server.web.requests import Visit, settings_of, signed_in
from volunteers.people.domain import words


class Whose(Struct, frozen=True, kw_only=True):
    """Whose ways they are, and the page that they stand on; `own` are one's own."""

    account: UUID
    name: str
    email: str
    base: str
    back: str = ""

    @property
    def own(self) -> bool:
        """Whether it is the reader's own page."""
        return not self.back


async def shown(
    request: Visit, whose: Whose, tabs: list[NavigationItem], *, at: datetime, **refused: Form
) -> Template:
    """The page, with the forms as they were said, or as they were refused."""
    settings = settings_of(request)
    named = await contacts.contacts_of(whose.account, by=signed_in(request), at=at)
    quiet = await preferences.quiet_of(whose.account)
    working = ways.working(settings)
    filled = {
        "contacts": contact_form.filled_in([*named]),
        "quiet": quiet_form.filled_in(quiet, home=settings.timezone),
    } | refused
    offered = working | {"call"} | {one.channel for one in named}
    channels = {name: said for name, said in words.channels().items() if name in offered}
    asked = await _asked(named, settings, at)
    return page(
        request,
        "notifications/contacts.html",
        whose=whose,
        tabs=tabs,
        lines=contact_words.contact_lines(named, working, quiet, asked),
        today=await _today(whose, named, settings),
        mail_left=await consents.is_withdrawn(whose.account, "mail"),
        channels=channels,
        labels=contact_words.field_labels(channels),
        ranks=contact_form.ranks(),
        quiet=contact_words.quiet_words(quiet),
        modes=quiet_form.modes(),
        zones=quiet_form.places(filled["quiet"]),
        history=contact_words.history_lines(
            await consents.history(whose.account), settings.timezone
        ),
        filled=filled,
        form=next((form for form in filled.values() if form.errors), Form()),
    )


async def saved(request: Visit, whose: Whose) -> Today:
    """How notices leave now that something was changed."""
    return await _today(whose, await contacts.standing(whose.account), settings_of(request))


async def _today(whose: Whose, named: list[Contact], settings: Settings) -> Today:
    reach = await ways.reach_of(whose.account, settings)
    return reach_words.today(reach, named, name="" if whose.own else whose.name)


async def _asked(named: list[Contact], settings: Settings, at: datetime) -> dict[UUID, str]:
    """What became of the questions to those that are not confirmed."""
    open_ones = [one.id for one in named if one.confirmed_at is None]
    found = await checks.checks_of(open_ones)
    return {one: check_words(found.get(one), settings.timezone, at=at) for one in open_ones}

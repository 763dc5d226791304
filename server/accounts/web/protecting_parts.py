"""What both places where a second step is set up do: on the way in, and later among one's own."""

from litestar.response import Redirect, Template
from msgspec import Struct

from server.accounts.domain import (
    accounts,
    authenticators,
    passkeys_asking,
    second_step,
    sessions,
)
from server.accounts.domain import second_step_keeping as keeping
from server.accounts.web.authentication import standing_of
from server.accounts.web.key_picture import picture
from server.accounts.web.known_device import remember
from server.accounts.web.landing import landing
from server.accounts.web.letting_in import browser_of
from server.accounts.web.passkey_parts import party_of
from server.accounts.web.recovery_paper import paper
from server.accounts.web.session_cookie import keep, session_of
from server.foundation.clock import now
from server.foundation.errors import NotAllowed
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.pages import page
from server.web.requests import Visit, settings_of, signer_of


class ShownOffer(Struct, frozen=True):
    """A key for an app, as the page shows it."""

    picture: str
    address: str
    key: str
    draft: str


async def offer(request: Visit, form: Form) -> ShownOffer:
    """A key for an app; the same again for whoever mistyped its digits."""
    who = await who_protects(request)
    made = authenticators.offered(
        who.email,
        session=standing_of(request).handle,
        signer=signer_of(request),
        draft=form.value("draft"),
    )
    return ShownOffer(picture(made.address), made.address, made.key, made.draft)


async def keep_app(request: Visit, form: Form) -> None:
    """Keep the app whose digits were typed; raises Invalid."""
    await keeping.add_app(
        form.value("draft"),
        form.value("digits"),
        standing=standing_of(request),
        signer=signer_of(request),
        at=now(),
    )


async def challenge_of(request: Visit) -> str:
    """What a new passkey of whoever asks must sign."""
    who = await who_protects(request)
    account = standing_of(request).account
    return await passkeys_asking.to_add(who, account, at=party_of(request), moment=now())


async def keep_passkey(request: Visit, form: Form) -> None:
    """Keep the passkey that signed it; raises Invalid, or Conflict for one that is known."""
    await keeping.add_passkey(
        form.text("name", most=80, required=False) or browser_of(request),
        form.value("passkey"),
        standing=standing_of(request),
        party=party_of(request),
        at=now(),
    )


async def protected(request: Visit, wanted: str) -> Template:
    """The session is whole now, and its codes on paper are shown once."""
    session = await _whole(request)
    found = await sessions.read(session, at=now())
    who = request.scope["user"] = found.actor if found else None
    response = await codes_page(request, landing(wanted, request.app.state.navigation, who))
    keep(response, request, session)
    if who is not None:
        remember(response, request, who)
    return response


async def renewed(request: Visit, response: Redirect) -> Redirect:
    """The answer, with the session going on under a new secret."""
    keep(response, request, await _whole(request))
    return response


async def codes_page(request: Visit, wanted: str) -> Template:
    """New codes on paper, which can be read now and never again."""
    who = request.user
    if who is None:
        raise NotAllowed(_("Hay que entrar primero."))
    at, zone = now(), settings_of(request).timezone
    codes = await keeping.renew_codes(by=who, signer=signer_of(request), at=at)
    sheet = paper(codes, who, at=at, zone=zone)
    response = page(request, "accounts/second_codes.html", codes=codes, paper=sheet, wanted=wanted)
    response.headers["Cache-Control"] = "no-store"
    return response


async def who_protects(request: Visit) -> Actor:
    """Whose account it is, also of whoever is only half-way in."""
    who = await accounts.actor(standing_of(request).account)
    if who is None:
        raise NotAllowed(_("Esta cuenta ya no está activa."))
    return who


async def _whole(request: Visit) -> str:
    standing = standing_of(request)
    return await second_step.complete(session_of(request), standing=standing, by="new", at=now())

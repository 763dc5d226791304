"""The page behind the link with which somebody stops what reaches them."""

from typing import Final

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from notifications.domain.contacts import optout
from notifications.web.opt_out_words import stopping
from server.foundation.clock import now
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import LINK_HOLDER
from server.web.pages import page, see
from server.web.requests import Visit, signer_of

# Anybody may send here, and reading a form of megabytes would hold everybody else up.
MOST_BYTES: Final = 16 * 1024
# What mail programs send in one click (RFC 8058 §3.1).
FIELD, ONE_CLICK = "List-Unsubscribe", "One-Click"


class OptOutPages(Controller):
    """Opening it stops nothing, since mail scanners do so. The link itself is the proof."""

    include_in_schema = False
    guards = (LINK_HOLDER,)
    path = "/b/{token:str}"
    request_max_body_size = MOST_BYTES

    @get()
    async def ask(self, request: Visit, token: FromPath[str]) -> Template:
        """Tell what will stop, or what has."""
        return await shown(request, token)

    # Answered at once: a mail program must not be sent elsewhere (RFC 8058 §3.1).
    @post(exclude_from_csrf=True)
    async def stop(
        self, request: Visit, token: FromPath[str], form: NamedDependency[Form]
    ) -> Template:
        """Stop it."""
        one_click = form.value(FIELD) == ONE_CLICK
        await optout.stop(token, signer_of(request), one_click=one_click, at=now())
        return await shown(request, token)

    @get("/vuelta")
    async def back(self, request: Visit, token: FromPath[str]) -> Redirect:
        """To the page that has the button: this is where one is after a refusal."""
        return see(request, f"/b/{token}")

    @post("/vuelta", exclude_from_csrf=True)
    async def go_on(self, request: Visit, token: FromPath[str]) -> Redirect:
        """Take that back."""
        await optout.go_on(token, signer_of(request), at=now())
        return see(request, f"/b/{token}", _("Hecho: los mensajes siguen como antes."))


async def shown(request: Visit, token: str) -> Template:
    """The page as it stands."""
    found = await optout.subscription(token, signer_of(request))
    answer = page(
        request, "notifications/opt_out.html", address=f"/b/{token}", stopping=stopping(found)
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer

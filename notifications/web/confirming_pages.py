"""The page behind the link that asks whether a way to reach somebody works."""

from typing import Final

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from notifications.domain.contacts import confirming
from notifications.web.opt_out_words import how_to_stop
from server.foundation.clock import now
from server.web.guards import LINK_HOLDER
from server.web.pages import page, see
from server.web.requests import Visit, signer_of
from volunteers.people.domain import words

# Anybody may send here, and reading a form of megabytes would hold everybody else up.
MOST_BYTES: Final = 16 * 1024


class ConfirmingPages(Controller):
    """Opening it confirms nothing, since mail scanners do so; no name and no address is shown."""

    include_in_schema = False
    guards = (LINK_HOLDER,)
    path = "/m/{token:str}"
    request_max_body_size = MOST_BYTES

    @get()
    async def ask(self, request: Visit, token: FromPath[str]) -> Template:
        """Ask."""
        asked = await confirming.question(token, signer_of(request))
        answer = page(
            request, "notifications/confirming.html",
            channel=words.channels()[asked.channel], confirmed=asked.confirmed,
            stopping=how_to_stop(asked.channel),
        )  # fmt: skip
        answer.headers["Cache-Control"] = "no-store"
        return answer

    # The link itself is the proof, and the browser of a messenger keeps no cookies.
    @post(exclude_from_csrf=True)
    async def confirm(self, request: Visit, token: FromPath[str]) -> Redirect:
        """It works."""
        await confirming.confirm(token, signer_of(request), at=now())
        return see(request, f"/m/{token}")

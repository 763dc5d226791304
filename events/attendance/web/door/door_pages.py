"""What a phone sees when somebody follows a door link on it."""

from typing import Final

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.attendance.domain.door import door_links, door_pins, sealing
from events.attendance.domain.door.door_guard import Unguarded
from events.attendance.domain.door.door_links import Link
from events.attendance.domain.staff import KnowsWhoHelps
from events.attendance.web.door import door_screen
from events.attendance.web.door.door_cookie import device_cookie, device_of
from events.planning.domain import agenda
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, NotFound, TooMany
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import LINK_HOLDER
from server.web.pages import page, see
from server.web.requests import Visit, origin_of, signer_of

MOST_BYTES: Final = 4 * 1024
GONE: Final = 410
# The address is a secret: it is told to nobody, not even to our own pages.
HEADERS: Final = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
# Where the browser itself says that another site led here, our cookie stayed at home: asking once
# more from our own page brings it along.
AGAIN: Final = "de-nuevo"


class DoorPages(Controller):
    """`/puerta/…`: no account, and nothing about anybody."""

    path = "/puerta/{token:str}"
    include_in_schema = False
    guards = (LINK_HOLDER,)
    request_max_body_size = MOST_BYTES

    @get()
    async def stand(self, request: Visit, token: FromPath[str]) -> Template:
        """The door for the phone that opened it; others are asked for the PIN, or told why not."""
        return await _shown(request, token)

    @post()
    async def open(
        self,
        request: Visit,
        token: FromPath[str],
        form: NamedDependency[Form],
        who_helps: NamedDependency[KnowsWhoHelps],
    ) -> Template | Redirect:
        """Open the door with the PIN."""
        at, pin = now(), door_pins.heard(form.value("pin"))
        try:
            link, device = await door_links.open_with(
                pin, token, origin=origin_of(request), at=at, signer=signer_of(request),
                who_helps=who_helps,
            )  # fmt: skip
        except (Invalid, TooMany, Unguarded) as refusal:
            form.wrong("pin", refusal.sentence)
            form.put("pin", "")
            return await _shown(request, token, form)
        except (Conflict, NotFound):
            return await _shown(request, token)
        answer = see(request, f"/puerta/{token}")
        answer.set_cookie(device_cookie(request, token, device, expires_at=link.expires_at, at=at))
        return answer


async def _shown(request: Visit, token: str, form: Form | None = None) -> Template:
    device = device_of(request)
    try:
        link = await door_links.link_of(token)
    except NotFound:
        return _gone(request, token, "unknown", status=404)
    standing = link.standing(device, now())
    if standing == "open" or (standing == "expired" and _still_sends(link, device)):
        return await _door(request, token, link)
    if standing == "unopened":
        return _answer(request, "door_pin", token=token, form=form or Form(), phone=link.name)
    return _gone(request, token, standing, status=409 if standing == "elsewhere" else GONE)


async def _door(request: Visit, token: str, link: Link) -> Template:
    return await door_screen.shown(
        request,
        token=token,
        phone=link.name,
        event=await agenda.event(link.event),
        public_key=sealing.public_key(link.event, signer_of(request)),
    )


def _still_sends(link: Link, device: str) -> bool:
    """The page is what sends: a phone that still holds something is let in to do that."""
    return link.is_of(device) and now() < link.expires_at + door_links.GRACE


def _gone(request: Visit, token: str, why: str, *, status: int) -> Template:
    from_afar = request.headers.get("sec-fetch-site") == "cross-site"
    ask_again = why == "elsewhere" and from_afar and AGAIN not in request.query_params
    titles = {
        "unknown": _("Este enlace no existe"),
        "locked": _("Este enlace se bloqueó"),
        "elsewhere": _("Este enlace ya se abrió en otro teléfono"),
        "revoked": _("Este enlace se retiró"),
        "expired": _("Este enlace venció"),
    }
    again = f"/puerta/{token}?{AGAIN}=1"
    return _answer(
        request, "door_gone", status=status, why=why, title=titles[why], again=again,
        refresh=ask_again,
    )  # fmt: skip


def _answer(request: Visit, name: str, *, status: int = 200, **shown: object) -> Template:
    answer = page(request, f"attendance/{name}.html", status=status, **shown)
    answer.headers.update(HEADERS)
    return answer

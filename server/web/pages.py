"""Turning an answer into a page: the frame that every page stands in."""

from typing import Any, Final
from uuid import UUID

from litestar.datastructures import Cookie
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_303_SEE_OTHER
from msgspec import Struct
from msgspec.structs import replace

from server.foundation.identity import Actor
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _
from server.web.flash import COOKIE, Flash, arrived, carried
from server.web.forgery import csrf_token
from server.web.forms import Form
from server.web.help_topics import topic
from server.web.requests import Visit, settings_of, signer_of
from server.web.unread import unread

OK: Final = 200
UNPROCESSABLE: Final = 422


class Door(Struct, frozen=True, kw_only=True):
    """An entry of the navigation; `label` is translated when shown, `action` is what it takes.

    `rooms` are the beginnings of the other addresses that one reaches through this door.
    """

    href: str
    label: str
    icon: str
    action: str
    rooms: tuple[str, ...] = ()


class NavigationItem(Struct, frozen=True):
    """A door as one visitor sees it."""

    href: str
    label: str
    icon: str
    current: bool


def page(request: Visit, name: str, *, status: int = OK, **shown: Any) -> Template:
    """The page `name` in its frame; a form with mistakes in it makes the status 422."""
    form = shown.get("form")
    if isinstance(form, Form) and form.errors and status == OK:
        status = UNPROCESSABLE
    context = {**frame(request), "status": int(status), **shown}
    response = Template(name, context=context, status_code=status)
    if context["user"] is not None:
        # Nothing stays behind on a computer that several people share.
        response.headers["Cache-Control"] = "no-store"
    if request.cookies.get(COOKIE):
        response.delete_cookie(COOKIE)
    return response


def frame(request: Visit) -> dict[str, Any]:
    """What the layout shows on every page."""
    user = request.scope.get("user")
    return {
        "user": user,
        "unread": unread(request),
        "nav": navigation(request.app.state.navigation, user, request.url.path),
        "locale": current_language(),
        "path": request.url.path,
        "here": here(request),
        "help": topic(request.url.path),
        "flashes": arrived(request.cookies.get(COOKIE), signer_of(request)),
        "csrf_token": csrf_token(request),
    }


def here(request: Visit) -> str:
    """The address of this page, with its question."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def navigation(doors: tuple[Door, ...], user: Actor | None, path: str) -> list[NavigationItem]:
    """The doors this visitor may open."""
    return [
        NavigationItem(
            door.href, _(door.label), door.icon, path.startswith((door.href, *door.rooms))
        )
        for door in doors
        if user is not None and user.may(door.action)
    ]


def see(request: Visit, address: str, said: str = "", *, kind: str = "success") -> Redirect:
    """Go to a page of ours after something was done, and say so there."""
    cookies: list[Cookie] = []
    if said:
        secure = settings_of(request).secure
        cookies.append(carried(Flash(kind, said), signer_of(request), secure=secure))
    return Redirect(address, status_code=HTTP_303_SEE_OTHER, cookies=cookies)


def event_tabs(request: Visit, event_id: UUID) -> list[NavigationItem]:
    """The pages that the rooms offer about one event, as this visitor may open them."""
    return section_tabs(request, "event", id=event_id)


def section_tabs(request: Visit, section: str, **named: UUID) -> list[NavigationItem]:
    """The pages of a section that server/app.py lists, with what their addresses name."""
    doors = [_named(door, **named) for door in request.app.state.sections[section]]
    here = max(doors, key=lambda door: _nearness(door, request.url.path))
    user = request.user
    return [
        NavigationItem(door.href, _(door.label), door.icon, door is here)
        for door in doors
        if user is not None and user.may(door.action)
    ]


def _named(door: Door, **named: UUID) -> Door:
    rooms = tuple(room.format(**named) for room in door.rooms)
    return replace(door, href=door.href.format(**named), rooms=rooms)


def _nearness(door: Door, path: str) -> int:
    """How much of the path leads to the door's pages or to those behind them."""
    ways = (door.href, *door.rooms)
    return max((len(way) for way in ways if f"{path}/".startswith(f"{way}/")), default=0)

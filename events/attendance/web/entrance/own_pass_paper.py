"""The pages about a phone's own pass, as small and alone as the check-in page."""

from typing import Any, Final

from litestar import Response
from markupsafe import Markup

from events.attendance.domain import qr
from events.attendance.domain.codes import in_fours
from events.attendance.web.entrance import check_in_paper

# The address may hold the code: it is told to nobody and kept nowhere.
DISCREET: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


def mine(card: str, *, base_url: str, revoked: bool, token: str) -> Response[bytes]:
    """The pass itself: its QR and its code in fours."""
    picture = Markup(qr.svg(f"{base_url}/p/{card}"))  # noqa: S704 (drawn here, out of numbers)
    return _page("mine", code=in_fours(card), qr=picture, revoked=revoked, csrf_token=token)


def none_yet(*, forgotten: bool = False) -> Response[bytes]:
    """Say that this phone carries no pass, also where it was `forgotten`, and how it gets one."""
    return _page("none", forgotten=forgotten)


def forgetting(*, token: str) -> Response[bytes]:
    """The question before a pass is lost: nobody can bring it back."""
    return _page("forgetting", csrf_token=token)


def printed(*, revoked: bool, here: bool, other: bool, token: str) -> Response[bytes]:
    """What a printed pass is, and whether it is used `here` or would replace an `other` one."""
    return _page("printed", revoked=revoked, here=here, other=other, csrf_token=token)


def unreadable() -> Response[bytes]:
    """Say that the code is on no pass."""
    return _page("unreadable", status=404)


def _page(part: str, *, status: int = 200, **shown: Any) -> Response[bytes]:
    page = check_in_paper.rendered("own_pass", part=part, **shown)
    response = check_in_paper.answer(page, status=status)
    response.headers.update(DISCREET)
    return response

"""Where administrators find an account."""

from typing import Final
from urllib.parse import urlencode

from litestar import Controller, get
from litestar.params import FromQuery
from litestar.response import Template

from server.accounts.domain import managing_list
from server.accounts.domain.accounts import ROLES
from server.accounts.domain.managing_list import A_PAGE, STATES, Sift
from server.accounts.web.people_accounts_shown import shown, states
from server.accounts.web.places import places
from server.accounts.web.role_words import called
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs
from server.web.requests import Visit, settings_of, signed_in

HERE: Final = "/ajustes/cuentas"
LAST: Final = 10_000


class AccountListPages(Controller):
    """For administrators."""

    path = HERE
    include_in_schema = False
    guards = (may("administer"),)

    @get()
    async def listed(
        self,
        request: Visit,
        q: FromQuery[str] = "",
        papel: FromQuery[str] = "",
        municipio: FromQuery[str] = "",
        estado: FromQuery[str] = "",
        pagina: FromQuery[str] = "1",
    ) -> Template:
        """Those that are looked for, by name."""
        known = await places(request)
        sift = Sift(
            words=q.strip()[:80],
            role=papel if papel in ROLES else "",
            municipality=municipio if municipio in dict(known) else "",
            state=estado if estado in STATES else "",
        )
        number = _number(pagina)
        found, many = await managing_list.some(sift, by=signed_in(request), page=number)
        zone, names = settings_of(request).timezone, dict(known)
        return page(
            request,
            "accounts/accounts.html",
            accounts=[shown(one, names, zone) for one in found],
            many=many,
            form=_asked(sift),
            roles=[(role, called(role)) for role in ROLES],
            places=known,
            states=states(),
            before=_address(sift, number - 1) if number > 1 else None,
            after=_address(sift, number + 1) if number * A_PAGE < many else None,
            tabs=section_tabs(request, "settings"),
        )


def _number(text: str) -> int:
    whole = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
    return min(max(whole, 1), LAST)


def _asked(sift: Sift) -> Form:
    return Form(
        {
            "q": [sift.words],
            "papel": [sift.role],
            "municipio": [sift.municipality],
            "estado": [sift.state],
        }
    )


def _address(sift: Sift, number: int) -> str:
    asked = {
        "q": sift.words, "papel": sift.role, "municipio": sift.municipality, "estado": sift.state,
        "pagina": str(number),
    }  # fmt: skip
    return f"{HERE}?{urlencode({name: said for name, said in asked.items() if said})}"

"""The search of the audit, as it stands in the page's address."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from server.accounts.domain.audit.searching import Sought
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.requests import Visit

SIFTED = ("sobre", "desde", "hasta", "texto")
FIELDS = ("quien", "acto", "sobre", "desde", "hasta", "texto", "cuenta")


def asked(request: Visit) -> Form:
    """What is asked for."""
    return Form({name: request.query_params.getall(name, []) for name in FIELDS})


def sought(form: Form, zone: str) -> Sought:
    """What to look for; a day that is none is noted in the form, and left out."""
    since = _day(form, "desde", zone)
    until = _day(form, "hasta", zone, after=timedelta(days=1))
    if since and until and since >= until:
        form.wrong("hasta", _("Tiene que ser el mismo día que «Desde el», o después."))
        until = None
    return Sought(
        who=form.text("quien", required=False),
        account=_account(form),
        act=form.text("acto", required=False),
        subject=form.text("sobre", required=False),
        since=since,
        until=until,
        text=form.text("texto", required=False),
    )


def addressed(form: Form, path: str, **more: str) -> str:
    """The address of this search."""
    told = {name: form.value(name) for name in FIELDS if form.value(name)} | more
    return f"{path}?{urlencode(told)}" if told else path


def is_narrowed(form: Form) -> bool:
    """Whether anything is asked for."""
    return any(form.value(name) for name in FIELDS)


def is_sifted(form: Form) -> bool:
    """Whether anything is asked for that is not always in sight."""
    return any(form.value(name) for name in SIFTED)


def _account(form: Form) -> UUID | None:
    return form.reference("cuenta", required=False) if form.value("cuenta") else None


def _day(form: Form, name: str, zone: str, after: timedelta = timedelta()) -> datetime | None:
    if not form.value(name):
        return None
    day: date = form.day(name)
    return datetime.combine(day + after, time.min, ZoneInfo(zone)) if not form.error(name) else None

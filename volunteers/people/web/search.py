"""What a list of helpers is narrowed by, as it stands in the page's address."""

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from server.web.forms import Form
from server.web.requests import Visit
from volunteers.people.domain.directory import Sought

NAMES: Final = ("q", "municipality", "network", "topic", "after")


def asked(request: Visit) -> Form:
    """The filters, as a form that keeps what was typed."""
    return Form({name: request.query_params.getall(name, []) for name in NAMES})


def sought(form: Form) -> Sought:
    """What to look for; a filter that cannot be read is noted in the form and left out."""
    found = Sought(
        text=form.text("q", required=False),
        municipality=form.text("municipality", most=8, required=False),
        network=form.reference("network", required=False),
        topic=form.text("topic", most=60, required=False),
        after=form.reference("after", required=False),
    )
    if wrong := form.errors.pop("after", None):
        form.wrong("form", wrong)  # nobody filled it in: no field can show it
    return found


def addressed(form: Form, *, after: UUID | None = None) -> str:
    """The address of the same list, or of its page after somebody."""
    kept = {name: form.value(name) for name in NAMES[:-1] if form.value(name)}
    asked_for = {**kept, "after": str(after)} if after else kept
    return f"/personas?{urlencode(asked_for)}" if asked_for else "/personas"

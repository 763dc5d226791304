"""The form in which one says how many people are needed, and what they must speak."""

from events.planning.domain import tongues
from server.foundation.translation import gettext as _
from server.web.forms import Form
from volunteers.assignments.domain.invitations import ROLES
from volunteers.assignments.domain.needed import MOST, Needed


def filled(need: Needed) -> Form:
    """The form as it stands; those who come only because of minors are not counted."""
    numbers = {"lead": need.lead, "assistant": need.assistant - need.raised}
    told = {role: [str(number)] for role, number in numbers.items()}
    return Form({**told, "languages": list(need.languages)})


def written(form: Form) -> Needed:
    """What the form says; raises Invalid."""
    lead, assistant = (_number(form, role) for role in ROLES)
    languages = form.choices("languages", tongues.TONGUES, required=False)
    form.check()
    return Needed(lead=lead, assistant=assistant, languages=languages)


def languages() -> list[tuple[str, str]]:
    """The languages to choose from: Spanish goes without saying, but may be said."""
    return list(tongues.names().items())


def _number(form: Form, role: str) -> int:
    if not form.value(role).strip():
        form.wrong(role, _("Falta este dato."))
    return form.whole(role, most=MOST) or 0

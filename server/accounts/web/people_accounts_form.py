"""The form of an account, as administrators fill it in."""

from server.accounts.domain.accounts import NewAccount
from server.accounts.domain.managing import GIVEN
from server.accounts.domain.managing_list import Kept
from server.accounts.web.role_words import called, may_do
from server.foundation.translation import LANGUAGES
from server.web.forms import Form

LABELS = {"es": "Español", "en": "English"}
Places = list[tuple[str, str]]


def written(form: Form, places: Places) -> NewAccount:
    """Who is let in; raises Invalid."""
    role, municipalities = entrusted(form, places)
    new = NewAccount(
        email=form.text("email", most=254),
        name=form.text("name", most=120),
        role=role,
        municipalities=municipalities,
        language=form.choice("language", LANGUAGES),
    )
    form.check()
    return new


def entrusted(form: Form, places: Places) -> tuple[str, tuple[str, ...]]:
    """The role and, for whoever coordinates, the places; what is wrong is noted in the form."""
    role = form.choice("role", GIVEN)
    known = [code for code, _name in places]
    if role != "coordinator":
        return role, ()
    return role, form.choices("municipalities", known)


def filled(account: Kept) -> Form:
    """The form of an account that exists."""
    return Form({"role": [account.role], "municipalities": account.municipalities})


def roles() -> list[tuple[str, str, str]]:
    """The roles that are given here, and what each may do."""
    return [(role, called(role), may_do(role)) for role in GIVEN]


def languages() -> list[tuple[str, str]]:
    """The languages that somebody can be written to in."""
    return [(code, LABELS[code]) for code in LANGUAGES]

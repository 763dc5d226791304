"""Accounts, what they reach, and when they are shut."""

from piccolo.columns import UUID, ForeignKey, Text, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table


class Account(Table):
    """Somebody who can sign in; once erased, what numbers and dates still refer to."""

    id = UUID(primary_key=True, default=None, null=False)
    email = Varchar(length=254, unique=True, default=None, null=False)
    name = Varchar(length=120, default=None, null=False)
    role = Varchar(length=20, default=None, null=False)
    language = Varchar(length=8, default="es", null=False)
    password_hash = Text(default=None, null=True)
    created_at = Timestamptz(default=None, null=False)
    disabled_at = Timestamptz(default=None, null=True)
    erased_at = Timestamptz(default=None, null=True)

    account_role_is_known = Check(
        "role IN ('administrator', 'coordinator', 'facilitator', 'evaluator')"
    )
    account_email_is_lower_case = Check("email = lower(email)")
    account_erased_is_disabled = Check("erased_at IS NULL OR disabled_at IS NOT NULL")


class Scope(Table):
    """A municipality that a coordinator is responsible for, by INE code."""

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade)
    municipality = Varchar(length=8, default=None, null=False)

    scope_is_given_once = Unique([account, municipality])


class Suspension(Table):
    """A stretch in which an account was disabled: by whom, and who let it in again."""

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade)
    at = Timestamptz(default=None, null=False)
    by = Varchar(length=120, default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)
    ended_by = Varchar(length=120, default="", null=False)

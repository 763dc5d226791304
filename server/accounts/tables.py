"""Accounts, the ways in, and the chain of what was done."""

from piccolo.columns import (
    JSONB,
    UUID,
    BigInt,
    Boolean,
    Bytea,
    ForeignKey,
    Integer,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table


class Account(Table):
    """Somebody who can sign in."""

    id = UUID(primary_key=True, default=None, null=False)
    email = Varchar(length=254, unique=True, default=None, null=False)
    name = Varchar(length=120, default=None, null=False)
    role = Varchar(length=20, default=None, null=False)
    language = Varchar(length=8, default="es", null=False)
    password_hash = Text(default=None, null=True)
    created_at = Timestamptz(default=None, null=False)
    disabled_at = Timestamptz(default=None, null=True)

    account_role_is_known = Check(
        "role IN ('administrator', 'coordinator', 'facilitator', 'evaluator')"
    )
    account_email_is_lower_case = Check("email = lower(email)")


class Scope(Table):
    """A municipality that a coordinator is responsible for, by INE code."""

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade)
    municipality = Varchar(length=8, default=None, null=False)

    scope_is_given_once = Unique([account, municipality])


class SignInLink(Table):
    """A one-time way in; the address itself is signed, never stored.

    `leads_to` is the page of ours that was wanted.
    """

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade)
    created_at = Timestamptz(default=None, null=False, index=True)
    expires_at = Timestamptz(default=None, null=False)
    used_at = Timestamptz(default=None, null=True)
    by_mail = Boolean(default=False, null=False)
    leads_to = Varchar(length=500, default="/", null=False)


class Session(Table):
    """A browser that is signed in; of its cookie only the fingerprint is kept."""

    fingerprint = Bytea(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade)
    created_at = Timestamptz(default=None, null=False)
    expires_at = Timestamptz(default=None, null=False, index=True)


class ApiToken(Table):
    """A script's way in, for one scope."""

    id = UUID(primary_key=True, default=None, null=False)
    fingerprint = Bytea(unique=True, default=None, null=False)
    name = Varchar(length=120, default=None, null=False)
    scope = Varchar(length=10, default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    revoked_at = Timestamptz(default=None, null=True)

    api_token_scope_is_known = Check("scope IN ('read', 'plan', 'attend', 'report', 'administer')")


class Bucket(Table):
    """How often something was tried in one stretch of time, whichever process was asked."""

    key = Varchar(length=200, primary_key=True, default=None, null=False)
    started_at = Timestamptz(default=None, null=False)
    used = Integer(default=1, null=False)


class KeptAnswer(Table):
    """What a program was told, to be told again when it repeats itself; kept for a day."""

    fingerprint = Bytea(primary_key=True, default=None, null=False)
    question = Bytea(default=None, null=False)
    status = Integer(default=None, null=False)
    media_type = Varchar(length=120, default=None, null=False)
    body = Bytea(default=None, null=False)
    created_at = Timestamptz(default=None, null=False, index=True)


class AuditEntry(Table):
    """What somebody did; each entry holds the hash of the one before it."""

    id = BigInt(primary_key=True, default=None, null=False)
    at = Timestamptz(default=None, null=False, index=True)
    account = UUID(default=None, null=True, index=True)
    actor = Varchar(length=120, default=None, null=False)
    act = Varchar(length=60, default=None, null=False)
    subject = Varchar(length=120, default=None, null=False, index=True)
    detail = JSONB(default="{}", null=False)
    previous = Bytea(default=None, null=False)
    hash = Bytea(default=None, null=False, unique=True)

"""Ways in: links, sessions, second steps, and the tokens of programs."""

from piccolo.columns import UUID, BigInt, Boolean, Bytea, Date, ForeignKey, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from server.accounts.tables.people import Account


class SignInLink(Table):
    """A one-time way in; the address itself is signed, never stored.

    `leads_to` is the page of ours that was wanted. A `complete` one was made at the machine itself,
    for the demonstration or for whoever lost their second step: it asks for none.
    """

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade)
    created_at = Timestamptz(default=None, null=False, index=True)
    expires_at = Timestamptz(default=None, null=False)
    used_at = Timestamptz(default=None, null=True)
    by_mail = Boolean(default=False, null=False)
    leads_to = Varchar(length=500, default="/", null=False)
    complete = Boolean(default=False, null=False)


class Session(Table):
    """A browser that is signed in; of its cookie only the fingerprint is kept.

    `second_at` says when the second step was taken, `fresh_at` when whoever sits there last proved
    who they are, `browser` in a few words what it is, so that its owner knows it again.
    """

    fingerprint = Bytea(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade)
    created_at = Timestamptz(default=None, null=False)
    expires_at = Timestamptz(default=None, null=False, index=True)
    handle = UUID(default=None, null=True, unique=True)
    second_at = Timestamptz(default=None, null=True)
    fresh_at = Timestamptz(default=None, null=True)
    seen_at = Timestamptz(default=None, null=True)
    browser = Varchar(length=80, default="", null=False)


class Authenticator(Table):
    """An app that shows six digits (TOTP, RFC 6238); its key is sealed by the server's secret.

    Until `confirmed_at` it opens nothing. `last_step` is the last half minute whose digits were
    used: they count once.
    """

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade)
    name = Varchar(length=80, default="", null=False)
    sealed_key = Bytea(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    confirmed_at = Timestamptz(default=None, null=True)
    last_step = BigInt(default=0, null=False)


class Passkey(Table):
    """A key that a phone, laptop or stick keeps (WebAuthn); here is only its public half."""

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade)
    credential = Bytea(default=None, null=False, unique=True)
    public_key = Bytea(default=None, null=False)
    used_times = BigInt(default=0, null=False)
    name = Varchar(length=80, default="", null=False)
    created_at = Timestamptz(default=None, null=False)
    used_at = Timestamptz(default=None, null=True)


class RecoveryCode(Table):
    """A code on paper that stands for the second step once; only its fingerprint is kept."""

    fingerprint = Bytea(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade)
    created_at = Timestamptz(default=None, null=False)
    used_at = Timestamptz(default=None, null=True)


class Challenge(Table):
    """What a passkey was asked to sign; it is answered once, soon, or never."""

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=True, on_delete=OnDelete.cascade)
    asked = Bytea(default=None, null=False)
    expires_at = Timestamptz(default=None, null=False, index=True)


class ApiToken(Table):
    """A script's way in, for one scope; until `expires_at`, or for good.

    `used_on` is the last day on which it was shown, by the clocks of UTC: written once a day.
    """

    id = UUID(primary_key=True, default=None, null=False)
    fingerprint = Bytea(unique=True, default=None, null=False)
    name = Varchar(length=120, default=None, null=False)
    scope = Varchar(length=10, default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    revoked_at = Timestamptz(default=None, null=True)
    used_on = Date(default=None, null=True)
    expires_at = Timestamptz(default=None, null=True)

    api_token_scope_is_known = Check("scope IN ('read', 'plan', 'attend', 'report', 'administer')")

"""What was asked how often, what was answered, and what was done: the chain of the audit."""

from piccolo.columns import JSONB, UUID, BigInt, Bytea, Integer, Timestamptz, Varchar
from piccolo.table import Table


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
    """What somebody did; each entry holds the hash of the one before it.

    Of a person's name the hash holds only `name_mark`, made with `salt`: both name and salt can be
    blanked when the person is erased, and the chain still holds.
    """

    id = BigInt(primary_key=True, default=None, null=False)
    at = Timestamptz(default=None, null=False, index=True)
    account = UUID(default=None, null=True, index=True)
    actor = Varchar(length=120, default=None, null=False)
    act = Varchar(length=60, default=None, null=False)
    subject = Varchar(length=120, default=None, null=False, index=True)
    detail = JSONB(default="{}", null=False)
    previous = Bytea(default=None, null=False)
    hash = Bytea(default=None, null=False, unique=True)
    name_mark = Bytea(default=None, null=True)
    salt = Bytea(default=None, null=True)


class AuditCheckpoint(Table):
    """What stands for the audit entries up to `number`, which were too old to be kept.

    `hash` and `at` are those of the last of them: the chain goes on from here.
    """

    number = BigInt(primary_key=True, default=None, null=False)
    hash = Bytea(default=None, null=False)
    at = Timestamptz(default=None, null=False)
    entries = Integer(default=None, null=False)
    forgotten_at = Timestamptz(default=None, null=False)

"""What keeps the installation in order: backups, retention, facts about itself."""

from piccolo.columns import JSONB, UUID, BigInt, Boolean, Integer, Text, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table


class BackupRun(Table):
    """A backup that was begun; it is good when it ended and nothing is `wrong`.

    `verified` is whether it was restored beside the database and looked at. `file` is its name
    without the folder.
    """

    id = UUID(primary_key=True, default=None, null=False)
    began_at = Timestamptz(default=None, null=False, index=True)
    ended_at = Timestamptz(default=None, null=True)
    file = Varchar(length=255, default=None, null=False)
    bytes = BigInt(default=0, null=False)
    verified = Boolean(default=False, null=False)
    wrong = Text(default="", null=False)


class RetentionPeriod(Table):
    """For how many days something is kept, where that was changed: by which account, and when."""

    rule = Varchar(length=60, primary_key=True, default=None, null=False)
    days = Integer(default=None, null=False)
    changed_at = Timestamptz(default=None, null=False)
    changed_by = UUID(default=None, null=True)

    retention_period_is_not_negative = Check("days >= 0")


class RetentionRun(Table):
    """That what was due was forgotten: how much by each rule, and nothing else about it."""

    id = UUID(primary_key=True, default=None, null=False)
    began_at = Timestamptz(default=None, null=False, index=True)
    finished_at = Timestamptz(default=None, null=True)
    by_hand = Boolean(default=False, null=False)
    forgotten = JSONB(default="{}", null=False)


class InstallationFact(Table):
    """What every machine of an installation must agree on, by name."""

    name = Varchar(length=40, primary_key=True, default=None, null=False)
    value = Text(default=None, null=False)

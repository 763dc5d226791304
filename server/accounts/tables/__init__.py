"""Accounts, the ways in, and the chain of what was done."""

from server.accounts.tables.entering import (
    ApiToken,
    Authenticator,
    Challenge,
    Passkey,
    RecoveryCode,
    Session,
    SignInLink,
)
from server.accounts.tables.people import (
    Account,
    Scope,
    Suspension,
)
from server.accounts.tables.told import (
    AuditCheckpoint,
    AuditEntry,
    Bucket,
    KeptAnswer,
)
from server.accounts.tables.upkeep import (
    BackupRun,
    InstallationFact,
    RetentionPeriod,
    RetentionRun,
)

__all__ = [
    "Account",
    "ApiToken",
    "AuditCheckpoint",
    "AuditEntry",
    "Authenticator",
    "BackupRun",
    "Bucket",
    "Challenge",
    "InstallationFact",
    "KeptAnswer",
    "Passkey",
    "RecoveryCode",
    "RetentionPeriod",
    "RetentionRun",
    "Scope",
    "Session",
    "SignInLink",
    "Suspension",
]

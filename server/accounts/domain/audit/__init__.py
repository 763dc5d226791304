"""The chain of what was done, and of who looked at whom."""

from server.accounts.domain.audit.chain import BEGINNING
from server.accounts.domain.audit.recording import hold, read, record
from server.accounts.domain.audit.verifying import Head, first_broken_link, head, unguarded, verify

__all__ = [
    "BEGINNING",
    "Head",
    "first_broken_link",
    "head",
    "hold",
    "read",
    "record",
    "unguarded",
    "verify",
]

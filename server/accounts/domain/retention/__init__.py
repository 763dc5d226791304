"""How long what is kept: rules that every room has, periods that can be changed, a nightly run."""

from server.accounts.domain.retention.rows import Rows, Several
from server.accounts.domain.retention.rule import Cutoff, Rule

__all__ = ["Cutoff", "Rows", "Rule", "Several"]

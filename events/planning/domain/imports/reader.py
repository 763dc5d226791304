"""Reading the cells of one row, and gathering what is wrong with them field by field."""

from typing import Any

from events.planning.domain.imports.lexicon import Vocabulary
from events.planning.domain.imports.plan import ReadingPlan
from events.planning.domain.imports.rows import Row


class Reader:
    """One row, and what has been made of it so far."""

    def __init__(self, row: Row, plan: ReadingPlan, words: Vocabulary) -> None:
        self.row, self.plan, self.words = row, plan, words
        self.given: dict[str, Any] = {}
        self.wrong: dict[str, str] = {}
        self.notes = list(row.notes)
        self.new_venue: dict[str, Any] | None = None
        self.new_project = ""

    @property
    def ours(self) -> bool:
        """Whether the row was exported from a house like this one, as a calendar."""
        return bool(self.cell("created_at"))

    def cell(self, field: str) -> str:
        """What stands in the field's column, if it has one."""
        position = self.plan.columns.get(field, -1)
        return self.row.cells[position] if 0 <= position < len(self.row.cells) else ""

    def has(self, field: str) -> bool:
        """Whether the file has a column for the field, be it empty in this row."""
        return field in self.plan.columns

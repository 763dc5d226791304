"""The months of an agenda as a PDF to print."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import typst

from events.planning.domain.event import Event
from events.planning.domain.exports.month_pages import pages
from events.planning.domain.exports.selection import Selection

TEMPLATE: Final = Path(__file__).parents[4] / "templates" / "planning" / "month.typ"


def month_pdf(selection: Selection, events: Sequence[Event], *, public: bool) -> bytes:
    """A letter page across for each month, more where a week is too full; always the same bytes."""
    data = json.dumps(pages(selection, events, public=public))
    return typst.compile(TEMPLATE, sys_inputs={"data": data}, ignore_system_fonts=True)

"""What a receipt says of a question and of its answer, as plain JSON."""

from typing import Any, Final

import msgspec

from events.outreach.domain.answered import Figures
from events.outreach.domain.bands import Bands
from events.outreach.domain.questions import Question
from events.outreach.domain.receipts.about import About
from events.outreach.domain.totals import Breakdown

Said = dict[str, Any]
# The seal of a receipt is shown to strangers. Without a number that they do not know they could try
# small numbers until one fits it.
SALT: Final = "salt"
ABOUT: Final = "about"


def asked_in(question: Question, *, bands: Bands | None = None, about: About | None = None) -> Said:
    """A question without what it leaves open; the order of its codes makes no difference."""
    parts: Said = {
        name: sorted(part) if isinstance(part, tuple) else part
        for name, part in msgspec.to_builtins(question).items()
    }
    if bands:
        parts["bands"] = {label: list(atoms) for label, atoms in bands.items()}
    if about:
        parts[ABOUT] = msgspec.to_builtins(about)
    return {name: part for name, part in parts.items() if part not in (None, [])}


def question_of(asked: Said) -> Question:
    return msgspec.convert(asked, Question)


def bands_of(asked: Said) -> Bands | None:
    """The ages of a donor that a question was broken down by, if any."""
    return msgspec.convert(asked.get("bands"), Bands | None)


def about_in(asked: Said) -> About | None:
    """Which figure was asked for; None for a receipt of all of them, as that of a release."""
    return msgspec.convert(asked.get(ABOUT), About | None)


def of_any_figure(asked: Said) -> Said:
    """The question alone, whichever of its figures was asked for."""
    return {name: part for name, part in asked.items() if name != ABOUT}


def answered_in(figures: Figures) -> Said:
    """The figures, with how many registers were still open; not when they were counted."""
    return {
        "total": msgspec.to_builtins(figures.total),
        "by": {name: _cells(part) for name, part in figures.by.items()},
        "events": figures.events,
        "open": len(figures.still_open),
    }


def _cells(part: Breakdown) -> Said:
    return {code: msgspec.to_builtins(cell) for code, cell in part.cells.items()}


def unsalted(figures: Said) -> Said:
    """The figures without what only keeps them from being guessed."""
    return {name: part for name, part in figures.items() if name != SALT}

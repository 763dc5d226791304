"""The sheet on which results are written down, several at once; it shows no code again."""

from typing import Final

from msgspec import Struct

from server.foundation.translation import gettext as _
from server.web.forms import Form

ROWS: Final = 8
MOST_ROWS: Final = 64


class Row(Struct, frozen=True):
    """What was written in a row; `score` is None where it cannot be read."""

    number: int
    typed: str
    score: int | None

    def __repr__(self) -> str:
        """Without the code, which must not reach a log."""
        return f"Row(number={self.number}, score={self.score})"


def asked(rows: str) -> int:
    """How many rows are shown when an address asks for so many."""
    number = int(rows) if rows.isascii() and rows.isdecimal() and len(rows) < 4 else ROWS
    return min(max(number, ROWS), MOST_ROWS)


def rows(form: Form) -> list[Row]:
    """The rows in which a code stands; what is wrong with any of them is noted in the form."""
    read = [_row(form, n) for n in range(1, MOST_ROWS + 1)]
    return [row for row in read if row is not None]


def remaining(form: Form) -> Form:
    """The form with only the rows that are wrong, and without a code: it is typed again."""
    wrong = {int(name.rpartition("_")[2]) for name in form.errors}
    left = Form({f"score_{n}": [form.value(f"score_{n}")] for n in wrong})
    for name, sentence in form.errors.items():
        left.wrong(name, sentence)
    return left


def last(form: Form) -> int:
    """The last row in which something is wrong."""
    return max((int(name.rpartition("_")[2]) for name in form.errors), default=0)


def labels() -> dict[str, str]:
    """What each field is called in the summary of what is wrong."""
    return {
        f"{name}_{n}": _("Fila %(n)s", n=n)
        for n in range(1, MOST_ROWS + 1)
        for name in ("code", "score")
    }


def _row(form: Form, n: int) -> Row | None:
    typed, score = form.value(f"code_{n}").strip(), form.whole(f"score_{n}", most=100)
    if not typed and not form.value(f"score_{n}").strip():
        return None
    if score is None:
        form.wrong(f"score_{n}", _("Falta la nota, de 0 a 100."))
    if not typed:
        form.wrong(f"code_{n}", _("Falta el código de la tarjeta."))
        return None
    return Row(n, typed[:200], score)

"""One table of everything that was measured."""

from collections.abc import Sequence

from msgspec import Struct


class Row(Struct, frozen=True):
    """One figure, what it is compared with, and how: a ratio where there is something to divide."""

    what: str
    measured: str
    against: str = ""
    ratio: str = ""
    aim: str = ""


HEAD = Row("what", "measured", "against", "ratio", "aim")


def written(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table, aligned for a terminal too."""
    cells = [[row.what, row.measured, row.against, row.ratio, row.aim] for row in (HEAD, *rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    lines = [
        "| "
        + " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True))
        + " |"
        for line in cells
    ]
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    return "\n".join([lines[0], rule, *lines[1:]])

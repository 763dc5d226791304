"""A small file that unfolds into a large workbook is refused before it is unfolded."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from openpyxl import Workbook

from events.planning.domain.imports import xlsx_weight
from events.planning.domain.imports.reading import read
from server.foundation.errors import Invalid

MB = 1024 * 1024
STYLES, SHEET = "xl/styles.xml", "xl/worksheets/sheet1.xml"
TOO_LARGE = "El libro de Excel es demasiado grande."
AN_XF = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'


def book(*, method: int = ZIP_DEFLATED, **changes: tuple[bytes, bytes]) -> bytes:
    """A workbook in each of whose named parts something was put before something."""
    plain, kept = BytesIO(), BytesIO()
    made = Workbook()
    assert made.active is not None
    for line in (["Título", "Fecha"], ["a", "2026-12-05"]):
        made.active.append(line)
    made.save(plain)
    named = {"styles": STYLES, "sheet": SHEET}
    more = {named.get(name, name): change for name, change in changes.items()}
    with ZipFile(plain) as old, ZipFile(kept, "w", method) as new:
        for part in old.namelist():
            mark, added = more.get(part, (b"", b""))
            new.writestr(part, old.read(part).replace(mark, added + mark, 1))
        for part in set(more) - set(old.namelist()):
            new.writestr(part, more[part][1])
    return kept.getvalue()


def refusal_of(content: bytes) -> str:
    """What is said of it; nothing where it can be read."""
    try:
        read(content, "America/Guatemala")
    except Invalid as refusal:
        return refusal.fields["file"]
    return ""


@pytest.mark.parametrize(
    "changes",
    [
        {"styles": (b"</cellXfs>", AN_XF * (3 * MB // len(AN_XF)))},
        {"styles": (b"</cellXfs>", b"<xf/>" * 70_000)},
        {"sheet": (b"</row>", b"<c/>" * 1_600_000)},
        {"sheet": (b"</sheetData>", b" " * 41 * MB)},
        {"xl/media/image1.xml": (b"", b" " * 3 * MB)},
        {f"custom/{n}.xml": (b"", b"") for n in range(1_000)},
    ],
    ids=["styles", "tiny styles", "cells", "emptiness", "disguised", "parts"],
)
def test_what_would_hold_a_process_is_refused(changes: dict[str, tuple[bytes, bytes]]) -> None:
    # What is not packed at all has a harmless ratio: each limit holds by itself.
    method = ZIP_DEFLATED if "sheet" in changes else ZIP_STORED
    assert refusal_of(book(method=method, **changes)) == TOO_LARGE


def test_what_unfolds_into_too_many_times_its_size_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = book(sheet=(b"</sheetData>", b" " * 2 * MB))
    assert refusal_of(content) == TOO_LARGE
    monkeypatch.setattr(xlsx_weight, "MOST_RATIO", 2_000)
    assert refusal_of(content) == ""


def test_pictures_and_many_styles_are_no_reason_to_refuse() -> None:
    changes = {
        "styles": (b"</cellXfs>", AN_XF * 5_000),
        "xl/media/image1.png": (b"", b"\x89PNG" * MB),
    }
    assert refusal_of(book(method=ZIP_STORED, **changes)) == ""


def test_a_full_table_of_an_organisation_weighs_little_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A hundredth of it: 200 rows of 25 columns, as wordy as cells can be.
    monkeypatch.setattr(xlsx_weight, "MOST_ELEMENTS", xlsx_weight.MOST_ELEMENTS // 100 + 1_000)
    made, kept = Workbook(), BytesIO()
    assert made.active is not None
    for number in range(200):
        made.active.append([f"{number} {column}" for column in range(25)])
    made.save(kept)
    assert refusal_of(kept.getvalue()) == ""

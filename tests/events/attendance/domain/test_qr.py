"""The QR is small, sturdy, and leads where the address says."""

import re

import pytest
import zxingcpp
from PIL import Image

from events.attendance.domain import qr

EIGHT = "ABCD2345"


@pytest.mark.parametrize(
    ("address", "side"),
    [
        (f"https://abc.org/c/{EIGHT}", 25),
        (f"https://redes-apoyo.local/c/{EIGHT}", 25),
        (f"https://prevencion-xela.example.org/c/{EIGHT}", 29),
        (f"https://abc.org/p/{EIGHT}WXYZ", 25),
        (f"http://localhost:8000/c/{EIGHT}", 25),
    ],
)
def test_a_short_address_takes_as_few_modules_as_it_can(address: str, side: int) -> None:
    assert {len(row) for row in qr.matrix(address)} == {side}
    assert len(qr.matrix(address)) == side


@pytest.mark.parametrize(
    ("address", "scanned"),
    [
        (f"https://abc.org/c/{EIGHT}", f"HTTPS://ABC.ORG/C/{EIGHT}"),
        (f"https://abc.org/p/{EIGHT}wxyz", f"HTTPS://ABC.ORG/P/{EIGHT}WXYZ"),
        (f"http://localhost:8000/c/{EIGHT}", f"HTTP://LOCALHOST:8000/C/{EIGHT}"),
        (f"https://abc.org/Mi_red/c/{EIGHT}", f"HTTPS://ABC.ORG/Mi_red/c/{EIGHT}"),
        ("https://abc.org/recibo/7f_a?v=1#x", "HTTPS://ABC.ORG/recibo/7f_a?v=1#x"),
        (f"https://prevención.gt/c/{EIGHT}", f"HTTPS://XN--PREVENCIN-D7A.GT/C/{EIGHT}"),
        (f"http://[::1]:8000/c/{EIGHT}", f"HTTP://[::1]:8000/C/{EIGHT}"),
    ],
)
def test_capitals_are_used_only_where_they_change_nothing(address: str, scanned: str) -> None:
    assert _read(address).text == scanned


@pytest.mark.parametrize(
    ("host", "side", "level"), [("abc.org", 25, "Q"), ("a-very-long-name.example.org", 29, "Q")]
)
def test_the_error_level_is_raised_while_it_is_free(host: str, side: int, level: str) -> None:
    address = f"https://{host}/c/{EIGHT}"
    assert len(qr.matrix(address)) == side
    assert _read(address).ec_level == level


def test_the_svg_is_one_black_path_on_white_with_a_border_of_four_modules() -> None:
    picture = qr.svg(f"https://abc.org/c/{EIGHT}")
    assert re.findall(r'viewBox="([^"]+)"', picture) == ["0 0 33 33"]
    assert re.findall(r'fill="([^"]+)"', picture) == ["#fff", "#000"]
    assert picture.count("<path") == 1
    assert "style" not in picture
    starts = [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)", picture)]
    assert min(x for x, _y in starts) == min(y for _x, y in starts) == 4
    assert max(y for _x, y in starts) == 28


def test_the_svg_draws_every_dark_module_once() -> None:
    address = f"https://abc.org/c/{EIGHT}"
    bars = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", qr.svg(address))
    drawn = [(int(x) + i - 4, int(y) - 4) for x, y, width, _back in bars for i in range(int(width))]
    dark = [(x, y) for y, row in enumerate(qr.matrix(address)) for x, on in enumerate(row) if on]
    assert all(width == back for _x, _y, width, back in bars)
    assert sorted(drawn) == sorted(dark)


def _read(address: str) -> zxingcpp.Barcode:
    rows = qr.matrix(address)
    side = len(rows) + 8
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows, 4):
        for x, dark in enumerate(row, 4):
            picture.putpixel((x, y), 0 if dark else 255)
    read = zxingcpp.read_barcode(picture.resize((side * 8, side * 8), Image.Resampling.NEAREST))
    assert read is not None
    return read

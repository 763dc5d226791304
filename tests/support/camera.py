"""A camera that somebody holds cards before: a film for Chromium's fake device, made by hand."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image

from events.attendance.domain import qr

WIDTH, HEIGHT = 640, 480
CARD = 300
RATE = 5
HELD = 7
"""Pictures for which a card is held before the camera."""
EMPTY = 2
WHITE, WALL, GREY = 255, 170, 128


def film(path: Path, texts: Sequence[str]) -> Path:
    """A film (YUV4MPEG2) in which the codes are shown one after the other, again and again."""
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{RATE}:1 Ip A1:1 C420jpeg\n"
    with path.open("wb") as reel:
        reel.write(head.encode())
        for picture in _pictures(texts):
            reel.write(b"FRAME\n" + picture)
    return path


def flags(reel: Path) -> list[str]:
    """What a browser must be started with to look at the film."""
    return [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={reel}",
    ]


def _pictures(texts: Sequence[str]) -> Iterator[bytes]:
    for text in texts:
        yield from [_frame(_held(text))] * HELD
        yield from [_frame(_wall())] * EMPTY


def _held(text: str) -> Image.Image:
    rows = qr.matrix(text)
    side = len(rows) + 2 * qr.BORDER
    card = Image.new("L", (side, side), WHITE)
    card.putdata([point for row in _framed(rows, side) for point in row])
    card = card.resize((CARD, CARD), Image.Resampling.NEAREST)
    scene = _wall()
    scene.paste(card.rotate(4, fillcolor=WHITE), ((WIDTH - CARD) // 2, (HEIGHT - CARD) // 2))
    return scene


def _framed(rows: list[list[bool]], side: int) -> Iterator[list[int]]:
    margin, blank = [WHITE] * qr.BORDER, [[WHITE] * side] * qr.BORDER
    yield from blank
    yield from ([*margin, *(0 if dark else WHITE for dark in row), *margin] for row in rows)
    yield from blank


def _wall() -> Image.Image:
    return Image.new("L", (WIDTH, HEIGHT), WALL)


def _frame(scene: Image.Image) -> bytes:
    """Brightness for every point, and grey for the colours of every four."""
    return scene.tobytes() + bytes([GREY]) * (WIDTH * HEIGHT // 2)

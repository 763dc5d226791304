"""Markdown of a guide, as a page shows it."""

from io import BytesIO

import pytest
from PIL import Image

from server.web.help_markdown import anchor, written
from server.web.picture_size import size


def square(_picture: str) -> tuple[int, int]:
    """Every picture is as large."""
    return 585, 1080


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Contar niñas y niños", "contar-ninas-y-ninos"),
        ("Si todo falla: papel", "si-todo-falla-papel"),
        ("¿Cómo?", "como"),
    ],
)
def test_a_heading_is_an_address_without_accents(title: str, name: str) -> None:
    assert anchor(title) == name


def test_a_guide_holds_no_markup_of_its_own_and_only_pictures_of_ours() -> None:
    shown = written(
        "# Guía\n\nPara *todos*.\n\n## Uno\n\n<b>x</b> [y](puerta.md#sin-senal)\n", square
    )
    assert (shown.title, shown.lead) == ("Guía", "<p>Para <em>todos</em>.</p>\n")
    assert shown.html == (
        '<h2 id="uno">Uno</h2>\n<p>&lt;b&gt;x&lt;/b&gt;'
        ' <a href="/ayuda/puerta#sin-senal">y</a></p>\n'
    )
    assert written("# Guía\n\nSolo esto.\n", square).sections == ()
    with pytest.raises(ValueError, match="no picture of ours"):
        written("# Guía\n\n![x](https://elsewhere.example/x.webp)\n", square)


def test_room_is_left_for_a_picture() -> None:
    shown = written("# Guía\n\n## Uno\n\n![Alto](pictures/a-390.webp)\n", square)
    assert 'src="/ayuda/imagenes/a-390.webp" alt="Alto" width="585" height="1080"' in shown.html


def test_a_picture_of_a_wide_screen_opens_by_itself() -> None:
    shown = written("# Guía\n\n## Uno\n\n![Ancho](pictures/a-1280.webp)\n", square)
    opened = (
        '<a href="/ayuda/imagenes/a-1280.webp"><img src="/ayuda/imagenes/a-1280.webp" alt="Ancho"'
    )
    assert (opened in shown.html, shown.html.count("</a>")) == (True, 1)
    assert "<a" not in written("# G\n\n## U\n\n![Alto](pictures/a-390.webp)\n", square).html


def test_a_table_looks_like_any_other() -> None:
    shown = written("# Guía\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n## Uno\n", square)
    assert shown.lead.startswith('<table class="table">')


def test_the_size_of_a_picture_is_read_from_it() -> None:
    kept = BytesIO()
    Image.new("RGB", (585, 1080), "white").save(kept, "WEBP", quality=50)
    assert size(kept.getvalue()) == (585, 1080)


@pytest.mark.parametrize("quality", ["PNG", "WEBP"])
def test_only_pictures_of_our_kind_have_a_size(quality: str) -> None:
    kept = BytesIO()
    Image.new("RGBA", (4, 4)).save(kept, quality, lossless=True)
    with pytest.raises(ValueError, match="no simple WebP"):
        size(kept.getvalue())

from xml.etree import ElementTree as ET

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.charts import Bar, bars_svg

MIXCO = Bar(label="Mixco", amount=Amount(600, 1200), css="muni muni-0108")
AMATITLAN = Bar(label="Amatitlán", amount=exactly(300))
PINULA = Bar(label="San José Pinula", amount=None)


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def texts(svg: str) -> list[str]:
    return [text.text or "" for text in read(svg).iter("text")]


def test_bars_are_one_picture_with_a_name_and_its_figures_in_words() -> None:
    drawing = read(bars_svg([MIXCO, PINULA], title="Personas por municipio"))
    assert (drawing.tag, drawing.get("role")) == ("svg", "img")
    assert drawing.findtext("title") == "Personas por municipio"
    assert drawing.findtext("desc") == "Mixco: 600–1,200; San José Pinula: no reportado"


def test_a_bar_is_solid_up_to_the_lower_end_and_its_whisker_reaches_the_upper() -> None:
    drawing = read(bars_svg([MIXCO, AMATITLAN], title="x"))
    bars = [rect for rect in drawing.iter("rect") if rect.get("class") != "chart-track"]
    assert [(bar.get("class"), bar.get("width")) for bar in bars] == [
        ("chart-bar muni muni-0108", "209.5"),
        ("chart-bar", "104.8"),
    ]
    whiskers = [path.get("d") for path in drawing.iter("path")]
    assert whiskers == ["M209.5 24.0H419.0M419.0 20V28"]


def test_an_interval_is_explained_and_a_plain_number_is_not() -> None:
    assert texts(bars_svg([AMATITLAN], title="x")) == ["Amatitlán", "300"]
    assert " ".join(texts(bars_svg([MIXCO], title="x"))[2:]) == (
        "La barra llega hasta el mínimo seguro; la línea, hasta el máximo posible."
    )


def test_a_missing_figure_is_not_a_zero() -> None:
    missing = bars_svg([PINULA], title="x")
    zero = bars_svg([Bar(label="San José Pinula", amount=exactly(0))], title="x")
    assert texts(missing) == ["San José Pinula", "no reportado"]
    assert texts(zero) == ["San José Pinula", "0"]
    assert [len(list(read(svg).iter("rect"))) for svg in (missing, zero)] == [1, 1]


def test_no_bars_at_all_say_that_nothing_was_reported() -> None:
    assert texts(bars_svg([], title="x")) == ["no reportado"]


def test_a_long_label_takes_several_lines_and_makes_room_for_them() -> None:
    label = "Ruta de denuncia y acompañamiento a víctimas de violencia"
    long = bars_svg([Bar(label=label, amount=exactly(1))], title="x")
    short = bars_svg([AMATITLAN], title="x")
    assert texts(long)[:2] == [
        "Ruta de denuncia y acompañamiento a",
        "víctimas de violencia",
    ]
    heights = [int((read(svg).get("viewBox") or "").split()[3]) for svg in (long, short)]
    assert heights[0] - heights[1] == 18


def test_what_people_typed_stays_text() -> None:
    typed = '<script>"&'
    svg = bars_svg([Bar(label=typed, amount=exactly(1), css=typed)], title=typed)
    assert texts(svg)[0] == typed
    assert read(svg).findtext("title") == typed


def test_nothing_is_styled_inline() -> None:
    attributes = {
        name for part in read(bars_svg([MIXCO], title="x")).iter() for name in part.attrib
    }
    assert attributes.isdisjoint({"style", "fill", "stroke"})

from xml.etree import ElementTree as ET

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.cartography import Feature, Named, Polygon, shipped_features
from events.outreach.domain.map_places import Place
from events.outreach.domain.maps import map_svg

MIXCO = Place(ine="0108", name="Mixco", amount=Amount(812, 1040), href="/alcance?municipio=0108")
VILLA_NUEVA = Place(ine="0115", name="Villa Nueva", amount=exactly(100))
COATEPEQUE = Place(
    ine="0920", name="Coatepeque", amount=exactly(34), href="/alcance?municipio=0920"
)


def read(places: list[Place], features: tuple[Feature, ...] | None = None) -> ET.Element:
    shown = shipped_features() if features is None else features
    return ET.fromstring(map_svg(shown, places, title="Personas por municipio"))


def areas(drawing: ET.Element) -> dict[str, str]:
    return {
        part.findtext("title") or "": part.get("class") or ""
        for part in drawing.iter()
        if (part.get("class") or "").startswith("muni ")
    }


def texts(drawing: ET.Element, css: str) -> list[str]:
    return [text.text or "" for text in drawing.iter("text") if text.get("class") == css]


def strip_of(count: int) -> tuple[Feature, ...]:
    """As many small squares in a row as asked for."""
    corners = ((0.0, 0.0), (0.9, 0.0), (0.9, 0.9), (0.0, 0.9), (0.0, 0.0))
    return tuple(
        Feature(
            Named(f"{number:04}", f"Lugar {number}"),
            Polygon([[(number + x, y) for x, y in corners]]),
        )
        for number in range(count)
    )


def test_a_map_is_a_group_with_a_name_so_that_its_links_are_reachable() -> None:
    drawing = read([MIXCO])
    assert (drawing.get("role"), drawing.findtext("title")) == ("group", "Personas por municipio")
    links = [(link.get("href"), link.get("aria-label")) for link in drawing.iter("a")]
    assert links == [("/alcance?municipio=0108", "Mixco: 812–1,040")]


def test_each_municipality_has_its_own_hue_and_the_tint_of_its_figure() -> None:
    assert areas(read([MIXCO, VILLA_NUEVA])) == {
        "Mixco: 812–1,040": "muni muni-0108 step-5",
        "Villa Nueva: 100": "muni muni-0115 step-1",
        "San José Pinula: no reportado": "muni muni-0103 step-none",
        "San Juan Sacatepéquez: no reportado": "muni muni-0110 step-none",
        "Amatitlán: no reportado": "muni muni-0114 step-none",
        "Villa Canales: no reportado": "muni muni-0116 step-none",
    }


def test_names_and_figures_stand_on_the_map() -> None:
    drawing = read([MIXCO, VILLA_NUEVA])
    assert texts(drawing, "map-name") == [
        "San José Pinula",
        "Mixco",
        "San Juan",
        "Sacatepéquez",
        "Amatitlán",
        "Villa Nueva",
        "Villa Canales",
    ]
    assert texts(drawing, "map-figure") == ["812–1,040", "100"]
    assert texts(drawing, "map-missing") == ["no reportado"] * 4


def test_a_place_without_boundaries_is_listed_below_and_keeps_its_link() -> None:
    drawing = read([MIXCO, COATEPEQUE])
    assert texts(drawing, "chart-note")[0] == "Coatepeque: 34"
    assert [link.get("href") for link in drawing.iter("a")] == [MIXCO.href, COATEPEQUE.href]


def test_a_place_off_the_map_without_a_page_is_listed_all_the_same() -> None:
    place = Place(ine="0920", name="Coatepeque", amount=None)
    assert texts(read([place]), "chart-note")[0] == "Coatepeque: no reportado"


def test_twenty_small_municipalities_are_numbered_and_named_below() -> None:
    features = strip_of(20)
    places = [
        Place(ine=one.properties.ine, name=one.properties.name, amount=exactly(7))
        for one in features
    ]
    drawing = read(places, features)
    assert texts(drawing, "map-figure") == [str(number) for number in range(1, 21)]
    assert texts(drawing, "chart-note")[:20] == [
        f"{number}. Lugar {number - 1}: 7" for number in range(1, 21)
    ]


def test_one_municipality_fills_the_sheet() -> None:
    only = tuple(one for one in shipped_features() if one.properties.ine == "0108")
    assert areas(read([MIXCO], only)) == {"Mixco: 812–1,040": "muni muni-0108 step-5"}


def test_a_map_of_nothing_is_empty_but_named() -> None:
    drawing = read([], ())
    assert drawing.get("viewBox") == "0 0 420 0"
    assert drawing.findtext("title") == "Personas por municipio"


def test_everything_drawn_lies_on_the_sheet() -> None:
    drawing = read([MIXCO, COATEPEQUE])
    height = float((drawing.get("viewBox") or "").split()[3])
    assert max(float(part.get("y") or 0) for part in drawing.iter()) <= height


def test_what_people_typed_stays_text_on_the_map() -> None:
    typed = 'Mixco"><script>'
    place = Place(ine="0108", name=typed, amount=exactly(1), href='/x"><script>')
    drawing = read([place])
    link = next(drawing.iter("a"))
    assert (link.get("aria-label"), link.get("href")) == (f"{typed}: 1", '/x"><script>')
    assert list(drawing.iter("script")) == []


def test_a_map_has_no_inline_style() -> None:
    attributes = {name for part in read([MIXCO]).iter() for name in part.attrib}
    assert attributes.isdisjoint({"style", "fill", "stroke", "opacity"})

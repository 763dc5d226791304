from events.outreach.domain.cartography import shipped_features
from events.outreach.domain.map_places import Place
from events.outreach.domain.map_rates import Rate, rate
from events.outreach.domain.maps import map_svg


def test_a_rate_is_of_ten_thousand_residents_to_a_tenth() -> None:
    assert rate(246, 465_773) == Rate(53, 53)
    assert Rate(53, 53).text == "5.3"
    assert Rate(53, 1_240).text == "5.3–124.0"


def test_there_is_no_rate_where_nobody_knows_how_many_live_there() -> None:
    assert rate(246, None) is None
    assert rate(246, 0) is None


def test_a_map_of_rates_says_tenths_in_its_legend() -> None:
    place = Place(ine="0108", name="Mixco", amount=rate(246, 465_773))
    features = [it for it in shipped_features() if it.properties.ine == "0108"]
    drawn = map_svg(features, [place], title="x")
    assert ">5.3</text>" in drawn
    assert ">4.3–5.3</text>" in drawn

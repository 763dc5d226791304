"""Time zones to choose from."""

from zoneinfo import ZoneInfo, available_timezones

from events.planning.domain import zones
from server.foundation.translation import speaking


def test_the_neighbours_come_first_and_every_zone_only_once() -> None:
    first, *rest = zones.regions()
    assert (first.name, first.zones[0]) == ("", "America/Guatemala")
    offered = [zone for region in (first, *rest) for zone in region.zones]
    assert len(offered) == len(set(offered))
    assert set(offered) <= zones.known()


def test_every_city_of_the_iana_database_is_offered() -> None:
    offered = {zone for region in zones.regions() for zone in region.zones}
    cities = {
        zone
        for zone in available_timezones()
        if zone.split("/")[0] in {"Africa", "America", "Asia", "Europe", "Pacific"}
    }
    assert cities <= offered


def test_the_machines_own_name_is_no_zone() -> None:
    assert "localtime" not in zones.known()
    assert all(ZoneInfo(zone) for zone in zones.USUAL)


def test_zones_are_called_as_people_call_them() -> None:
    names = [zones.name(zone) for zone in ("America/New_York", "Europe/London", "UTC")]
    assert names == ["Nueva York", "Londres", "UTC"]
    with speaking("en"):
        assert zones.name("Europe/London") == "London"

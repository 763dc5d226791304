"""A phone at a door: whatever happens to the signal, the server or the tab, each person once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect

from events.attendance.domain.codes import new_pass_code
from tests.journeys.conftest import FLAGS
from tests.support import camera, door_hand, door_looks
from tests.support.door_house import DoorHouse

pytestmark = pytest.mark.browser
FIRST, SECOND = new_pass_code(), new_pass_code()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DoorHouse]:
    """An installation that may be killed."""
    made = DoorHouse(tmp_path_factory.mktemp("door") / "data")
    yield made
    made.close()


@pytest.fixture(scope="module")
def browser(
    playwright: Playwright,
    browser_type_launch_args: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Browser]:
    """Chromium with a camera before which two cards are held in turn."""
    cards = [f"https://convoca.example/p/{code}" for code in (FIRST, SECOND)]
    flags = [*FLAGS, *camera.flags(camera.film(tmp_path_factory.mktemp("film") / "two.y4m", cards))]
    with playwright.chromium.launch(**{**browser_type_launch_args, "args": flags}) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, house: DoorHouse) -> Iterator[BrowserContext]:
    """A phone that has never been here."""
    context = door_hand.phone_of(browser, house.address)
    yield context
    context.close()


def test_two_passes_are_scanned_without_a_signal_and_sent_once_there_is_one(
    phone: BrowserContext, browser: Browser, house: DoorHouse
) -> None:
    event = house.event()
    link, page = house.link(event), phone.new_page()
    door_hand.open_door(page, link)
    phone.set_offline(True)
    page.reload()
    door_hand.look_through(page)
    door_hand.waits(page, 2)
    door_hand.says(page, "Anotada", "Puede pasar. Queda en este teléfono y se enviará sola.")
    page.close()
    (page := phone.new_page()).goto(f"/puerta/{link.token}")
    door_hand.waits(page, 2)
    assert house.scans(event) == []
    phone.set_offline(False)
    door_hand.waits(page, 0)
    assert [line["standing"] for line in house.scans(event)] == [True, True]
    page = (other := door_hand.phone_of(browser, house.address)).new_page()
    door_hand.open_door(page, house.link(event))
    door_hand.look_through(page)
    door_hand.says(page, "Ya estaba")
    expect(page.locator("[data-there]")).to_have_text("2")
    other.close()
    assert sum(line["standing"] for line in house.scans(event)) == 2


def test_each_is_recorded_once_though_the_server_dies_an_answer_is_lost_and_two_tabs_send(
    phone: BrowserContext, house: DoorHouse
) -> None:
    event = house.event()
    link, page = house.link(event), phone.new_page()
    door_hand.open_door(page, link)
    door_hand.write(page, new_pass_code())
    door_hand.says(page, "Anotada", "Puede pasar.")
    house.kill()
    for noted in range(1, 4):
        door_hand.write(page, new_pass_code())
        door_hand.waits(page, noted)
    page.close()
    tabs = [phone.new_page(), phone.new_page()]
    lost: list[int] = []
    for tab in tabs:
        tab.route("**/envio", lambda route: door_hand.lose_the_first(route, lost))
        tab.goto(f"/puerta/{link.token}")
        door_hand.waits(tab, 3)
    house.restart()
    for tab in tabs:
        tab.evaluate("() => { dispatchEvent(new Event('online')) }")
    for tab in tabs:
        door_hand.waits(tab, 0)
    assert lost[:1] == [200]
    assert len(house.scans(event)) == 4


def test_a_clock_that_is_wrong_by_an_hour_and_then_set_right_keeps_nobody_out(
    phone: BrowserContext, house: DoorHouse
) -> None:
    event = house.event()
    phone.add_init_script(door_hand.AN_HOUR_SLOW)
    page = phone.new_page()
    door_hand.open_door(page, house.link(event))
    door_hand.write(page, new_pass_code())
    door_hand.says(page, "Anotada", "Puede pasar.")
    phone.set_offline(True)
    door_hand.write(page, new_pass_code())
    door_hand.waits(page, 1)
    page.evaluate("() => { globalThis.setRight = true }")
    phone.set_offline(False)
    door_hand.waits(page, 0)
    lines = house.scans(event)
    late = [(line["received_at"] - line["at"]).total_seconds() for line in lines]
    assert [line["standing"] for line in lines] == [True, True]
    assert [round(line["clock_skew"] / 60_000) for line in lines] == [60, 60]
    assert [round(seconds / 60) for seconds in late] == [60, 60]


def test_a_revoked_link_keeps_what_waits_and_a_new_one_sends_it(
    phone: BrowserContext, house: DoorHouse
) -> None:
    event = house.event()
    link, page = house.link(event), phone.new_page()
    door_hand.open_door(page, link)
    phone.set_offline(True)
    door_hand.write(page, new_pass_code())
    door_hand.waits(page, 1)
    house.revoke(event)
    phone.set_offline(False)
    expect(page.locator("[data-shut]")).to_have_text(door_hand.REVOKED)
    door_hand.waits(page, 1)
    door_hand.is_folded(page)
    assert house.scans(event) == []
    page.reload()
    door_hand.waits(page, 1)
    door_hand.open_door(page, house.link(event))
    door_hand.waits(page, 0)
    assert [line["standing"] for line in house.scans(event)] == [True]


def test_people_are_counted_without_a_signal_and_the_last_one_is_taken_back(
    phone: BrowserContext, house: DoorHouse
) -> None:
    event, page = house.event(), phone.new_page()
    door_hand.open_door(page, house.link(event))
    phone.set_offline(True)
    page.get_by_role("button", name="Contar").click()
    for tap in ("Mujeres, 25 a 34 años", "Mujeres, 25 a 34 años", "Hombres, 60 años o más"):
        page.get_by_role("button", name=tap).click()
    expect(page.get_by_role("button", name="Mujeres, 25 a 34 años: 2")).to_be_visible()
    page.get_by_role("button", name="Deshacer la última").click()
    expect(page.get_by_role("button", name="Hombres, 60 años o más: 0")).to_be_visible()
    expect(page.locator("[data-here]")).to_have_text("2")
    phone.set_offline(False)
    door_hand.waits(page, 0)
    assert house.headcounts(event) == [("female", "25-34", "parents-carers", 2)]


def test_nothing_on_the_phone_tells_who_passed(
    playwright: Playwright,
    browser_type_launch_args: dict[str, Any],
    house: DoorHouse,
    tmp_path: Path,
) -> None:
    phone = playwright.chromium.launch_persistent_context(
        tmp_path, **browser_type_launch_args, base_url=house.address, locale="es-GT"
    )
    page, code, planted = phone.new_page(), new_pass_code(), new_pass_code()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    door_hand.open_door(page, house.link(house.event()))
    phone.set_offline(True)
    door_hand.write(page, f"{code[:4]}-{code[4:8]}-{code[8:]}")
    door_hand.says(page, "Anotada")
    page.get_by_role("button", name="Contar").click()
    page.get_by_role("button", name="Mujeres, 25 a 34 años").click()
    door_hand.waits(page, 2)
    kept = door_hand.stored(page)
    assert len([item for item in kept["items"] if '"sealed"' in item]) == 2
    assert [item for item in kept["items"] if "key" in item] == ['"key false"'] * 2
    assert door_hand.words_in(kept["items"], code, "female", "25-34", "parents-carers") == []
    assert door_hand.words_in([repr(kept), *said, page.content()], code) == []
    page.evaluate("(text) => localStorage.setItem('probe', text)", planted)
    assert door_hand.words_in([repr(door_hand.stored(page))], planted) == [planted]
    phone.close()
    assert door_hand.words_on_disk(tmp_path, planted, code) == [planted]


def test_everything_the_page_uses_is_kept(phone: BrowserContext, house: DoorHouse) -> None:
    page = phone.new_page()
    door_hand.open_door(page, house.link(house.event()))
    door_hand.look_through(page)
    door_hand.says(page, "Anotada")
    paths, kept = door_hand.used(page), door_hand.stored(page)["caches"]
    assert [path for path in paths if path.endswith(".wasm")] != []
    assert [path for path in paths if path not in kept] == []


def test_every_state_of_the_page_has_no_faults_and_its_own_sentence(
    phone: BrowserContext, house: DoorHouse, shots: Path
) -> None:
    event, page, code = house.event(), phone.new_page(), new_pass_code()
    door_hand.open_door(page, house.link(event))
    door_looks.check(page, "ready", shots)
    written = (
        (code, "Anotada", "Puede pasar."),
        (code, "Ya estaba", None),
        (f"https://convoca.example/c/{code[:8]}", "No vale", door_hand.POSTER),
        ("¿Hola?", "No vale", "Eso no es una tarjeta."),
        (code[:11], "No vale", None),
        ("", "No vale", "Escribir el código de la tarjeta."),
    )
    for text, word, sentence in written:
        door_hand.write(page, text)
        door_hand.says(page, word, sentence)
        door_looks.check(page, f"{word}-{len(text)}", shots)
    door_hand.take_back(page)
    page.route("**/envio", door_hand.refuse)
    door_hand.write(page, new_pass_code())
    door_hand.says(page, "No vale", door_hand.WITHDRAWN)
    door_hand.learn_later(page, new_pass_code())
    door_looks.check(page, "refused", shots)
    page.get_by_role("button", name="Entendido").click()
    expect(page.locator("[data-refused]")).to_be_hidden()
    page.unroute_all()
    page.get_by_role("button", name="Contar").click()
    door_looks.check(page, "tally", shots)
    house.revoke(event)
    page.get_by_role("button", name="Mujeres, 18 a 19 años").click()
    expect(page.locator("[data-shut]")).to_be_visible()
    door_looks.check(page, "revoked", shots)


def test_a_camera_that_cannot_be_used_says_what_to_do(
    phone: BrowserContext, house: DoorHouse
) -> None:
    page = phone.new_page()
    door_hand.open_door(page, house.link(house.event()))
    for reason, sentence in door_hand.REFUSALS.items():
        page.evaluate(door_hand.REFUSE, reason)
        door_hand.look_through(page)
        expect(page.locator("[data-camera-said]")).to_have_text(sentence)
    door_hand.write(page, new_pass_code())
    door_hand.says(page, "Anotada")

"""The first day: from an empty installation to a counted workshop, as people live it."""

import re
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import House
from tests.support import first_day as day
from tests.support import icaljs, libical
from tests.support.mailbox import calendar_of, text_of

pytestmark = pytest.mark.browser
LEAD, ASSISTANT = "lucia@convoca.example", "mateo@convoca.example"
STAND_IN = "nora@convoca.example"


class FirstDay:
    """The day and the people in it; every act leaves what the next one needs."""

    def __init__(self, house: House, browser: Browser, page: Page, shots: Path) -> None:
        self.now = datetime.now(day.GUATEMALA)  # noqa: TID251 (a browser lives now)
        self.saturday = day.next_saturday(self.now.date())
        self.house, self.browser, self.page, self.shots = house, browser, page, shots
        self.address, self.letters = house.installation.address, house.letterbox
        self.lead = browser.new_context(viewport=day.PHONE, locale="es-GT").new_page()
        self.phone = day.phone(browser).new_page()
        self.event = self.feed = self.uid = self.code = ""

    def a_coordinator_plans(self) -> None:
        link = self.house.installation.convoca(
            *("account", "create", "--email", "paula@convoca.example", "--name", "Paula"),
            *("--role", "coordinator", "--municipality", "0103"),
        )
        day.sign_in(self.page, link)
        expect(self.page).to_have_url(f"{self.address}/calendario")
        day.add_venue(self.page, self.address)
        day.add_person(self.page, self.address, "Lucía F.", LEAD, "lead")
        day.add_person(self.page, self.address, "Mateo G.", ASSISTANT, "assistant")
        day.add_person(self.page, self.address, "Nora H.", STAND_IN, "assistant")
        self.event = day.plan_workshop(self.page, self.address, self.saturday)

    def nobody_publishes_it_for_minors_without_two_adults(self) -> None:
        self.page.goto(self.event)
        self.page.get_by_role("button", name="Publicar").click()
        refused = self.page.get_by_role("alert")
        expect(refused).to_contain_text("No se publicó.")
        self.picture(self.page, "unguarded")
        refused.get_by_role("link", name="Ver el equipo").click()
        expect(self.page).to_have_url(f"{self.event}/equipo")

    def they_are_invited_and_answer_with_one_tap(self) -> None:
        day.invite(self.page, self.event, "Lucía F.", "lead")
        for name in ("Mateo G.", "Nora H."):
            day.invite(self.page, self.event, name, "assistant")
        to_lead = self.letters.wait_for(LEAD, "Invitación")
        to_assistant = self.letters.wait_for(ASSISTANT, "Invitación")
        request = calendar_of(to_lead)
        assert libical.complaints(request.raw) == []
        assert (request["METHOD"], request["SEQUENCE"]) == ("REQUEST", "0")
        self.uid = request["UID"]
        self.lead.goto(address_in(to_lead, "r"))
        self.lead.get_by_role("button", name="Sí, puedo ir").click()
        other = self.browser.new_context(viewport=day.PHONE, locale="es-GT").new_page()
        other.goto(address_in(to_assistant, "r"))
        other.get_by_role("link", name="No puedo ir").click()
        other.get_by_label("Con otras palabras").fill("Ese día trabajo")
        other.get_by_role("button", name="No puedo").click()
        self.picture(other, "declined")
        other.goto(address_in(self.letters.wait_for(STAND_IN, "Invitación"), "r"))
        other.get_by_role("button", name="Sí, puedo ir").click()
        self.page.goto(f"{self.event}/equipo")
        expect(self.page.locator("li.row", has_text="Lucía F.").first).to_contain_text("Aceptada")
        declined = self.page.locator("li.row", has_text="Mateo G.").first
        expect(declined).to_contain_text("Ese día trabajo")
        self.picture(self.page, "team")

    def with_two_adults_it_is_published(self) -> None:
        self.page.goto(self.event)
        self.page.get_by_role("button", name="Publicar").click()
        expect(self.page.get_by_text("Actividad publicada.")).to_be_visible()
        self.page.goto(f"{self.address}/calendario?mes={self.saturday:%Y-%m}")
        expect(self.page.get_by_text("Navegar con cuidado")).to_have_count(1)
        self.picture(self.page, "month")

    def the_lead_subscribes_to_a_calendar(self) -> None:
        self.lead.goto(f"{self.address}/entrar")
        self.lead.get_by_label("Correo electrónico").first.fill(LEAD)
        self.lead.get_by_role("button", name="Enviar el enlace").click()
        day.sign_in(self.lead, address_in(self.letters.wait_for(LEAD, "Enlace"), "entrar"))
        expect(self.lead).to_have_url(f"{self.address}/mis-turnos")
        self.lead.get_by_role("button", name="Crear la dirección").click()
        self.feed = self.lead.locator(".copy code").first.inner_text()
        self.picture(self.lead, "own")
        body, tag = fetched(self.feed)
        assert libical.complaints(body) == []
        (accepted,) = icaljs.read(body)[0].events
        assert (accepted.uid, accepted.sequence, accepted.status) == (self.uid, 0, "CONFIRMED")
        nine = datetime.combine(self.saturday, time(9), day.GUATEMALA)
        assert accepted.starts.time == nine
        assert httpx.get(self.feed, headers={"If-None-Match": tag}).status_code == 304

    def the_event_moves_and_its_people_are_told_once(self) -> None:
        day.move(
            self.page, self.event, self.now + timedelta(hours=23), self.now + timedelta(hours=24)
        )
        for kind in ("Cambio", "Recordatorio"):
            self.letters.wait_for(LEAD, kind)
        subjects = [str(letter["Subject"]).split(":")[0] for letter in self.letters.to(LEAD)]
        assert (subjects.count("Cambio"), subjects.count("Recordatorio")) == (1, 1)
        (moved,) = icaljs.read(fetched(self.feed)[0])[0].events
        assert (moved.uid, moved.sequence, moved.status) == (self.uid, 1, "CONFIRMED")

    def an_early_scan_of_the_poster_is_told_so(self) -> None:
        self.code = day.poster(self.page.context, self.event, self.shots)
        self.phone.goto(self.code)
        expect(self.phone.locator("h1")).to_have_text("Todavía no es la hora")
        self.picture(self.phone, "early")

    def phones_check_in_and_each_counts_once(self) -> None:
        day.move(
            self.page, self.event, self.now - timedelta(minutes=10), self.now + timedelta(hours=1)
        )
        day.scan(self.phone, self.code)
        self.picture(self.phone, "check-in")
        day.answer_questions(self.phone, sex="female", age="14")
        expect(self.phone.locator("h1")).to_have_text(re.compile("Gracias"))
        self.picture(self.phone, "thanks")
        self.phone.goto(self.code)
        expect(self.phone.locator("form")).to_have_count(0)
        second = day.phone(self.browser).new_page()
        day.scan(second, self.code)
        day.answer_questions(second, sex="male", age="")
        expect(second.locator("h1")).to_have_text(re.compile("Gracias"))

    def who_has_no_phone_is_counted_by_tapping(self) -> None:
        self.lead.goto(f"{self.event}/conteo")
        self.lead.locator("select[name=audience]").select_option("adolescents")
        number = self.lead.locator("input[name='female-13-14']")
        plus = number.locator("xpath=following-sibling::button")
        for _tap in range(3):
            plus.click()
        expect(number).to_have_value("3")
        self.picture(self.lead, "tally")
        self.lead.get_by_role("button", name="Guardar conteo").click()
        counted = self.lead.locator(".tile", has_text="Conteo").locator(".tile-number")
        expect(counted).to_have_text("3")

    def the_register_is_closed_and_counted(self) -> None:
        self.page.goto(f"{self.event}/registro")
        expect(self.page.locator(".tile-number").first).to_have_text("5")
        self.picture(self.page, "register")
        self.page.get_by_role("button", name="Cerrar el registro").click()
        self.page.locator("dialog").get_by_role("button", name="Cerrar el registro").click()
        expect(self.page.get_by_text("Registro cerrado.")).to_be_visible()
        self.page.goto(f"{self.address}/alcance/cifras")
        tiles = self.page.locator(".tile-number")
        numbers = [tile.inner_text().splitlines()[0] for tile in tiles.all()]
        assert numbers == ["5", "5", "3", "1"]
        expect(self.page.locator("svg.map, svg.chart-map").first).to_be_visible()
        self.picture(self.page, "outreach")
        link = self.page.get_by_role("link", name=re.compile("CSV")).get_attribute("href")
        figures = self.page.context.request.get(f"{self.address}{link}").text()
        assert re.search(r"0103,San José Pinula,5,5,5", figures), figures

    def a_late_scan_is_told_so(self) -> None:
        time_to_forget = 2.5
        self.phone.wait_for_timeout(time_to_forget * 1000)
        self.phone.goto(self.code)
        expect(self.phone.locator("form")).to_have_count(0)

    def english_is_one_click_away(self) -> None:
        self.page.get_by_role("button", name="English").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Figures")

    def picture(self, page: Page, name: str) -> None:
        page.screenshot(path=self.shots / f"{name}.png", full_page=True)


def test_a_workshop_is_planned_staffed_attended_and_counted(
    house: House, browser: Browser, page: Page, shots: Path
) -> None:
    today = FirstDay(house, browser, page, shots)
    today.a_coordinator_plans()
    today.nobody_publishes_it_for_minors_without_two_adults()
    today.they_are_invited_and_answer_with_one_tap()
    today.with_two_adults_it_is_published()
    today.the_lead_subscribes_to_a_calendar()
    today.the_event_moves_and_its_people_are_told_once()
    today.an_early_scan_of_the_poster_is_told_so()
    today.phones_check_in_and_each_counts_once()
    today.who_has_no_phone_is_counted_by_tapping()
    today.the_register_is_closed_and_counted()
    today.a_late_scan_is_told_so()
    today.english_is_one_click_away()


def address_in(letter: EmailMessage, room: str) -> str:
    """The address of a room of the house that stands in a letter."""
    found = re.search(rf"http\S+/{room}/[\w-]+", text_of(letter))
    assert found is not None, text_of(letter)
    return found[0]


def fetched(feed: str) -> tuple[bytes, str]:
    """A feed and its entity tag."""
    answer = httpx.get(feed)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return answer.content, answer.headers["etag"]

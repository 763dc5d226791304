"""A sheet that is sent again adds nobody, and loses nothing that was changed meanwhile."""

import httpx

from tests.events.attendance.arriving import under_way
from tests.events.attendance.web.test_tally_pages import counted, sheet
from tests.support.cast import Cast, sign_in_as, submit


async def test_a_sheet_sent_again_does_not_claim_to_add_anybody(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way()
    await sign_in_as(visitor, cast.pinula)
    data = {**await sheet(visitor, event), "female-13-14": "12"}
    for said in ("Anotadas 12 personas.", "Anotadas 0 personas."):
        await submit(visitor, f"/eventos/{event}/conteo", data)
        assert said in (await visitor.get(f"/eventos/{event}/conteo")).text


async def test_a_sheet_that_was_changed_after_it_was_saved_is_refused_and_kept(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way()
    await sign_in_as(visitor, cast.pinula)
    data = {**await sheet(visitor, event), "female-13-14": "5", "room": "9"}
    for again in (data, data):
        assert (await submit(visitor, f"/eventos/{event}/conteo", again)).status_code == 303
    others: tuple[dict[str, str | list[str]], ...] = (
        {"female-13-14": "8"}, {"male-13-14": "1"}, {"female-13-14": "0"}, {"room": "10"},
        {"room": ""}, {"audience": "unknown"},
    )  # fmt: skip
    for changes in others:
        page = await submit(visitor, f"/eventos/{event}/conteo", {**data, **changes})
        assert (page.status_code, "Esta hoja ya se guardó con 5 personas." in page.text) == (
            409, True,
        )  # fmt: skip
        assert f"/eventos/{event}/conteo?guardada={data['id']}" in page.text
        assert f'value="{changes.get("female-13-14", "5")}"' in page.text
    assert await counted(event) == [("female", "13-14", "adolescents", 5)]

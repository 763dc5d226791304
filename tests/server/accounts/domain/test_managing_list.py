"""The accounts as administrators find them."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from server.accounts.domain import managing, managing_list, sign_in
from server.accounts.domain.managing_list import Sift
from server.foundation.errors import NotAllowed, NotFound
from tests.support.cast import Cast

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)


async def named(cast: Cast, sift: Sift) -> list[str]:
    found, many = await managing_list.some(sift, by=cast.admin)
    assert many == len(found)
    return [one.name for one in found]


@pytest.mark.parametrize(
    ("sift", "names"),
    [
        (Sift(), ["Alba Admin", "Eva Evalúa", "Mario Mixco", "Paula Pinula"]),
        (Sift(words="MIXCO@"), ["Mario Mixco"]),
        (Sift(words="paula"), ["Paula Pinula"]),
        (Sift(words="%"), []),
        (Sift(role="evaluator"), ["Eva Evalúa"]),
        (Sift(municipality="0103"), ["Paula Pinula"]),
        (Sift(state="disabled"), ["Eva Evalúa"]),
        (Sift(state="enabled", words="a"), ["Alba Admin", "Mario Mixco", "Paula Pinula"]),
        (Sift(state="unguarded", role="coordinator"), ["Mario Mixco", "Paula Pinula"]),
    ],
)
async def test_accounts_are_found_by_what_is_asked(
    cast: Cast, sift: Sift, names: list[str]
) -> None:
    assert cast.evaluator.account is not None
    await managing.disable(cast.evaluator.account, by=cast.admin, at=NOON)
    assert await named(cast, sift) == names


async def test_an_account_says_when_it_last_came_in_and_who_disabled_it(cast: Cast) -> None:
    assert cast.evaluator.account is not None
    await sign_in.open_session(cast.evaluator.account, at=NOON)
    await managing.disable(cast.evaluator.account, by=cast.admin, at=NOON)
    one = await managing_list.one(cast.evaluator.account, by=cast.admin)
    assert (one.last_in, one.disabled_by, one.disabled_at) == (NOON, "Alba Admin", NOON)


async def test_the_second_page_goes_on_where_the_first_ends(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(managing_list, "A_PAGE", 3)
    pages = [await managing_list.some(Sift(), by=cast.admin, page=n) for n in (1, 2, 3)]
    assert [(len(found), many) for found, many in pages] == [(3, 4), (1, 4), (0, 4)]


async def test_only_an_administrator_sees_the_accounts(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        await managing_list.some(Sift(), by=cast.pinula)
    with pytest.raises(NotAllowed):
        await managing_list.one(UUID(int=1), by=cast.pinula)
    with pytest.raises(NotFound):
        await managing_list.one(UUID(int=1), by=cast.admin)

"""What differs between what was answered and what would be answered now."""

from events.outreach.domain.receipts.comparing import Change, changes

FIVE = {"contacts": 5, "unique_from": 3, "unique_to": 5, "headcount": 2, "check_ins": 3}
SIX = {**FIVE, "contacts": 6, "headcount": 3, "unique_to": 6}


def answer(total: dict[str, int], **sexes: dict[str, int]) -> dict[str, object]:
    return {"total": total, "by": {"sex": sexes}, "events": 2, "open": 1}


def test_the_same_numbers_differ_in_nothing() -> None:
    again = {**answer(FIVE, female=FIVE), "events": 3, "open": 0}
    assert changes(answer(FIVE, female=FIVE), again) == []


def test_each_number_that_is_another_one_is_named() -> None:
    found = changes(answer(FIVE, female=FIVE), answer(SIX, female=FIVE, male={"contacts": 1}))
    assert found == [
        Change(dimension=None, code=None, ledger="contacts", before=5, now=6),
        Change(dimension=None, code=None, ledger="unique_to", before=5, now=6),
        Change(dimension=None, code=None, ledger="headcount", before=2, now=3),
        Change(dimension="sex", code="male", ledger="contacts", before=0, now=1),
    ]


def test_a_part_that_nobody_is_in_any_more_is_named() -> None:
    found = changes(answer(FIVE, male={"check_ins": 1}), answer(FIVE))
    assert found == [Change(dimension="sex", code="male", ledger="check_ins", before=1, now=0)]

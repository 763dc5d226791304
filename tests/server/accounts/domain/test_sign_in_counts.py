"""How attempts to come in are counted."""

import pytest

from server.accounts.domain.sign_in_counts import counted
from server.foundation.counters import OWN
from server.foundation.errors import Invalid, NotFound, TooMany


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (None, "opened"),
        (TooMany("later"), "throttled"),
        (Invalid({"password": "no"}), "refused"),
        (NotFound("no"), "refused"),
        (ArithmeticError(), "failed"),
    ],
)
async def test_a_try_is_counted_by_how_it_ended(error: Exception | None, outcome: str) -> None:
    @counted("probe")
    async def trying(number: int) -> int:
        if error is not None:
            raise error
        return number

    labels = {"way": "probe", "outcome": outcome}
    before = OWN.get_sample_value("convoca_sign_ins_total", labels) or 0
    if error is None:
        assert await trying(7) == 7
    else:
        with pytest.raises(type(error)):
            await trying(7)
    assert OWN.get_sample_value("convoca_sign_ins_total", labels) == before + 1

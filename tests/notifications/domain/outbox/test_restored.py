"""After a backup was restored nobody is told twice, and nobody is forgotten."""

from notifications.domain.office import Office
from notifications.domain.outbox import restored, sending_again
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from tests.support.events import TODAY
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, accepted, invited, notices, told


async def deliveries() -> list[tuple[str | None, str]]:
    rows = await fetch("SELECT outcome, detail FROM delivery ORDER BY began_at, attempt")
    return [(row["outcome"], row["detail"]) for row in rows]


async def test_what_was_due_is_not_told_by_itself_and_may_be_sent_by_somebody(
    office: Office, post: PostOffice
) -> None:
    # The backup knows the invitation, and nothing of the letter that left an hour later.
    await invited()
    assert await restored.set_aside(at=TODAY + HOUR) == 1
    await told(office, TODAY + HOUR)
    await told(office, TODAY + 2 * HOUR)
    assert (len(post.letters), await notices()) == (0, {("invitation", "failed"): 1})
    assert await deliveries() == [("refused", "restored from a backup")]
    assert await restored.set_aside(at=TODAY + 2 * HOUR) == 0
    (row,) = await fetch("SELECT id FROM notice")
    await sending_again.send_again(row["id"], by=SYSTEM, at=TODAY + 2 * HOUR)
    await told(office, TODAY + 2 * HOUR)
    assert (len(post.letters), await notices()) == (1, {("invitation", "sent"): 1})


async def test_what_is_due_later_goes_its_way(office: Office, post: PostOffice) -> None:
    await accepted()
    await restored.set_aside(at=TODAY)
    await told(office, TODAY)
    assert len(post.letters) == 0
    await told(office, TODAY + 6 * DAY + 12 * HOUR)
    assert {kind for kind, state in await notices() if state == "sent"} == {"reminder"}


async def test_what_was_on_its_way_when_the_backup_was_made_is_in_doubt_no_more(
    office: Office, post: PostOffice
) -> None:
    await invited()
    post.to_letter = ["451 later"]
    await told(office, TODAY)
    await execute(
        "UPDATE notice SET state = 'in_flight', lease = id, leased_until = $1", TODAY + HOUR
    )
    await execute("UPDATE delivery SET outcome = NULL, ended_at = NULL, detail = ''")
    assert await restored.set_aside(at=TODAY) == 1
    assert await deliveries() == [("unknown", ""), ("refused", "restored from a backup")]
    assert await notices() == {("invitation", "failed"): 1}

"""What must always hold of registers, doors and seats."""

from typing import Final

from server.foundation.invariants import Law

VOIDED: Final = "SELECT id FROM {0} WHERE (voided_at IS NULL) <> (void_reason IS NULL)"
TWICE: Final = """
    SELECT line.id, line.corrects FROM {0} line JOIN {0} first ON first.id = line.corrects
    WHERE line.voided_at IS NULL AND first.voided_at IS NULL
"""
GIVEN: Final = """
    SELECT s.event FROM seating s JOIN registration r ON r.event = s.event
        AND r.status IN ('confirmed', 'offered')
    GROUP BY s.event, s.seats
    HAVING sum(r.people) > greatest(s.seats, (
        SELECT max((a.detail ->> 'seats')::int) FROM audit_entry a
        WHERE a.subject = 'event:' || s.event AND a.act IN ('seating.opened', 'seating.changed')))
"""

LAWS: Final = (
    Law(
        name="check-ins-count-once",
        says="What a phone sent has one fate: it is in a register, or it waits, or it was dropped.",
        query="""
            SELECT c.id FROM check_in c JOIN set_aside s USING (id)
            WHERE s.fate IS NULL OR s.fate = 'dropped'
        """,
    ),
    Law(
        name="passes-count-once-at-an-event",
        says="Of the lines of a pass at an event that are not voided, exactly one stands.",
        query="""
            SELECT event FROM check_in WHERE pseudonym IS NOT NULL AND voided_at IS NULL
            GROUP BY event, pseudonym HAVING count(*) FILTER (WHERE standing) <> 1
        """,
    ),
    Law(
        name="lines-without-a-pass-stand",
        says="A line without a pass counts unless it was voided, and no voided line counts.",
        query="""
            SELECT id FROM check_in WHERE (pseudonym IS NULL AND standing = (voided_at IS NOT NULL))
                OR (standing AND voided_at IS NOT NULL)
        """,
    ),
    Law(
        name="voided-check-ins-say-why",
        says="A check-in was voided with a reason, or not at all.",
        query=VOIDED.format("check_in"),
    ),
    Law(
        name="voided-headcounts-say-why",
        says="A headcount was voided with a reason, or not at all.",
        query=VOIDED.format("headcount"),
    ),
    Law(
        name="corrected-check-ins-do-not-count",
        says="A check-in does not count beside the one that corrects it.",
        query=TWICE.format("check_in"),
    ),
    Law(
        name="corrected-headcounts-do-not-count",
        says="A headcount does not count beside the one that corrects it.",
        query=TWICE.format("headcount"),
    ),
    Law(
        name="headcounts-are-of-people",
        says="A headcount is of one person or more.",
        query="SELECT id FROM headcount WHERE count < 1",
    ),
    Law(
        name="drafts-have-no-register",
        says="Nobody was recorded at an event that was never published.",
        query="""
            SELECT DISTINCT e.id FROM event e JOIN check_in c ON c.event = e.id
            WHERE e.published_at IS NULL
        """,
    ),
    Law(
        name="closed-periods-have-no-key",
        says="The key of a closed period is destroyed, and so is what linked its passes.",
        query="""
            SELECT u.id FROM uniqueness_period u WHERE u.closed_at IS NOT NULL AND (
                EXISTS (SELECT FROM period_key k WHERE k.period = u.id AND k.salt IS NOT NULL)
                OR EXISTS (SELECT FROM pass_heir h WHERE h.period = u.id))
        """,
    ),
    Law(
        name="open-periods-keep-their-key",
        says="No key was destroyed before its period was closed.",
        query="""
            SELECT k.period FROM period_key k JOIN uniqueness_period u ON u.id = k.period
            WHERE u.closed_at IS NULL AND k.destroyed_at IS NOT NULL
        """,
    ),
    Law(
        name="seats-are-given-once",
        says="No more seats were given than there ever were.",
        query=GIVEN,
    ),
    Law(
        name="offers-of-seats-have-an-end",
        says="A seat that is offered says until when.",
        query="SELECT id FROM registration WHERE status = 'offered' AND offered_until IS NULL",
    ),
    Law(
        name="lapsed-registrations-are-nobodys",
        says="Who let an offer lapse is not to be reached any more.",
        query="SELECT id FROM registration WHERE status = 'lapsed' AND contact IS NOT NULL",
    ),
    Law(
        name="revoked-passes-say-why",
        says="A pass was revoked with a reason, or not at all.",
        query="SELECT number FROM pass WHERE (revoked_at IS NULL) <> (reason IS NULL)",
    ),
)

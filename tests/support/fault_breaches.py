"""For every law, rows that break it."""

from typing import Any, Final

from tests.support.fault_planting import Row

A, B, C, D = (f"00000000-0000-0000-0000-00000000000{number}" for number in range(1, 5))
NINE, TEN, NOON = (f"2026-03-07T{hour}:00:00Z" for hour in ("09", "10", "12"))
SEVEN = "2026-03-07T07:00:00Z"


def event(id_: str, **values: Any) -> Row:
    """An event from nine to ten."""
    usual = {"starts_at": NINE, "ends_at": TEN, "zone": "UTC", "status": "published"}
    return ("event", {"id": id_, "published_at": SEVEN, "modality": "in_person", **usual, **values})


def check_in(**values: Any) -> Row:
    """A line that counts, at the event A."""
    return ("check_in", {"event": A, "standing": True, **values})


def place(event_id: str, **values: Any) -> Row:
    """What the helper D promised."""
    return ("assignment", {"event": event_id, "volunteer": D, "status": "accepted", **values})


PERIOD: Final = ("uniqueness_period", {"id": C, "project": D, "closed_at": NOON})
OPEN_PERIOD: Final = ("uniqueness_period", {"id": C, "project": D})
MINORS: Final = ("event_audience", {"event": A, "audience": "children"})
BYTES: Final = "\\x01"
TWO: Final = "2026-03-08"

BREACHES: Final[dict[str, list[Row]]] = {
    "audit-numbers-have-no-gap": [("audit_entry", {"id": 1}), ("audit_entry", {"id": 3})],
    "audit-entries-are-linked": [("audit_entry", {"id": 1}), ("audit_entry", {"id": 2})],
    "disabled-accounts-are-signed-out": [
        ("account", {"id": A, "disabled_at": NINE}),
        ("session", {"account": A, "created_at": SEVEN}),
    ],
    "links-are-used-in-time": [("sign_in_link", {"expires_at": NINE, "used_at": TEN})],
    "sessions-end-after-they-begin": [("session", {"created_at": TEN, "expires_at": NINE})],
    "venues-are-shared-for-a-reason": [event(A, venue=C), event(B, venue=C)],
    "venues-lie-where-their-events-do": [
        event(A, venue=C, municipality="0103"),
        ("venue", {"id": C, "municipality": "0108"}),
    ],
    "events-count-in-a-period-of-their-project": [event(A, period=C, project=A), OPEN_PERIOD],
    "occurrences-happen-once": [
        event(A, series=C, occurrence="1"),
        event(B, series=C, occurrence="1"),
    ],
    "positions-are-taken-once": [
        event(A, programme=C, programme_position=1),
        event(B, programme=C, programme_position=1),
    ],
    "cancelled-events-say-why": [event(A, status="cancelled")],
    "shown-events-were-published": [event(A, published_at=None)],
    "history-ends-with-what-stands": [
        event(A, sequence=0),
        ("planning_act", {"id": C}),
        ("event_change", {"act": C, "event": A, "after": {"status": "draft", "sequence": 0}}),
    ],
    "acts-changed-something": [("planning_act", {})],
    "imports-never-do-more-than-their-file-holds": [("agenda_import", {"done": 2, "total": 1})],
    "check-ins-count-once": [check_in(id=B), ("set_aside", {"id": B})],
    "passes-count-once-at-an-event": [check_in(pseudonym=BYTES), check_in(pseudonym=BYTES)],
    "lines-without-a-pass-stand": [check_in(standing=False)],
    "voided-check-ins-say-why": [check_in(voided_at=TEN, standing=False)],
    "voided-headcounts-say-why": [("headcount", {"voided_at": TEN})],
    "corrected-check-ins-do-not-count": [check_in(id=B), check_in(corrects=B)],
    "corrected-headcounts-do-not-count": [("headcount", {"id": B}), ("headcount", {"corrects": B})],
    "headcounts-are-of-people": [("headcount", {"count": 0})],
    "drafts-have-no-register": [event(A, status="draft", published_at=None), check_in()],
    "closed-periods-have-no-key": [PERIOD, ("period_key", {"period": C, "salt": BYTES})],
    "open-periods-keep-their-key": [
        OPEN_PERIOD,
        ("period_key", {"period": C, "destroyed_at": TEN}),
    ],
    "seats-are-given-once": [
        ("seating", {"event": A, "seats": 1}),
        ("registration", {"event": A, "people": 2, "status": "confirmed"}),
    ],
    "offers-of-seats-have-an-end": [("registration", {"status": "offered"})],
    "lapsed-registrations-are-nobodys": [("registration", {"status": "lapsed", "contact": "x"})],
    "revoked-passes-say-why": [("pass", {"revoked_at": TEN})],
    "passes-are-counted-as-registered": [event(A), check_in(pseudonym=BYTES)],
    "crowds-are-counted-as-registered": [event(A), ("headcount", {"event": A, "count": 3})],
    "closed-periods-are-reported": [PERIOD],
    "reports-hold-every-event": [("snapshot", {"period": C, "events": 2})],
    "closed-periods-wait-for-nothing": [PERIOD, event(A, period=C)],
    "reported-registers-do-not-grow": [("snapshot_event", {"event": A}), check_in()],
    "adjustments-are-of-closed-periods": [
        OPEN_PERIOD,
        event(A, period=C),
        ("adjustment", {"event": A, "period": C}),
    ],
    "releases-withdrawn-say-why": [("release", {"withdrawn_at": TEN})],
    "targets-are-set-once": [("target", {"indicator": C}), ("target", {"indicator": C})],
    "clearances-run-forward": [("clearance", {"verified_on": TWO, "valid_until": "2026-03-07"})],
    "qualifications-are-held-once": [
        ("qualification", {"volunteer": D, "topic": "x", "role": "lead"}),
        ("qualification", {"volunteer": D, "topic": "x", "role": "lead"}),
    ],
    "pairings-are-stated-once": [
        ("pairing", {"volunteer": A, "other": B}),
        ("pairing", {"volunteer": B, "other": A}),
    ],
    "absences-run-forward": [("absence", {"first_day": TWO, "last_day": "2026-03-07"})],
    "finished-imports-keep-no-rows": [("volunteer_import", {"finished_at": TEN, "rows": [1]})],
    "nobody-is-in-two-places": [event(A), event(B), place(A), place(B)],
    "journeys-take-their-time": [
        event(A, municipality="0103"),
        event(B, municipality="0108", starts_at=TEN, ends_at=NOON),
        place(A),
        place(B),
    ],
    "who-is-with-minors-is-cleared": [event(A), MINORS, place(A)],
    "who-is-away-promised-nothing": [
        event(A),
        place(A),
        (
            "absence",
            {"volunteer": D, "first_day": "2026-03-07", "last_day": TWO, "told_at": SEVEN},
        ),
    ],
    "answers-say-what-stands": [
        place(A, id=B),
        ("answer", {"assignment": B, "answer": "declined"}),
    ],
    "places-are-looked-for-once": [
        ("cover_search", {"event": A, "role": "lead"}),
        ("cover_search", {"event": A, "role": "lead"}),
    ],
    "offers-are-of-the-event-looked-for": [
        ("cover_search", {"id": C, "event": B}),
        place(A, id=D),
        ("offer", {"search": C, "assignment": D}),
    ],
    "published-rotas-say-when": [("rota", {"state": "published"})],
    "notices-are-owed-once": [("notice", {"key": "x"}), ("notice", {"key": "x"})],
    "notices-are-told-once": [
        ("delivery", {"notice": A, "outcome": "sent", "attempt": 1}),
        ("delivery", {"notice": A, "outcome": "sent", "attempt": 2}),
    ],
    "told-notices-were-tried": [("notice", {"state": "sent"})],
    "notices-in-flight-are-held": [("notice", {"state": "in_flight"})],
    "tries-last-as-long-as-their-notice": [
        ("notice", {"id": A, "state": "queued"}),
        ("delivery", {"notice": A}),
    ],
    "settled-notices-say-when": [("notice", {"state": "failed"})],
    "inboxes-hold-their-owners-notices": [
        ("notice", {"id": A, "account": B}),
        ("inbox_entry", {"notice": A, "account": C}),
    ],
}

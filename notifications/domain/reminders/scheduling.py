"""Who is reminded of what and when: one question, however far ahead it is asked."""

from typing import Final

# A notice of a reminder is written down so long before its moment: where the night would push it
# past the start, it leaves the evening before.
WRITTEN: Final = "36 hours"
MOMENT: Final = "(e.starts_at - make_interval(mins => {rule}.minutes_before))".format
WANTED: Final = MOMENT(rule="r")
FITS: Final = """
    ({rule}.kind IS NULL OR {rule}.kind = e.kind)
    AND ({rule}.audience IS NULL OR EXISTS (SELECT FROM event_audience x
        WHERE x.event = e.id AND x.audience = {rule}.audience))
    AND {who}
""".format
# Nobody is reminded twice at once. Of several rules whose moment has passed the nearest to the
# start holds. One that leaves earlier because of the night makes pointless what is further away,
# and so does whatever reminded somebody since: a rule that is made or changed is not caught up on.
# A line in the inbox alone makes nothing pointless that would leave.
NOT_OVERTAKEN: Final = """
    NOT EXISTS (SELECT FROM reminder_rule o
        WHERE o.minutes_before < r.minutes_before AND {moment} <= $1 AND {fits}
            AND (o.channel IS DISTINCT FROM 'inbox' OR r.channel = 'inbox'))
    AND NOT EXISTS (SELECT FROM notice n
        WHERE n.subject = {subject} AND n.kind = '{kind}' AND n.wanted_at <> {wanted}
            AND starts_with(n.key, concat_ws(':', '{key}', {subject}, e.sequence, ''))
            AND n.state NOT IN ('superseded', 'failed')
            AND (n.channel IS DISTINCT FROM 'inbox' OR r.channel = 'inbox')
            AND ((n.wanted_at > {wanted} AND n.due_at <= $1 AND n.due_at > n.owed_at)
                OR EXISTS (SELECT FROM delivery d WHERE d.notice = n.id
                    AND d.outcome IN ('sent', 'unknown') AND d.began_at >= {wanted})))
""".format
HELPS: Final = "({rule}.role IS NULL OR {rule}.role = a.role)".format
SITS: Final = "{rule}.role = 'registered'".format
SOON: Final = """
    e.status = 'published' AND e.starts_at > $1
    AND e.starts_at <= $1::timestamptz + interval '{ahead}' + interval '30 days'
    AND {wanted} <= $1::timestamptz + interval '{ahead}'
""".format


def helpers(ahead: str = WRITTEN) -> str:
    """The query of reminders to those who help, of moments from long ago until so far ahead.

    Who accepts late is still reminded; who was invited late has the invitation itself, and who
    lets the time to answer pass is not pressed any more.
    """
    not_overtaken = NOT_OVERTAKEN(
        moment=MOMENT(rule="o"), fits=FITS(rule="o", who=HELPS(rule="o")), wanted=WANTED,
        subject="a.id", kind="reminder", key="reminder",
    )  # fmt: skip
    return f"""
        SELECT concat_ws(':', 'reminder', a.id, e.sequence, r.minutes_before, r.channel) AS key,
            v.account, a.event, a.id AS subject, {WANTED} AS wanted_at, r.channel
        FROM assignment a
            JOIN event e ON e.id = a.event
            JOIN volunteer v ON v.id = a.volunteer
            JOIN account p ON p.id = v.account
            JOIN reminder_rule r ON {FITS(rule="r", who=HELPS(rule="r"))}
        WHERE {SOON(ahead=ahead, wanted=WANTED)} AND p.disabled_at IS NULL
            AND (a.status = 'accepted' OR (a.status = 'invited' AND a.changed_at <= {WANTED}
                AND (a.answer_by IS NULL OR a.answer_by > greatest($1, {WANTED}))))
            AND {not_overtaken}
    """


def seats(ahead: str = WRITTEN) -> str:
    """The same for those who have a seat; who got it later has just read all of this."""
    not_overtaken = NOT_OVERTAKEN(
        moment=MOMENT(rule="o"), fits=FITS(rule="o", who=SITS(rule="o")), wanted=WANTED,
        subject="s.id", kind="seat_reminder", key="seat-reminder",
    )  # fmt: skip
    return f"""
        SELECT concat_ws(':', 'seat-reminder', s.id, e.sequence, r.minutes_before, r.channel)
                AS key,
            s.id AS registration, s.event, s.id AS subject, {WANTED} AS wanted_at, r.channel
        FROM registration s
            JOIN event e ON e.id = s.event
            JOIN reminder_rule r ON {FITS(rule="r", who=SITS(rule="r"))}
        WHERE {SOON(ahead=ahead, wanted=WANTED)}
            AND s.contact IS NOT NULL AND s.status = 'confirmed' AND s.confirmed_at <= {WANTED}
            AND {not_overtaken}
    """

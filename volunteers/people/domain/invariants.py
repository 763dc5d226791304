"""What must always hold of volunteers and what was verified of them."""

from typing import Final

from server.foundation.invariants import Law

LAWS: Final = (
    Law(
        name="clearances-run-forward",
        says="A clearance ends on the day it was verified, or later.",
        query="SELECT id, volunteer FROM clearance WHERE valid_until < verified_on",
    ),
    Law(
        name="qualifications-are-held-once",
        says="Nobody is qualified twice for one topic and role.",
        query="""
            SELECT volunteer, topic, role FROM qualification
            GROUP BY volunteer, topic, role HAVING count(*) > 1
        """,
    ),
    Law(
        name="pairings-are-stated-once",
        says="Of two people only one thing is said: together, or never together.",
        query="""
            SELECT least(volunteer, other) AS one, greatest(volunteer, other) AS other
            FROM pairing GROUP BY 1, 2 HAVING count(*) > 1 OR least(volunteer, other)
                = greatest(volunteer, other)
        """,
    ),
    Law(
        name="absences-run-forward",
        says="Whoever is away comes back.",
        query="SELECT id, volunteer FROM absence WHERE last_day < first_day",
    ),
    Law(
        name="finished-imports-keep-no-rows",
        says="Of a file of helpers that was written in, no rows are kept.",
        query="""
            SELECT id FROM volunteer_import
            WHERE finished_at IS NOT NULL AND jsonb_array_length(rows) > 0
        """,
    ),
)

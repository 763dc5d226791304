"""What must always hold of what is owed and what was told."""

from typing import Final

from server.foundation.invariants import Law

LAWS: Final = (
    Law(
        name="notices-are-owed-once",
        says="A fact is owed to somebody once.",
        query="SELECT key FROM notice GROUP BY key HAVING count(*) > 1",
    ),
    Law(
        name="notices-are-told-once",
        says="Nobody was told a notice twice, but where a try was in doubt or did not arrive.",
        query="""
            SELECT d.notice FROM delivery d
            WHERE d.outcome = 'sent' AND d.receipt IS DISTINCT FROM 'failed'
            GROUP BY d.notice HAVING count(*) > 1 AND NOT EXISTS (
                SELECT FROM delivery x WHERE x.notice = d.notice
                    AND (x.outcome = 'unknown' OR x.settled_at IS NOT NULL))
        """,
    ),
    Law(
        name="told-notices-were-tried",
        says="A notice that is said to be told has a try that got through.",
        query="""
            SELECT n.id, n.kind FROM notice n WHERE n.state IN ('sent', 'delivered', 'read')
                AND NOT EXISTS (SELECT FROM delivery d WHERE d.notice = n.id
                    AND (d.outcome = 'sent' OR d.settled_at IS NOT NULL))
        """,
    ),
    Law(
        name="notices-in-flight-are-held",
        says="A notice is held by somebody exactly as long as it is on its way.",
        query="""
            SELECT id, kind FROM notice
            WHERE (state = 'in_flight') <> (lease IS NOT NULL AND leased_until IS NOT NULL)
        """,
    ),
    Law(
        name="tries-last-as-long-as-their-notice",
        says="A try that has not ended belongs to a notice that is on its way.",
        query="""
            SELECT d.id, d.notice FROM delivery d JOIN notice n ON n.id = d.notice
            WHERE d.outcome IS NULL AND n.state <> 'in_flight'
        """,
    ),
    Law(
        name="settled-notices-say-when",
        says="A notice has the moment it was settled exactly when it is.",
        query="""
            SELECT id, kind FROM notice WHERE (settled_at IS NOT NULL)
                <> (state IN ('sent', 'delivered', 'read', 'failed', 'superseded'))
        """,
    ),
    Law(
        name="inboxes-hold-their-owners-notices",
        says="What is in an inbox was owed to whose inbox it is.",
        query="""
            SELECT i.id, i.notice FROM inbox_entry i JOIN notice n ON n.id = i.notice
            WHERE n.account IS DISTINCT FROM i.account
        """,
    ),
)

"""How everything that events refer to is called, to tell their history in words."""

from typing import Final

from events.planning.domain import kind_questions
from events.planning.domain.differences import Names
from server.foundation.database import fetch
from server.foundation.translation import current_language

CALLED: Final = """
    SELECT 'kind:' || slug AS key, CASE WHEN $1 = 'en' THEN name_en ELSE name_es END AS name
        FROM kind
    UNION ALL SELECT 'topic:' || slug, CASE WHEN $1 = 'en' THEN name_en ELSE name_es END FROM topic
    UNION ALL SELECT 'audience:' || slug, CASE WHEN $1 = 'en' THEN name_en ELSE name_es END
        FROM audience
    UNION ALL SELECT 'municipality:' || ine, name FROM municipality
    UNION ALL SELECT 'venue:' || id, name FROM venue
    UNION ALL SELECT 'project:' || id, name FROM project
    UNION ALL SELECT 'programme:' || id, concat_ws(' ', name, nullif(cohort, '')) FROM programme
"""


async def known() -> Names:
    """Names under such as `venue:<id>`; `answer:<kind>:<name>` is a question that a kind asks."""
    rows = await fetch(CALLED, current_language())
    asked = await kind_questions.questions()
    labels = {
        f"answer:{kind}:{question.name}": question.label
        for kind, questions in asked.items()
        for question in questions
    }
    return {row["key"]: row["name"] for row in rows} | labels

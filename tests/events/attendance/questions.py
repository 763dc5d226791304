"""A knowledge question for tests."""

from uuid import UUID

from events.attendance.domain.learning import knowledge
from events.attendance.domain.learning.knowledge_writing import QuestionWritten
from server.foundation.identity import SYSTEM
from tests.support.events import TODAY

TOPIC = "social-network-risks"

ASKED = QuestionWritten(
    topic=TOPIC, question_es="¿Quién puede ver una foto publicada?", question_en="Who sees it?",
    answers=(("Solo amistades", "Friends"), ("Cualquiera", "Anybody")), right=1,
)  # fmt: skip


async def question(**changes: object) -> UUID:
    """A knowledge question about the workshop's topic."""
    written = QuestionWritten(
        **{**{f: getattr(ASKED, f) for f in ASKED.__struct_fields__}, **changes}
    )
    return await knowledge.add(written, by=SYSTEM, at=TODAY)

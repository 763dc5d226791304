"""What must not be named where others read: it goes to «otros»."""

from typing import Final

from msgspec import Struct

from events.outreach.domain.bands import OTHER
from events.planning.domain import codelists

HIDDEN: Final = {
    "public": frozenset({"discreet", "internal"}),
    "donor": frozenset({"internal"}),
}


class Folding(Struct, frozen=True):
    """Codes that `readers` are not told of, and topics that must be spoken of discreetly."""

    kinds: frozenset[str]
    topics: frozenset[str]
    sensitive: frozenset[str]

    def kind(self, code: str) -> str:
        """The code that is told."""
        return OTHER if code in self.kinds else code

    def topic_list(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The codes that are told, each once."""
        return tuple(sorted({OTHER if code in self.topics else code for code in codes}))

    def is_sensitive(self, codes: tuple[str, ...]) -> bool:
        """Whether one of the topics is."""
        return not self.sensitive.isdisjoint(codes)


async def folding(readers: str) -> Folding:
    """What these readers may be told of."""
    kinds, topics = await codelists.kinds(retired=True), await codelists.topics()
    return Folding(
        kinds=frozenset(kind.slug for kind in kinds if kind.internal),
        topics=frozenset(topic.slug for topic in topics if topic.sensitivity in HIDDEN[readers]),
        sensitive=frozenset(topic.slug for topic in topics if topic.sensitivity != "open"),
    )

"""What somebody may ask of the figures: projects, places, and words to narrow them down by."""

from hashlib import sha256
from typing import Final

from msgspec import Struct

from events.outreach.domain.questions import Question
from events.planning.domain import codelists
from events.planning.domain.codelists import Funded, Place
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

SHORT: Final = 6  # hexadecimal digits; a codelist is not long


class Offered(Struct, frozen=True, kw_only=True):
    """What somebody may ask about; the codes of the lists lead to their names."""

    projects: list[Funded]
    places: list[Place]
    kinds: dict[str, str] = {}
    topics: dict[str, str] = {}
    audiences: dict[str, str] = {}
    modalities: dict[str, str] = {}

    def within(self, question: Question) -> list[Place]:
        """The municipalities that a question is about."""
        asked = question.municipality
        named = question.places
        return [
            place
            for place in self.places
            if asked in (None, place.ine) and (not named or place.ine in named)
        ]

    @property
    def project_options(self) -> list[tuple[str, str]]:
        """The projects to choose from in a form."""
        return [(project.slug, project_name(project)) for project in self.projects]

    @property
    def topic_options(self) -> list[tuple[str, str]]:
        """The topics to choose from in a form whose answers stand in an address."""
        return [(unspoken(slug), name) for slug, name in self.topics.items()]

    @property
    def topic_codes(self) -> dict[str, str]:
        """The topics by what they are called in an address, and by their own codes."""
        return {unspoken(slug): slug for slug in self.topics} | {t: t for t in self.topics}


async def offered_to(actor: Actor) -> Offered:
    """Every project, and the municipalities that this actor looks after."""
    return Offered(
        projects=await codelists.projects(retired=True),
        places=await codelists.coordinated_by(actor),
        kinds={kind.slug: kind.name for kind in await codelists.kinds(retired=True)},
        topics={topic.slug: topic.name for topic in await codelists.topics()},
        audiences={audience.slug: audience.name for audience in await codelists.audiences()},
        modalities=modalities(),
    )


def project_name(project: Funded) -> str:
    """Its name, and that it is over where it is: whoever chooses it should know."""
    return _("%(name)s (retirado)", name=project.name) if project.retired else project.name


def modalities() -> dict[str, str]:
    """Such as «Presencial»."""
    return {
        "in_person": _("Presencial"),
        "virtual": _("Virtual"),
        "blended": _("Mixta"),
    }


def unspoken(topic: str) -> str:
    """What stands for a topic in an address, which others may read: it names none."""
    return sha256(topic.encode()).hexdigest()[:SHORT]

"""Who may see all of a receipt: whoever looks after every place that its question is about."""

from events.outreach.domain.questions import Question
from server.foundation.identity import EVERYWHERE, Actor


def everywhere(actor: Actor) -> bool:
    """Whether no municipality is beyond this actor, one that comes to be tomorrow included."""
    return actor.role in EVERYWHERE or actor.role.startswith("token:")


def may_see(question: Question, actor: Actor | None) -> bool:
    """Whether these figures are this actor's business; nobody's who did not sign in."""
    if actor is None or not actor.may("report"):
        return False
    places = (question.municipality,) if question.municipality else question.places
    return everywhere(actor) or (bool(places) and all(map(actor.reaches, places)))

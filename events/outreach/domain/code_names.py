"""What the codes of a breakdown are called in the reader's language."""

from collections.abc import Iterable
from typing import Final

from events.outreach.domain.ledgers import Dimension
from events.planning.domain import codelists
from events.planning.domain.age_atoms import SPANS, UNKNOWN
from events.planning.domain.codelists import Place
from server.foundation.translation import gettext as _

Names = dict[str, str]
OPEN_LISTS: Final[frozenset[Dimension]] = frozenset({"audience", "kind", "topic"})


async def code_names(places: Iterable[Place]) -> dict[Dimension, Names]:
    """Each dimension's codes and names, in the order in which they are listed."""
    return {
        "municipality": {place.ine: place.name for place in places},
        "sex": sexes(),
        "age_band": age_bands(),
        "audience": {a.slug: a.name for a in await codelists.audiences()} | nobody_said(),
        "kind": {kind.slug: kind.name for kind in await codelists.kinds(retired=True)},
        "topic": {topic.slug: topic.name for topic in await codelists.topics()}
        | {UNKNOWN: _("Sin tema")},
    }


def sexes() -> Names:
    """Such as «Mujeres»."""
    return {
        "female": _("Mujeres"),
        "male": _("Hombres"),
        "other": _("Otra identidad"),
    } | nobody_said()


def age_bands() -> Names:
    """Such as «7 a 10 años»."""
    return {atom: _age_band(*span) for atom, span in SPANS.items()} | nobody_said()


def nobody_said() -> Names:
    """The part of those whose answer is not known."""
    return {UNKNOWN: _("Sin dato")}


def _age_band(first: int, last: int | None) -> str:
    if last is None:
        return _("%(first)s años o más", first=first)
    if first == last:
        return _("%(first)s años", first=first)
    return _("%(first)s a %(last)s años", first=first, last=last)

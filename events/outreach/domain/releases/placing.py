"""Which cells of a release somebody stands in."""

from collections.abc import Mapping
from itertools import product

from events.outreach.domain.bands import label_by_atom
from events.outreach.domain.releases.basis import TABLES, Atom, Basis, Code, EventFacts
from events.planning.domain.age_atoms import UNKNOWN


class Placing:
    """Finds the cells of an atom; what was found once for the same answers is kept."""

    def __init__(self, basis: Basis) -> None:
        self._label = label_by_atom(basis.ages) if basis.ages else {}
        self._events = basis.events
        self._found: dict[tuple[object, ...], tuple[Code, ...]] = {}

    def cells(self, atom: Atom) -> tuple[Code, ...]:
        """Each cell once."""
        event = self._events[atom.event]
        alike = (event.municipality, event.kind, event.topics, atom.sex, atom.age_band,
                 atom.audience)  # fmt: skip
        found = self._found.get(alike)
        if found is None:
            found = self._found[alike] = cells_of(self._answers(event, atom))
        return found

    def _answers(self, event: EventFacts, atom: Atom) -> dict[str, tuple[str, ...]]:
        return {
            "municipality": (event.municipality,),
            "sex": (atom.sex,),
            "age_band": (self._label.get(atom.age_band, atom.age_band),),
            "audience": (atom.audience,),
            "kind": (event.kind,),
            "topic": event.topics or (UNKNOWN,),
        }


def cells_of(answers: Mapping[str, tuple[str, ...]]) -> tuple[Code, ...]:
    """The cells of those who gave these answers, in the tables that ask for no others."""
    return tuple(
        (table, codes)
        for table in TABLES
        if all(name in answers for name in table)
        for codes in product(*(answers[name] for name in table))
    )

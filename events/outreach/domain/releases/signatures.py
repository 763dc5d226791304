"""People by the cells that they stand in, of all releases, and people who could stand so too."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from random import Random
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.releases.basis import Atom, Basis, Code
from events.outreach.domain.releases.layers import layers
from events.outreach.domain.releases.placing import Placing

NOBODY: Final = 6_000
"""How many groups of nobody are thought of; with fewer, more is held back than need be."""
SEED: Final = 12

Answers = tuple[str, str, str]
"""Sex, atom of age, audience."""


class Signature(Struct, frozen=True):
    """The numbers of cells, and whether what the people came to must be spoken of discreetly."""

    rows: tuple[int, ...]
    sensitive: bool


class Numbers:
    """A number for each cell of each release: those of earlier ones first, then as they come."""

    def __init__(self, known: Sequence[Basis]) -> None:
        self.codes: list[tuple[int, Code]] = [
            (at, (cell.table, cell.codes)) for at, basis in enumerate(known) for cell in basis.cells
        ]
        self.earlier = len(self.codes)
        self._latest = len(known)
        self._numbers = {code: number for number, code in enumerate(self.codes)}

    def give(self, release: int, codes: Iterable[Code]) -> None:
        """Number the cells of the latest release, which are not known yet."""
        for code in codes:
            if release == self._latest and (release, code) not in self._numbers:
                self._numbers[release, code] = len(self.codes)
                self.codes.append((release, code))

    def of(self, release: int, code: Code) -> int | None:
        """None for a cell in which nobody is."""
        return self._numbers.get((release, code))


class Signatures:
    """Tells people apart by their event and answers, release by release."""

    def __init__(self, releases: Sequence[Basis], numbers: Numbers) -> None:
        self._numbers = numbers
        self._placing = [Placing(basis) for basis in releases]
        self._at = [
            {event.id: at for at, event in enumerate(basis.events)} for basis in releases
        ]  # fmt: skip
        self._sensitive = {e.id for basis in releases for e in basis.events if e.sensitive}
        self._counted: defaultdict[tuple[UUID, Answers], Counter[int]] = defaultdict(Counter)
        for release, basis in enumerate(releases):
            for atom in basis.atoms:
                if atom.people > 0:
                    self._count(release, basis.events[atom.event].id, atom)

    def people(self) -> Counter[Signature]:
        """How many people have each signature; none where there could be some."""
        found: Counter[Signature] = Counter()
        kinds: dict[tuple[UUID, tuple[int, ...]], None] = {}
        for (event, answers), counts in self._counted.items():
            for people, present in layers([(at, counts[at]) for at in self._covering(event)]):
                kinds[event, present] = None
                found[self._signature(event, answers, present)] += people
        for nobody in self._nobody(kinds):
            found[nobody] += 0
        return found

    def _count(self, release: int, event: UUID, atom: Atom) -> None:
        self._counted[event, (atom.sex, atom.age_band, atom.audience)][release] += atom.people
        self._numbers.give(release, self._placing[release].cells(atom))

    def _covering(self, event: UUID) -> list[int]:
        return [release for release, events in enumerate(self._at) if event in events]

    def _signature(self, event: UUID, answers: Answers, present: tuple[int, ...]) -> Signature:
        numbers = {number for number in self._cells(event, answers, present) if number is not None}
        return Signature(tuple(sorted(numbers)), event in self._sensitive)

    def _cells(
        self, event: UUID, answers: Answers, present: tuple[int, ...]
    ) -> Iterator[int | None]:  # fmt: skip
        for release in present:
            atom = Atom(self._at[release][event], *answers, 1)
            for code in self._placing[release].cells(atom):
                yield self._numbers.of(release, code)

    def _nobody(self, kinds: Iterable[tuple[UUID, tuple[int, ...]]]) -> Iterator[Signature]:
        """People whom no table that is told rules out: who could have come, for all one knows."""
        answered = {answers for _event, answers in self._counted}
        ways = list(product(kinds, *(sorted(set(each)) for each in zip(*answered, strict=True))))
        chance = Random(SEED)  # noqa: S311 (which ones matters to nobody)
        for (event, present), *answers in chance.sample(ways, min(len(ways), NOBODY)):
            told = (answers[0], answers[1], answers[2])
            if None not in set(self._cells(event, told, present)):
                yield self._signature(event, told, present)

"""Random registers that grow, and releases of them one after the other, without a database."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain, product
from random import Random
from uuid import UUID

from msgspec.structs import replace

from events.outreach.domain.releases.basis import TABLES, Atom, Basis, EventFacts, KeptCell
from events.outreach.domain.releases.gathering import Thresholds, gathered
from events.outreach.domain.releases.layers import layers
from events.outreach.domain.releases.suppression import suppress
from tests.support.attacker import Attacker, Person, Seen, Small, nested, said, stands

LIMITS = Thresholds(5, 8)
SEXES, AGES, AUDIENCES = ("female", "male"), ("0-5", "6"), ("teachers", "parents")
Answers = tuple[str, str, str]
Came = tuple[int, str, str, str]
ANSWERS: list[Answers] = list(product(SEXES, AGES, AUDIENCES))


def released(
    now: Basis, earlier: list[Basis], *, guarded: bool = True, memory: bool = True
) -> Basis:
    """The cells of a release; unguarded, only those that are small themselves are held back."""
    put = gathered(earlier if memory else [], now, LIMITS)
    decision = suppress(put.problem)
    told = decision.told if guarded else ~decision.primary
    cells = [
        KeptCell(cell[0], cell[1], bool(told[row]), put.problem.rows[row].small)
        for row, cell in put.cells.items()
    ]
    return replace(now, cells=cells)


class World:
    """Events and who came to them; it grows between one release and the next."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.events: list[EventFacts] = []
        self.came: Counter[Came] = Counter()
        self.releases: list[Basis] = []
        self.counted: list[Counter[Came]] = []

    def hold(self, *came: tuple[int, str], municipality: str = "Mixco") -> None:
        """An event to which so many people came of each sex."""
        at = len(self.events)
        self.events.append(
            EventFacts(
                id=UUID(int=at),
                municipality=municipality,
                kind="talk",
                topics=("risks",),
                sensitive=False,
            )
        )
        for people, sex in came:
            self.came[at, sex, "6", "teachers"] = people

    def grow(self) -> None:
        """More events, and corrections of those that there are."""
        for _again in range(self.chance.randint(1, 3)):
            topics = tuple(self.chance.sample(("risks", "rights"), self.chance.randint(0, 2)))
            self.events.append(
                EventFacts(
                    UUID(int=len(self.events)), self.chance.choice(("Mixco", "Pinula")),
                    self.chance.choice(("talk", "forum")), topics, self.chance.random() < 0.2,
                )
            )  # fmt: skip
            self._come(len(self.events) - 1, self.chance.randint(4, 12), 6)
        for _again in range(self.chance.randint(0, 2)):
            self._come(self.chance.randrange(len(self.events)), 1, 3)

    def release(self, *, guarded: bool = True, memory: bool = True) -> None:
        """Tell of all events, or of some that follow one another."""
        first = self.chance.randrange(len(self.events))
        first = 0 if self.chance.random() < 0.5 else first
        last = self.chance.randint(first, len(self.events) - 1)
        last = len(self.events) - 1 if self.chance.random() < 0.5 else last
        self.tell(first, last, guarded=guarded, memory=memory)

    def tell(self, first: int, last: int, *, guarded: bool = True, memory: bool = True) -> None:
        """Release the events from one to another."""
        counted = Counter({k: n for k, n in self.came.items() if first <= k[0] <= last and n})
        now = Basis(
            events=self.events[first : last + 1],
            atoms=[
                Atom(event - first, sex, age, audience, n)
                for (event, sex, age, audience), n in counted.items()
            ],
            cells=[],
        )
        self.releases.append(released(now, self.releases, guarded=guarded, memory=memory))
        self.counted.append(counted)

    def attacked(self) -> tuple[Attacker, list[Small], Attacker]:
        """An attacker of all of it, what they must not find, and one before the last release."""
        known = {
            (at, cell.table, cell.codes) for at, basis in enumerate(self.releases)
            for cell in basis.cells
        }  # fmt: skip
        people = self._people()
        possible = {who: people[who] for who in self._possible(people)
                    if all(cell in known for cell in _cells(who))}  # fmt: skip
        seen = list(self._seen(people))
        attacker = Attacker(possible, seen)
        before = Attacker(possible, seen, unread=len(self.releases) - 1)
        return attacker, list(_smalls(attacker)), before

    def _seen(self, people: Counter[Person]) -> Iterator[Seen]:
        for release, basis in enumerate(self.releases):
            for cell in basis.cells:
                blank = Seen(release, cell.table, cell.codes, None)
                number = sum(n for who, n in people.items() if stands(who, blank))
                yield blank._replace(number=number) if cell.told else blank

    def _come(self, event: int, kinds: int, most: int) -> None:
        for answers in self.chance.choices(ANSWERS, k=kinds):
            key = (event, *answers)
            self.came[key] = max(0, self.came[key] + self.chance.randint(-1, most))

    def _people(self) -> Counter[Person]:
        """Everybody who came, by the releases that counted them."""
        found: Counter[Person] = Counter()
        for came in set(chain.from_iterable(self.counted)):
            event, *_answers = came
            counts = [(at, self.counted[at][came]) for at in self._covering(event)]
            for n, present in layers(counts):
                found[self._person(event, came[1:], frozenset(present))] += n
        return found

    def _covering(self, event: int) -> list[int]:
        facts = self.events[event]
        return [at for at, basis in enumerate(self.releases) if facts in basis.events]

    def _possible(self, people: Counter[Person]) -> Iterator[Person]:
        for event, present in {(who.event, who.present) for who in people}:
            for answers in ANSWERS:
                yield self._person(event, answers, present)

    def _person(self, event: int, answers: Answers, present: frozenset[int]) -> Person:
        facts = self.events[event]
        sex, age, audience = answers
        return Person(event, facts.municipality, facts.kind, facts.topics, sex, age, audience,
                      present)  # fmt: skip


def _cells(who: Person) -> Iterator[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    for release, table in product(who.present, TABLES):
        for codes in product(*(said(who, name) for name in table)):
            yield release, table, codes


def _smalls(attacker: Attacker) -> Iterator[Small]:
    """Cells, and differences of cells, in which there are too few people."""
    for group in (*attacker.columns, *nested(attacker)):
        if 0 < group @ attacker.people < LIMITS.small:
            yield Small(group, LIMITS.small - 1)

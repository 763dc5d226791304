"""The same people in several releases: who was counted in which of them.

What an event counted in a cell may grow and shrink between one release and the next. Whoever was
counted stays as long as the numbers allow: of 5, then 3, then 6 people, 3 were in all of them, 2
only in the first, 3 only in the last. Every number is then a sum over groups of people, also of a
release that was made before something was corrected.
"""

from collections.abc import Sequence

Layer = tuple[int, tuple[int, ...]]
"""How many people, and the numbers of the releases that counted them."""


def layers(counted: Sequence[tuple[int, int]]) -> list[Layer]:
    """Expects the number of each release that covers the event, by time, and what it counted."""
    standing: list[tuple[int, list[int]]] = []
    gone: list[Layer] = []
    present = 0
    for release, people in counted:
        while present > people:
            leaving = _take(standing, present - people)
            gone.append(leaving)
            present -= leaving[0]
        if people > present:
            standing.append((people - present, []))
            present = people
        for _people, releases in standing:
            releases.append(release)
    return [*gone, *((people, tuple(releases)) for people, releases in standing)]


def _take(standing: list[tuple[int, list[int]]], excess: int) -> Layer:
    """Those who came last leave first."""
    people, releases = standing.pop()
    if people > excess:
        standing.append((people - excess, list(releases)))
    return min(people, excess), tuple(releases)

"""Where nothing is left of the lower end nobody reads that it is zero."""

from events.outreach.domain.releases.released import ReleasedCell, ReleasedTable
from events.outreach.web import release_api, shown_release

CELL = ReleasedCell(contacts=17, at_least=None, at_most=17)
TABLE = ReleasedTable(dimensions=(), cells=(CELL,))


def test_a_page_says_how_many_they_are_at_most(db: None) -> None:
    assert shown_release.total((TABLE,), None).people == "a lo más 17"


def test_a_program_reads_null() -> None:
    assert release_api.people(CELL) == release_api.ReleasedPeople(least=None, most=17)
    assert release_api.people(ReleasedCell(contacts=17)) is None

"""Contacts for every 10,000 residents of each municipality, as the report shows the contacts."""

from msgspec import Struct

from events.outreach.domain.equity.rates import per_10_000
from events.outreach.domain.exports.report import Report


class ResidentRate(Struct, frozen=True, kw_only=True):
    """A municipality, how many live there by the census, and its contacts; None is not shown."""

    municipality: str
    name: str
    residents: int
    contacts: int | None

    @property
    def rate(self) -> float | None:
        """Per 10,000 residents."""
        return None if self.contacts is None else per_10_000(self.contacts, self.residents)


def resident_rates(report: Report) -> tuple[ResidentRate, ...]:
    """Those of the municipalities whose residents are known."""
    lines = [
        line
        for table in report.parts
        if table.dimensions == ("municipality",)
        for line in table.lines
        if line.codes[0] in report.residents
    ]
    return tuple(
        ResidentRate(
            municipality=line.codes[0],
            name=line.name,
            residents=report.residents[line.codes[0]],
            contacts=line.contacts,
        )
        for line in lines
    )

"""What the page of figures is asked, and the figures that answer it."""

from datetime import datetime

from msgspec import Struct

from events.outreach.domain import ledgers
from events.outreach.domain.bands import Bands
from events.outreach.domain.code_names import Names, code_names
from events.outreach.domain.crossings import sex_by_age
from events.outreach.domain.csv_figures import Table
from events.outreach.domain.figure_tables import tables
from events.outreach.domain.ledgers import Dimension, Figures
from events.outreach.domain.questions import Question
from events.outreach.domain.totals import Breakdown
from events.outreach.web import asked, asked_bands
from events.outreach.web.asked_bands import OfferedBands
from events.outreach.web.offered import Offered
from events.planning.domain import when
from events.planning.domain.codelists import Place
from server.foundation.clock import now
from server.foundation.identity import Actor
from server.web.forms import Form
from server.web.requests import Visit, settings_of, signed_in


class AskedFigures(Struct, frozen=True, kw_only=True):
    """A question, the places it is about, and the ages to break it down by."""

    question: Question
    places: list[Place]
    bands: Bands | None


class CountedFigures(Struct, frozen=True, kw_only=True):
    """Figures with the names of their parts, set out as tables; `by_sex` has the ages of each."""

    asked: AskedFigures
    figures: Figures
    names: dict[Dimension, Names]
    tables: dict[Dimension, Table]
    by_sex: dict[str, Breakdown]


class Filters(Struct, frozen=True, kw_only=True):
    """The form as it was sent, and what it may choose from."""

    form: Form
    offered: Offered
    bands: OfferedBands
    zone: str

    def read(self) -> AskedFigures:
        """Raises Invalid with a sentence for each part that makes no sense."""
        bands = asked_bands.chosen(self.form, self.bands)
        question = asked.question(self.form, self.offered, asked.OF_PAGES, zone=self.zone)
        return AskedFigures(question=question, places=self.offered.within(question), bands=bands)

    def address(self, page: str, **changed: str) -> str:
        """Another page about the same, or this one about something else."""
        ages = {asked_bands.NAME: self.form.value(asked_bands.NAME)}
        return asked.address(page, self.form, **ages, **changed)

    def export(self) -> str:
        """Where the same days are taken away as files, which know no other filter but a project."""
        chosen = {name: self.form.values(name) for name in ("desde", "hasta", "proyecto")}
        return asked.link("/alcance/exportar", chosen)

    def places(self, asked_for: AskedFigures) -> dict[str, str]:
        """Each municipality leads to its own figures; one that stands alone is there already."""
        if asked_for.question.municipality is not None:
            return {}
        return {
            place.ine: self.address("/alcance/cifras", municipio=place.ine)
            for place in asked_for.places
        }


async def filters(request: Visit) -> Filters:
    """The filters as they were chosen: this quarter, unless other days were."""
    zone = settings_of(request).timezone
    form = asked.of_quarter(request, today=when.local_day(now(), zone))
    form.put(asked_bands.NAME, request.query_params.get(asked_bands.NAME) or "")
    return Filters(
        form=form,
        offered=await asked.offered_to(signed_in(request)),
        bands=await asked_bands.offered_bands(),
        zone=zone,
    )


async def counted(asked_for: AskedFigures, *, by: Actor, at: datetime) -> CountedFigures:
    """Count everything that was asked for, as far as `by` looks after it."""
    question, bands = asked_for.question, asked_for.bands
    figures = await ledgers.figures(question, bands=bands, by=by, at=at)
    names = await code_names(asked_for.places)
    if bands is not None:
        names["age_band"] = asked_bands.band_names(bands)
    sexes = [sex for sex in names["sex"] if sex in figures.by["sex"].cells]
    return CountedFigures(
        asked=asked_for,
        figures=figures,
        names=names,
        tables=tables(figures, names),
        by_sex=await sex_by_age(question, sexes, bands=bands, by=by, at=at),
    )

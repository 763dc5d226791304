"""The project that a report is about, and its proofs."""

from uuid import UUID

from events.outreach.domain.exports.report import Proof, Work
from events.outreach.domain.indicators import reporting
from events.outreach.domain.receipts import reading
from events.planning.domain import codelists, projects
from server.foundation.translation import gettext as _


async def work_of(slug: str | None) -> tuple[UUID | None, Work]:
    """The project and its id, or all of them together; raises NotFound."""
    names = {place.ine: place.name for place in await codelists.municipalities()}
    if slug is None:
        return None, Work(slug="", name=_("Todos los proyectos"), places=names)
    project = await projects.project(slug)
    rule = await reporting.rule(project.id)
    return project.id, Work(
        slug=slug,
        name=project.name,
        donor=project.donor,
        implementer=project.implementer,
        partners=project.partners,
        goal=project.goal,
        first=project.starts_on,
        last=project.ends_on,
        places={ine: names[ine] for ine in project.places} or names,
        dhis2_dataset=rule.dhis2_dataset,
        iati_reporter=rule.iati_reporter,
        iati_activity=rule.iati_activity,
    )


async def proofs_of(release: UUID, *, base_url: str) -> tuple[Proof, ...]:
    """The receipts of a release, and where each counts its figures again."""
    return tuple(
        Proof(
            id=receipt.id,
            named=receipt.named,
            digest=receipt.digest.hex(),
            address=f"{base_url}/recibo/{receipt.id}",
        )
        for receipt in await reading.of_release(release)
    )


async def residents() -> dict[str, int]:
    """How many live in each municipality whose residents the census counted."""
    places = await codelists.municipalities()
    return {place.ine: place.population for place in places if place.population is not None}

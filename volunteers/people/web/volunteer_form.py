"""The form that a helper is written down in."""

from msgspec import Struct

from events.planning.domain import codelists, tongues
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.web.forms import Form
from volunteers.people.domain import networks
from volunteers.people.domain.volunteers import NewVolunteer

WRITTEN_TO = ("es", "en")


class Options(Struct, frozen=True):
    """What may be chosen, as (value, label)."""

    municipalities: list[tuple[str, str]]
    networks: list[tuple[str, str]]
    topics: list[tuple[str, str]]
    languages: list[tuple[str, str]]
    written_to: list[tuple[str, str]]


async def options(actor: Actor) -> Options:
    """The choices that this coordinator has."""
    places = await codelists.coordinated_by(actor)
    racs = await networks.networks({place.ine for place in places})
    spoken = tongues.names()
    return Options(
        municipalities=[(place.ine, place.name) for place in places],
        networks=[(str(rac.id), f"{rac.municipality_name} · {rac.name}") for rac in racs],
        topics=[(topic.slug, topic.name) for topic in await codelists.topics()],
        languages=list(spoken.items()),
        written_to=[(code, spoken[code]) for code in WRITTEN_TO],
    )


def volunteer(form: Form, offered: Options) -> NewVolunteer:
    """What the form says; raises Invalid with a sentence for every field that cannot be read."""
    written = NewVolunteer(
        name=form.text("name", most=120),
        email=_address(form),
        home=form.choice("municipality", dict(offered.municipalities)),
        network=form.reference("network", required=False),
        languages=form.choices("languages", dict(offered.languages)),
        language=form.choice("language", WRITTEN_TO),
    )
    form.check()
    return written


def _address(form: Form) -> str:
    email = form.text("email", most=254)
    if any(map(str.isspace, email)) or email.startswith("@") or email.endswith("@"):
        form.wrong("email", _("Falta una dirección de correo válida."))
    return email

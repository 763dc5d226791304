"""The form in which it is corrected who a helper is."""

from msgspec.structs import replace

from server.web.forms import Form
from volunteers.people.domain.description import Description
from volunteers.people.domain.profiles import Profile
from volunteers.people.web.volunteer_form import WRITTEN_TO, Options


def description(form: Form, offered: Options) -> Description:
    """What the form says; raises Invalid with a sentence for every field that cannot be read."""
    said = Description(
        name=form.text("name", most=120),
        home=form.text("municipality", most=8),
        network=form.reference("network", required=False),
        languages=form.choices("languages", dict(offered.languages)),
        language=form.choice("language", WRITTEN_TO),
    )
    form.check()
    return said


def filled(person: Profile) -> Form:
    """Who they are now."""
    return Form(
        {
            "name": [person.name],
            "municipality": [person.home],
            "network": [str(person.network or "")],
            "languages": person.languages,
            "language": [person.language],
        }
    )


def with_present(person: Profile, offered: Options) -> Options:
    """What may be chosen, with the municipality and the network that they are in."""
    homes = dict([(person.home, person.home_name), *offered.municipalities])
    here = [(str(person.network), person.network_name or "")] if person.network else []
    racs = dict([*here, *offered.networks])
    return replace(offered, municipalities=list(homes.items()), networks=list(racs.items()))

"""One helper's page as a coordinator sees it."""

from uuid import UUID

from litestar.response import Template

from events.planning.domain import codelists
from server.foundation.clock import now
from server.web.forms import Form
from server.web.pages import page
from server.web.requests import Visit, signed_in
from volunteers.people.domain import pairings, profiles, words
from volunteers.people.web import person_shown, profile_form, volunteer_form, week_form
from volunteers.people.web.saying_pages import today_of


async def profile_page(request: Visit, volunteer: UUID, **refused: Form) -> Template:
    """The page; a form that was refused stays as it was filled in."""
    by, today = signed_in(request), today_of(request)
    person = await profiles.profile(volunteer, by=by, at=now())
    fresh = {
        "pair": Form({"together": ["yes"]}),
        "qualification": Form({"role": ["lead"]}),
        "clearance": Form({"kind": ["renas"], "verified_on": [today.isoformat()]}),
    }
    face, filled = await person_shown.shown_with_forms(
        person, today=today, by=by, refused=fresh | refused
    )
    return page(
        request,
        "people/profile.html",
        base=f"/personas/{volunteer}",
        face=face,
        person=person,
        filled=filled,
        form=person_shown.with_mistakes(filled),
        fields=week_form.lines(filled["week"]),
        labels=week_form.named_days(filled["week"], face.days),
        offered=profile_form.with_present(person, await volunteer_form.options(by)),
        pairs=await pairings.pairings_of(volunteer, by=by),
        mates=[(str(one.id), one.name) for one in await pairings.mates(volunteer, by=by)],
        topics=[(topic.slug, topic.name) for topic in await codelists.topics()],
        roles=list(words.roles().items()),
        records=list(words.records().items()),
    )

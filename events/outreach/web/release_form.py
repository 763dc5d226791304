"""The form in which a release is asked for."""

from datetime import date
from typing import Final

from events.outreach.domain.bands import Bands, BandsRefused, compile_bands
from events.outreach.domain.indicators import band_lines
from events.outreach.domain.releases.wish import Wish
from events.outreach.domain.stretches import QUARTER, latest
from events.planning.domain.codelists import Funded
from server.web.forms import Form

USUAL_AGES: Final = "0-12\n13-17\n18-24\n25-59\n60+"


def blank(today: date) -> Form:
    """The quarter that ended last, for everybody."""
    before = latest(today, 2, QUARTER)[0]
    days = {"first": [before.first.isoformat()], "last": [before.last.isoformat()]}
    return Form({"readers": ["public"], "ages": [USUAL_AGES], **days})


def wished(form: Form, projects: list[Funded], *, zone: str) -> Wish:
    """What the form asks for; raises Invalid with a sentence for each field that makes no sense."""
    wish = Wish(
        title=form.text("title", most=160),
        readers=form.choice("readers", ("public", "donor")),
        project=form.choice("project", [p.slug for p in projects], required=False) or None,
        first=form.day("first"),
        last=form.day("last"),
        zone=zone,
        ages=_ages(form),
    )
    form.check()
    return wish


def _ages(form: Form) -> Bands | None:
    text = form.paragraphs("ages", most=600, required=False)
    if not text:
        return None
    try:
        declared = band_lines.read(text)
        wrong = band_lines.wrong(declared)
        bands = compile_bands(declared)
    except BandsRefused as refusal:
        form.wrong("ages", str(refusal))
        return None
    if wrong:
        form.wrong("ages", wrong)
    return bands

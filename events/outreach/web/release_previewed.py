"""A release before it is made, as its preview shows it."""

from collections.abc import Mapping, Sequence

from events.outreach.domain.amounts import exactly
from events.outreach.domain.answered import Dimension
from events.outreach.domain.code_names import Names
from events.outreach.domain.equity.spans import Span
from events.outreach.domain.releases.drafting import Draft
from events.outreach.domain.releases.known import Known
from events.outreach.domain.releases.naming import with_ages
from events.outreach.domain.releases.releasing import held_back as why_held_back
from events.outreach.web import shown_days, shown_release
from events.outreach.web.shown_release import ReleaseFace
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


def face(
    draft: Draft, names: Mapping[Dimension, Names], projects: Mapping[str, str]
) -> ReleaseFace:
    """What would be seen, with what is known beside what would not."""
    wish = draft.wish
    known = Known(contacts=draft.exact, why=why_held_back(draft))
    return ReleaseFace(
        title=wish.title,
        readers=shown_release.readers(wish.readers),
        public=wish.readers == "public",
        days=shown_days.days(Span(wish.first, wish.last)),
        project=projects.get(wish.project or "", _("Todos los proyectos")),
        made="",
        withdrawn="",
        why_withdrawn="",
        events=exactly(draft.figures.events).text,
        hidden=sum(table.hidden for table in draft.tables),
        small=draft.limits.small,
        total=shown_release.total(draft.tables, known),
        tables=shown_release.tables(draft.tables, with_ages(names, wish.ages), known),
        rule="",
    )


def held_back(why: Sequence[str]) -> str:
    """Such as «5 celdas ocultas; 3 más para que nadie pueda restarlas.»."""
    if not why:
        return _("Ninguna celda queda oculta.")
    if not any(why):
        return ngettext("%(n)s celda oculta.", "%(n)s celdas ocultas.", len(why))
    small = sum(reason == "small" for reason in why)
    first = ngettext("%(n)s celda pequeña oculta", "%(n)s celdas pequeñas ocultas", small)
    others = len(why) - small
    return ngettext(
        "%(first)s; %(n)s más para que nadie pueda restarlas.",
        "%(first)s; %(n)s más para que nadie pueda restarlas.",
        others, first=first,
    ) if others else f"{first}."  # fmt: skip

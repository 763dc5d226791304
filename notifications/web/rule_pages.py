"""Where it is said when people are reminded."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from msgspec import Struct

from notifications.domain.reminders import reminder_rules, rule_preview, rule_words
from notifications.domain.reminders.reminder_rules import Rule
from notifications.domain.reminders.rule_checking import Remind
from notifications.domain.reminders.rule_preview import Reached
from notifications.web import rule_form
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.settings import Settings
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in

HERE: Final = "/avisos/reglas"


class ShownRule(Struct, frozen=True, kw_only=True):
    """A rule in words, and whom it would reach; by a way that is `silent` nothing is sent here."""

    href: str
    ahead: str
    people: str
    events: str
    channel: str
    silent: bool
    reached: Reached
    split: str

    @property
    def named(self) -> str:
        """All of it in one line, for whoever hears a link and not the table around it."""
        return f"{self.ahead}, {self.people}, {self.events}, {self.channel}"


class RulePages(Controller):
    """The rules, and the form of one."""

    path = HERE
    include_in_schema = False
    guards = (may("notices"),)

    @get()
    async def all(self, request: Visit) -> Template:
        """Every rule, and how many people it would remind."""
        return page(
            request, "notifications/rules.html",
            rules=await _all_shown(request, await reminder_rules.rules()),
            keeps=signed_in(request).may("administer"),
            tabs=section_tabs(request, "notices"),
        )  # fmt: skip

    @get("/nueva", guards=(may("administer"),))
    async def blank(self, request: Visit) -> Template:
        """An empty form."""
        return await _form_page(request, rule_form.blank())

    @post("/nueva", guards=(may("administer"),))
    async def make(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Add a rule, or only see whom it would reach."""
        try:
            remind = await rule_form.written(form)
            if form.ticked("look"):
                return await _form_page(request, form, looked=remind)
            await reminder_rules.make(remind, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return await _form_page(request, _refused(form, refusal))
        return _saved(request, remind)

    @get("/{rule:uuid}", guards=(may("administer"),))
    async def edit(self, request: Visit, rule: FromPath[UUID]) -> Template:
        """The form of a rule that exists."""
        found = await reminder_rules.rule(rule)
        return await _form_page(request, rule_form.filled(found.remind), found, looked=found.remind)

    @post("/{rule:uuid}", guards=(may("administer"),))
    async def change(
        self, request: Visit, rule: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Let a rule say something else, or only see whom it would reach then."""
        found = await reminder_rules.rule(rule)
        try:
            remind = await rule_form.written(form)
            if form.ticked("look"):
                return await _form_page(request, form, found, looked=remind)
            await reminder_rules.change(rule, remind, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return await _form_page(request, _refused(form, refusal), found)
        return _saved(request, remind)

    @get("/{rule:uuid}/retiro", guards=(may("administer"),))
    async def taking_away(self, request: Visit, rule: FromPath[UUID]) -> Template:
        """Ask before a rule is taken away, with or without JavaScript."""
        (shown,) = await _all_shown(request, [await reminder_rules.rule(rule)])
        return page(request, "notifications/rule_removal.html", rule=shown)

    @post("/{rule:uuid}/retiro", guards=(may("administer"),))
    async def remove(self, request: Visit, rule: FromPath[UUID]) -> Redirect:
        """Remind nobody by this rule any more."""
        await reminder_rules.remove(rule, by=signed_in(request), at=now())
        return see(request, HERE, _("Esa regla ya no recuerda a nadie."), kind="info")


async def _all_shown(request: Visit, rules: Sequence[Rule]) -> list[ShownRule]:
    settings = settings_of(request)
    reached = await rule_preview.reached([rule.remind for rule in rules], settings, at=now())
    return [_shown(rule, found, settings) for rule, found in zip(rules, reached, strict=True)]


def _shown(rule: Rule, reached: Reached, settings: Settings) -> ShownRule:
    return ShownRule(
        href=f"{HERE}/{rule.id}", ahead=rule_words.ahead(rule.minutes_before),
        people=rule_words.roles()[rule.role or ""], events=rule_words.events(rule),
        channel=rule_words.channels()[rule.channel or ""], reached=reached,
        silent=rule_form.leads_nowhere(rule.channel, settings),
        split=rule_words.split(reached, rule.channel),
    )  # fmt: skip


def _saved(request: Visit, remind: Remind) -> Redirect:
    if rule_form.leads_nowhere(remind.channel, settings_of(request)):
        said = _("Regla guardada, pero Convoca todavía no envía por ese medio.")
        return see(request, HERE, said, kind="info")
    return see(request, HERE, _("Regla guardada."))


def _refused(form: Form, refusal: Invalid | Conflict) -> Form:
    if isinstance(refusal, Conflict):
        form.wrong("form", refusal.sentence)
        return form
    return form.refused(refusal)


async def _form_page(
    request: Visit, form: Form, rule: Rule | None = None, *, looked: Remind | None = None
) -> Template:
    """The form, and whom it would reach if that is `looked` at."""
    settings, found = settings_of(request), None
    if looked is not None:
        (found,) = await rule_preview.reached([looked], settings, at=now())
    return page(
        request, "notifications/rule_form.html", form=form, looked=found,
        split=rule_words.split(found, looked.channel) if found and looked else "",
        silent=rule_form.leads_nowhere(form.value("channel"), settings),
        href=f"{HERE}/{rule.id}" if rule else None,
        options=await rule_form.options(settings),
    )  # fmt: skip

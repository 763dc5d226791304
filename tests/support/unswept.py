"""Columns of words that stay as they are when a person is erased, and why nobody is in them."""

from typing import Final

UNSWEPT_TABLES: Final = frozenset(
    {
        # The chain, what was reported or released, and accounts, which their rooms see to.
        "account", "audit_entry", "audit_checkpoint", "figure_receipt", "migration", "release",
        "snapshot", "snapshot_event", "snapshot_figure",
        # Addresses that may be others' as much: each room takes the person's own away.
        "contact", "registration", "release_reader",
    }
)  # fmt: skip
UNSWEPT: Final = frozenset(
    {
        # Lists, places, projects, programmes and networks, which are called what they are called.
        "audience.name_en", "audience.name_es", "event_template.name", "indicator.bands",
        "indicator.breakdowns",
        "indicator.code", "indicator.definition", "indicator.dhis2", "indicator.filters",
        "indicator.name_en", "indicator.name_es", "kind.fields", "kind.icon", "kind.name_en",
        "kind.name_es", "knowledge_question.answers", "knowledge_question.question_en",
        "knowledge_question.question_es", "municipality.department", "municipality.name",
        "network.name", "network_action.network_name", "programme.assessment", "programme.cohort",
        "programme.name", "project.donor", "project.goal", "project.implementer", "project.name",
        "project.partners", "project.slug", "reporting_rule.dhis2_dataset",
        "reporting_rule.iati_activity", "reporting_rule.iati_reporter", "support_service.address",
        "support_service.hours_en", "support_service.hours_es", "support_service.name_en",
        "support_service.name_es", "topic.name_en", "topic.name_es", "topic.parent",
        "venue.address", "venue.name",
        # What a source said, word for word.
        "cited_fact.about", "cited_fact.link", "cited_fact.said", "cited_fact.source",
        "cited_fact.subject", "cited_fact.whose",
        # Their owners' own, which goes with them, or blanked by account.
        "authenticator.name", "import_mapping.headings", "import_mapping.mapping", "passkey.name",
        "planning_act.act", "planning_act.name", "preference.zone", "session.browser",
        "sign_in_link.leads_to",
        # What programs write and read: codes, marks, rules, addresses of pages, faults.
        "agenda_import.headers", "agenda_import.mapping", "api_token.name", "backup_run.file",
        "backup_run.wrong", "channel_state.detail", "count_check.found", "delivery.reference",
        "event.meeting_url", "event.occurrence", "event.uid", "event.zone", "event_material.link",
        "event_material.version", "imported_event.content", "inbox_entry.leads_to",
        "installation_fact.value", "kept_answer.media_type", "notice.key", "receipt.reference",
        "release_plan.trouble", "retention_run.forgotten", "rota.input_hash", "rota.progress",
        "rota.zone", "ruling.subject", "series.additional", "series.excluded", "series.rule",
        "series.times", "series.zone", "webhook.address",
    }
)  # fmt: skip

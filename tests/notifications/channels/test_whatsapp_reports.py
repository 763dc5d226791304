"""Reading what WhatsApp posts, whatever else is in it."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.channels import whatsapp_reports
from notifications.channels.heard import Heard, Reply, Report

PHONE = "106540352242922"
NOTICE = UUID("0198c7a2-0000-7000-8000-000000000001")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECONDS = str(int(NOON.timestamp()))
STATUS = {
    "id": "wamid.1", "status": "delivered", "timestamp": SECONDS, "recipient_id": "50255551234",
    "biz_opaque_callback_data": str(NOTICE),
    "conversation": {"id": "c", "origin": {"type": "utility"}},
    "pricing": {"billable": True, "pricing_model": "PMP", "category": "utility"},
}  # fmt: skip
DELIVERED = Report(reference="wamid.1", status="delivered", at=NOON, notice=NOTICE)
WRITTEN = {
    "from": "50255551234", "id": "wamid.in", "timestamp": SECONDS, "type": "text",
    "text": {"body": "BAJA"},
}  # fmt: skip
OUT = Reply(address="+50255551234", given=False, reference="wamid.in", at=NOON)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=3,
)


def posted(*changes: Any) -> bytes:
    entry = {"id": "1", "changes": list(changes)}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def change(phone: str = PHONE, field: str = "messages", **value: Any) -> dict[str, Any]:
    metadata = {"display_phone_number": "15550783881", "phone_number_id": phone}
    always = {"messaging_product": "whatsapp", "metadata": metadata}
    return {"field": field, "value": {**always, **value}}


def heard(*changes: Any) -> Heard:
    return whatsapp_reports.read(posted(*changes), phone=PHONE)


def test_a_status_is_a_report() -> None:
    assert heard(change(statuses=[STATUS])) == Heard((DELIVERED,))


@pytest.mark.parametrize(
    ("status", "ours"),
    [("sent", "sent"), ("delivered", "delivered"), ("read", "read"), ("played", "read")],
)
def test_each_status_has_a_word_of_ours(status: str, ours: str) -> None:
    (report,) = heard(change(statuses=[{**STATUS, "status": status}])).reports
    assert report.status == ours


def test_a_status_that_we_do_not_know_is_no_report() -> None:
    assert heard(change(statuses=[{**STATUS, "status": "warned"}])) == Heard()


def test_a_failure_says_why_and_names_nobody() -> None:
    error = {
        "code": 131026, "title": "Message undeliverable", "href": "https://…",
        "error_data": {"details": "+502 5555 1234 cannot be reached"},
    }  # fmt: skip
    (report,) = heard(change(statuses=[{**STATUS, "status": "failed", "errors": [error]}])).reports
    assert report.detail == "131026 · Message undeliverable · … cannot be reached"
    assert report.code == 131026


@pytest.mark.parametrize(
    ("errors", "detail"),
    [
        (None, ""),
        (7, ""),
        (["x", {"title": "no code"}], ""),
        ([{"code": 1, "error_data": "x"}], "1"),
        ([{"code": 1, "title": "a\0b"}], "1 · a b"),
    ],
)
def test_a_failure_counts_however_strangely_it_is_explained(errors: Any, detail: str) -> None:
    strange = {**STATUS, "status": "failed", "errors": errors, "timestamp": int(SECONDS)}
    (report,) = heard(change(statuses=[{**strange, "biz_opaque_callback_data": None}])).reports
    assert (report.status, report.detail, report.at) == ("failed", detail, NOON)


def test_who_told_whatsapp_to_stop_told_us() -> None:
    status = {**STATUS, "status": "failed", "errors": [{"code": 131050}]}
    told = heard(change(statuses=[status]))
    assert [(report.status, report.code) for report in told.reports] == [("failed", 131050)]
    assert told.replies == (
        Reply(address="+50255551234", given=False, reference="wamid.1", at=NOON),
    )
    assert heard(change(statuses=[{**status, "recipient_id": ""}])).replies == ()


@pytest.mark.parametrize(
    "written",
    [
        WRITTEN,
        {**WRITTEN, "type": "button", "text": {}, "button": {"text": "Baja", "payload": "x"}},
    ],
)
def test_a_word_or_a_button_takes_consent_back(written: dict[str, Any]) -> None:
    assert heard(change(messages=[written])) == Heard((), (OUT,))


@pytest.mark.parametrize(
    "changed", [{"text": {"body": "¿A qué hora?"}}, {"from": "somebody"}, {"from": ""}]
)
def test_anything_else_that_people_write_is_not_heard(changed: dict[str, Any]) -> None:
    assert heard(change(messages=[{**WRITTEN, **changed}])) == Heard()


def test_what_is_about_another_number_or_matter_is_not_for_us() -> None:
    others = change(phone="1", statuses=[STATUS]), change(field="flows", statuses=[STATUS])
    assert heard(*others) == Heard()
    assert heard(*others, change(statuses=[STATUS])) == Heard((DELIVERED,))


@pytest.mark.parametrize("timestamp", ["", "soon", "9" * 40, "-9999999999999"])
def test_a_moment_that_cannot_be_is_none(timestamp: str) -> None:
    (report,) = heard(change(statuses=[{**STATUS, "timestamp": timestamp}])).reports
    assert report.at is None


def test_a_reference_can_be_kept_and_a_strange_key_is_no_notice() -> None:
    status = {**STATUS, "id": "w\0" + "x" * 300, "biz_opaque_callback_data": "of another program"}
    (report,) = heard(change(statuses=[status])).reports
    assert (report.reference, report.notice) == ("w" + "x" * 199, None)


@given(st.lists(JUNK, max_size=2), st.lists(JUNK, max_size=2))
def test_one_bad_part_holds_up_no_other(before: list[Any], after: list[Any]) -> None:
    told = heard(
        *before,
        change(statuses=[*before, STATUS, *after], messages=[*after, WRITTEN]),
        change(statuses=[*after, {**STATUS, "id": 7}]),
    )
    assert told == Heard((DELIVERED,), (OUT,))


@pytest.mark.parametrize("body", [b"", b"[", b"[]", b'"x"', b'{"entry":7}'])
def test_what_is_no_such_request_is_refused(body: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        whatsapp_reports.read(body, phone=PHONE)

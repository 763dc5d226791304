"""Reading what a Twilio-shaped provider posts."""

from uuid import UUID

import pytest

from notifications.channels import sms_reports
from notifications.channels.heard import Heard, Reply, Report

NOTICE = UUID("0198c7a2-0000-7000-8000-000000000001")
STATUS = {
    "MessageSid": "SM1", "SmsSid": "SM1", "MessageStatus": "delivered", "SmsStatus": "delivered",
    "To": "+50255551234", "From": "+15005550006", "AccountSid": "AC1", "ApiVersion": "2010-04-01",
}  # fmt: skip
WRITTEN = {
    "MessageSid": "SM2", "SmsSid": "SM2", "SmsMessageSid": "SM2", "SmsStatus": "received",
    "Body": "BAJA", "From": "+50255551234", "To": "+15005550006", "NumMedia": "0",
}  # fmt: skip
OUT = Reply(address="+50255551234", given=False, reference="SM2")


def heard(fields: dict[str, str], **changed: str) -> Heard:
    return sms_reports.read({**fields, **changed}, notice=str(NOTICE))


@pytest.mark.parametrize(
    ("status", "ours"),
    [
        ("sent", "sent"),
        ("delivered", "delivered"),
        ("read", "read"),
        ("undelivered", "failed"),
        ("failed", "failed"),
        ("canceled", "failed"),
    ],
)
def test_each_status_has_a_word_of_ours(status: str, ours: str) -> None:
    report = Report(reference="SM1", status=ours, notice=NOTICE)
    assert heard(STATUS, MessageStatus=status) == Heard((report,))


@pytest.mark.parametrize("status", ["accepted", "scheduled", "queued", "sending", "new"])
def test_what_waits_with_them_still_is_no_news(status: str) -> None:
    assert heard(STATUS, MessageStatus=status) == Heard()


def test_a_failure_says_its_code() -> None:
    told = heard(STATUS, MessageStatus="undelivered", ErrorCode="30005", ErrorMessage="unknown")
    assert [(report.code, report.detail) for report in told.reports] == [(30005, "30005 · unknown")]
    assert told.replies == ()


@pytest.mark.parametrize("code", ["", "x", "9" * 30, "٣", "-1", "3\0"])
def test_a_failure_counts_however_strangely_it_is_explained(code: str) -> None:
    told = heard(STATUS, MessageStatus="failed", ErrorCode=code, ErrorMessage="un\0known \ud800")
    (report,) = told.reports
    assert (report.status, report.code) == ("failed", None)
    assert report.detail.endswith("un known  ")


def test_a_report_without_a_name_is_none() -> None:
    assert heard(STATUS, MessageSid="", SmsSid="") == Heard()


def test_who_told_the_provider_to_stop_told_us() -> None:
    told = heard(STATUS, MessageStatus="failed", ErrorCode="21610")
    assert told.replies == (Reply(address="+50255551234", given=False, reference="SM1"),)


def test_a_word_takes_consent_back() -> None:
    assert heard(WRITTEN) == Heard((), (OUT,))


@pytest.mark.parametrize(
    ("kind", "text", "given"),
    [("STOP", "Quisiera no recibir", [False]), ("START", "hola", [True]), ("HELP", "BAJA", []),
     ("", "alta", [True]), ("OTHER", "Baja", [False])],
)  # fmt: skip
def test_what_the_provider_recognised_goes_first(kind: str, text: str, given: list[bool]) -> None:
    told = heard(WRITTEN, Body=text, OptOutType=kind)
    assert [reply.given for reply in told.replies] == given


@pytest.mark.parametrize("changed", [{"Body": "¿A qué hora?"}, {"From": ""}])
def test_anything_else_that_people_write_is_not_heard(changed: dict[str, str]) -> None:
    assert heard(WRITTEN, **changed) == Heard()


def test_an_empty_form_says_nothing() -> None:
    assert sms_reports.read({}, notice="") == Heard()

"""Reading what a Twilio-shaped provider posts to us: how a message fares, or what was written."""

import re
from collections.abc import Mapping
from typing import Final

from notifications.channels import opt_out_words, sms_errors
from notifications.channels.heard import Heard, Reply, Report, kept, notice_of
from notifications.channels.said import said
from notifications.channels.verdicts import Verdict

# What waits with them still is no news.
STATUSES: Final = {
    "sent": "sent", "delivered": "delivered", "read": "read", "undelivered": "failed",
    "failed": "failed", "canceled": "failed",
}  # fmt: skip
CODE: Final = re.compile(r"[0-9]{1,6}")
OPT_OUT_TYPES: Final = {"STOP": False, "START": True, "HELP": None}


def read(fields: Mapping[str, str], *, notice: str) -> Heard:
    """What a signed form says; `notice` is what stood in the address that we gave for reports."""
    if "MessageStatus" in fields:
        return _report(fields, notice)
    reply = _reply(fields)
    return Heard(replies=(reply,) if reply else ())


def _report(fields: Mapping[str, str], notice: str) -> Heard:
    status, reference = STATUSES.get(fields["MessageStatus"]), _reference(fields)
    if status is None or not reference:
        return Heard()
    error = fields.get("ErrorCode", "")
    code = int(error) if CODE.fullmatch(error) else None
    report = Report(
        reference=reference, status=status, notice=notice_of(notice), code=code,
        detail=said(error, fields.get("ErrorMessage", "")),
    )  # fmt: skip
    return Heard((report,), _refused(code, fields, reference))


def _refused(code: int | None, fields: Mapping[str, str], reference: str) -> tuple[Reply, ...]:
    """Somebody who told the provider that they want nothing from us told us."""
    if code is None or sms_errors.verdict(code) is not Verdict.OPTED_OUT:
        return ()
    return (Reply(address=fields.get("To", ""), given=False, reference=reference),)


def _reply(fields: Mapping[str, str]) -> Reply | None:
    """What the provider recognised as a wish goes before what we read ourselves."""
    text, kind = fields.get("Body", ""), fields.get("OptOutType", "").upper()
    given = OPT_OUT_TYPES[kind] if kind in OPT_OUT_TYPES else opt_out_words.wish(text)
    sender, reference = fields.get("From", ""), _reference(fields)
    if given is None or not sender or not reference:
        return None
    return Reply(address=sender, given=given, reference=reference)


def _reference(fields: Mapping[str, str]) -> str:
    return kept(fields.get("MessageSid") or fields.get("SmsSid", ""))

"""Reading the form that a provider of text messages posts, where it is signed by them."""

from typing import Any, Final
from urllib.parse import parse_qsl

import msgspec

from notifications.channels import signatures
from server.web.requests import Visit, settings_of

JSON: Final = "application/json"
MOST_FIELDS: Final = 200


def signed_fields(request: Visit, body: bytes, *, token: str) -> dict[str, str] | None:
    """The fields of the form, or of the JSON that some send instead; None if they are forged."""
    address, said = _address(request), request.headers.get("X-Twilio-Signature", "")
    if request.headers.get("Content-Type", "").startswith(JSON):
        genuine = signatures.by_twilio_as_json(address, body, said, token=token)
        return _from_json(body) if genuine else None
    fields = _from_form(body)
    return dict(fields) if signatures.by_twilio(address, fields, said, token=token) else None


def _address(request: Visit) -> str:
    """As the provider knows it, whatever proxies made of it on the way."""
    query = request.scope["query_string"].decode("latin-1")
    path = f"{settings_of(request).base_url}{request.url.path}"
    return f"{path}?{query}" if query else path


def _from_form(body: bytes) -> list[tuple[str, str]]:
    try:
        text = body.decode("utf-8", "replace")
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return []


def _from_json(body: bytes) -> dict[str, str]:
    try:
        fields = msgspec.json.decode(body, type=dict[str, Any])
    except msgspec.DecodeError:
        return {}
    return {name: str(value) for name, value in fields.items()}

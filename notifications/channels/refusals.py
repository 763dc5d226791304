"""What a refusal means that says nothing we know: only its status is left to go by."""

from http import HTTPStatus
from typing import Final

import httpx

from notifications.channels import over_http
from notifications.channels.failures import (
    ChannelStopped,
    DoubtfulDelivery,
    PermanentFailure,
    TemporaryFailure,
    Undelivered,
)

# Somebody between us and them did not hear their answer: they may have taken it.
UNHEARD: Final = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT})
OURS: Final = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
    }
)


LATER: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT})


def by_status(answer: httpx.Response, detail: str = "") -> Undelivered:
    """The failure that such an answer stands for."""
    status = answer.status_code
    told = detail or f"{status} {answer.reason_phrase}".strip()
    if status in UNHEARD:
        return DoubtfulDelivery(told)
    if answer.is_server_error or status in LATER:
        # What is wrong with their house is wrong for everybody.
        everybody = status != HTTPStatus.REQUEST_TIMEOUT
        return TemporaryFailure(told, wait=over_http.wait_of(answer), everybody=everybody)
    # An address that leads elsewhere, or nowhere, is a setting of ours that is wrong.
    return ChannelStopped(told) if answer.is_redirect or status in OURS else PermanentFailure(told)

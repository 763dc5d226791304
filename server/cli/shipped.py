"""Putting in what ships with this version, once it is known to be whole."""

from events.attendance.domain.directory import support
from events.planning.domain import reference
from notifications.domain.texts import checking as texts
from server.cli.shipping import ShippingError


async def put_in() -> None:
    """The codelists and the telephone numbers of help; raises ShippingError for a bad text."""
    try:
        # A server process would say so over and over again, each time it is started anew.
        texts.check()
    except texts.TextsError as error:
        raise ShippingError(str(error)) from error
    await reference.ship()
    await support.ship()

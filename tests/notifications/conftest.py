"""An office that sends to a real SMTP server on loopback."""

from collections.abc import AsyncIterator

import msgspec
import pytest

from notifications.domain.office import Office
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from tests.support.post_office import PostOffice, open_post_office


@pytest.fixture
async def post() -> AsyncIterator[PostOffice]:
    """A mail server that accepts everything unless told otherwise."""
    async with open_post_office() as office:
        yield office


@pytest.fixture
def office(db: None, settings: Settings, post: PostOffice) -> Office:
    """An installation with a mail server."""
    return Office(msgspec.structs.replace(settings, mail_server=post.server), signer(settings))


@pytest.fixture
def offline_office(db: None, settings: Settings) -> Office:
    """An installation that keeps mail in a folder."""
    return Office(settings, signer(settings))


def signer(settings: Settings) -> Signer:
    """What the installation of the tests signs with."""
    return Signer(settings.secret_key)

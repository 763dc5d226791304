"""An office that sends by every channel."""

import pytest

from notifications.domain.office import Office
from tests.support.reached import with_phones


@pytest.fixture
def reaching(offline_office: Office) -> Office:
    """Mail, WhatsApp and text messages; nothing is sent in these tests."""
    settings = with_phones(offline_office.settings)
    return Office(settings, offline_office.signer)

"""Handing mail in over an encrypted line, to a server that wants to know who we are."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from notifications.channels import mail
from notifications.channels.failures import TemporaryFailure
from tests.support.certificates import certificate
from tests.support.letters import LETTER
from tests.support.strict_post_office import open_strict_post_office


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate that this installation trusts, as any of its own would be."""
    made = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    return made


@pytest.mark.parametrize("implicit", [False, True])
async def test_a_letter_goes_encrypted_to_a_server_that_knows_us(
    trusted: Path, tmp_path: Path, *, implicit: bool
) -> None:
    async with open_strict_post_office(trusted, implicit=implicit) as post:
        await mail.send(LETTER, server=post.server, folder=tmp_path)
    assert post.subjects == ["Invitación"]


@pytest.mark.parametrize("implicit", [False, True])
async def test_nothing_is_said_to_a_server_that_nobody_vouches_for(
    tmp_path: Path, *, implicit: bool
) -> None:
    async with open_strict_post_office(certificate(tmp_path), implicit=implicit) as post:
        with pytest.raises(TemporaryFailure, match="certificate verify failed"):
            await mail.send(LETTER, server=post.server, folder=tmp_path)
    assert post.letters == []


async def test_nothing_is_said_to_a_server_with_the_certificate_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = certificate(tmp_path, host="127.0.0.2")
    monkeypatch.setenv("SSL_CERT_FILE", str(others))
    async with open_strict_post_office(others) as post:
        with pytest.raises(TemporaryFailure, match="certificate is not valid for"):
            await mail.send(LETTER, server=post.server, folder=tmp_path)
    assert post.letters == []


@pytest.mark.parametrize(
    "wrong", [{"password": "otra"}, {"user": "otra"}, {"user": None, "password": None}]
)
async def test_who_is_not_known_there_waits_until_somebody_puts_it_right(
    trusted: Path, tmp_path: Path, wrong: dict[str, Any]
) -> None:
    async with open_strict_post_office(trusted) as post:
        server = msgspec.structs.replace(post.server, **wrong)
        with pytest.raises(TemporaryFailure) as failed:
            await mail.send(LETTER, server=server, folder=tmp_path)
        assert failed.value.everybody
        await mail.send(LETTER, server=post.server, folder=tmp_path)
    assert len(post.letters) == 1


async def test_a_line_in_the_clear_is_not_used_where_encryption_is_wanted(
    trusted: Path, tmp_path: Path
) -> None:
    async with open_strict_post_office(trusted) as post:
        clear = msgspec.structs.replace(post.server, starttls=False)
        with pytest.raises(TemporaryFailure):
            await mail.send(LETTER, server=clear, folder=tmp_path)
    assert post.letters == []

"""Whatever is typed as an address is used as it is meant, or refused."""

from contextlib import suppress

import httpx
from hypothesis import given
from hypothesis import strategies as st

from notifications.channels import outward
from notifications.domain.webhooks.addresses import LONGEST, checked
from server.foundation.errors import Invalid

PIECES = st.sampled_from(
    ["https://", "http://", "HTTPS:", "//", "user@", "ejemplo.org", "localhost", "127.0.0.1",
     "[::1]", "[::ffff:10.0.0.1]", "0x7f.1", "2130706433", "ñandú.gt", "xn--", ":", "443", "99999",
     "/", "..", "%00", "?", "#", "\\", "\r\n", " ", "\x00", "\ud800"]
)  # fmt: skip
TYPED = st.lists(PIECES | st.text(max_size=4), max_size=8).map("".join)


@given(typed=TYPED)
def test_what_is_kept_leads_to_the_world_and_is_the_same_when_read_again(typed: str) -> None:
    kept = None
    with suppress(Invalid):
        kept = checked(typed, at_home=False)
    if kept is None:
        return
    url = httpx.URL(kept)
    number = outward.numeric(url.host)
    assert (url.scheme, url.userinfo, url.fragment) == ("https", b"", "")
    assert number is None or outward.is_outward(str(number))
    assert len(kept) <= LONGEST
    assert checked(kept, at_home=False) == kept

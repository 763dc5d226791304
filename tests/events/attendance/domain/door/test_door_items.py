"""What a phone wrote before it sealed it is read, or refused without repeating it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from events.attendance.domain.door import door_items
from server.foundation.errors import Invalid

ITEM, OTHER = uuid4(), uuid4()
AT = "2026-12-05T09:00:00-06:00"


def plain(**told: Any) -> bytes:
    return msgspec.json.encode({"kind": "scan", "at": AT, "pass": "abcd-2345-wxyz", **told})


def test_a_scan_is_read_with_its_pass_as_it_is_printed() -> None:
    found = door_items.noticed(ITEM, plain(sex="female", age_band="13-14", audience="adults"))
    assert (found.id, found.kind, found.pass_code) == (ITEM, "scan", "ABCD2345WXYZ")
    assert (found.sex, found.age_band, found.audience) == ("female", "13-14", "adults")
    assert found.at == datetime(2026, 12, 5, 15, tzinfo=UTC)
    assert "ABCD" not in repr(found)


def test_each_kind_carries_only_its_own() -> None:
    much = {"count": 7, "of": str(OTHER), "audience": "unknown"}
    found = [door_items.noticed(ITEM, plain(kind=kind, **much)) for kind in ("count", "undo")]
    assert [(one.pass_code, one.count, one.of, one.audience) for one in found] == [
        (None, 7, None, None),
        (None, None, OTHER, None),
    ]


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "sing"},
        {"at": "2026-12-05T09:00:00"},  # on whose clock?
        {"at": "0001-01-01T00:00:00Z"},
        {"at": "9999-12-31T23:59:59Z"},
        {"at": 5},
        {"pass": None},
        {"pass": "ABCD2345"},  # the code of a door
        {"pass": "https://example.org/"},
        {"sex": "?"},
        {"age_band": "13"},
        {"kind": "count"},
        {"kind": "count", "count": 0},
        {"kind": "count", "count": 10_001},
        {"kind": "undo"},
        {"kind": "undo", "of": "7"},
    ],
)
def test_what_cannot_be_understood_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refusal:
        door_items.noticed(ITEM, plain(**told))
    assert (refusal.value.__cause__, "ABCD" in refusal.value.sentence) == (None, False)


@pytest.mark.parametrize("raw", [b"", b"null", b"[]", b"\xff", b'{"kind": "scan"}', b"{" * 5_000])
def test_what_is_no_such_thing_is_refused(raw: bytes) -> None:
    with pytest.raises(Invalid):
        door_items.noticed(UUID(int=1), raw)

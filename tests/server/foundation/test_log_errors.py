"""What a log tells of an error."""

import typing

import asyncpg
import httpx
import pytest

from server.foundation.log_errors import told, without_values


def thrown(error: BaseException) -> None:
    raise error


def caught(error: BaseException) -> BaseException:
    """The error as it is after it was raised."""
    try:
        thrown(error)
    except BaseException as raised:  # noqa: BLE001 (handed on, whatever it is)
        return raised
    raise AssertionError


def taken() -> asyncpg.UniqueViolationError:
    """What PostgreSQL says of a key that exists."""
    error = asyncpg.UniqueViolationError("duplicate key (email)=(ana@example.org)")
    error.sqlstate, error.constraint_name, error.table_name = "23505", "email_key", "account"
    return error


@pytest.mark.parametrize(
    ("error", "kind", "says"),
    [
        (KeyError("hunter2"), "builtins.KeyError", None),
        (ValueError("hunter2"), "builtins.ValueError", None),
        (AttributeError("no attribute 'x'"), "builtins.AttributeError", "no attribute 'x'"),
        (OSError(28, "No space left on device", "hunter2"), "builtins.OSError",
         "No space left on device"),
        (OSError("hunter2"), "builtins.OSError", None),
        (taken(), "asyncpg.exceptions.UniqueViolationError", "23505 account email_key"),
    ],
)  # fmt: skip
def test_an_error_is_told_without_what_it_holds(
    error: BaseException, kind: str, says: str | None
) -> None:
    line = told(caught(error))
    assert (line["error"], line.get("says")) == (kind, says)
    *_before, frame = line["trace"]
    assert frame.startswith("tests/server/foundation/test_log_errors.py:")
    assert frame.endswith(" thrown")


def test_what_led_to_an_error_is_told_too() -> None:
    error = ValueError("outer")
    error.__cause__ = ExceptionGroup("two", [KeyError("a"), OSError(5, "Input/output error")])
    kinds = [cause["error"] for cause in told(error)["causes"]]
    assert kinds == ["builtins.ExceptionGroup", "builtins.KeyError", "builtins.OSError"]


def test_a_cause_that_was_set_aside_is_not_told() -> None:
    error = ValueError("outer")
    error.__context__, error.__suppress_context__ = KeyError("a"), True
    assert "causes" not in told(error)


def test_an_error_that_leads_to_itself_is_told_once() -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__context__, second.__context__ = second, first
    assert [cause["error"] for cause in told(first)["causes"]] == ["builtins.KeyError"]


def test_a_library_is_named_by_its_package() -> None:
    try:
        httpx.URL(typing.cast(str, 5))
    except TypeError as error:
        frames = told(error)["trace"]
    assert frames[-1].startswith("httpx/_urls.py:")


@pytest.mark.parametrize("exc_info", [None, False, (None, None, None), True])
def test_a_line_without_an_error_stays_as_it_is(exc_info: object) -> None:
    assert without_values(None, "info", {"event": "x", "exc_info": exc_info}) == {"event": "x"}


def test_the_error_at_hand_is_told() -> None:
    error = caught(KeyError("hunter2"))
    triple = (type(error), error, error.__traceback__)
    told_of = [
        without_values(None, "error", {"event": "x", "exc_info": each})["error"]
        for each in (error, triple)
    ]
    try:
        raise error
    except KeyError:
        told_of.append(without_values(None, "error", {"event": "x", "exc_info": True})["error"])
    assert told_of == ["builtins.KeyError"] * 3

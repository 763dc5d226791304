"""PostgreSQL's programs: which fits, and what they are told."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from server.foundation import embedded, postgres_programs
from server.foundation.embedded import EmbeddedDatabaseError
from server.foundation.postgres_programs import ProgramError, address, environment, fitting

SECRET = "s3cr&t"
OURS = {"host": "/sockets", "user": "postgres", "database": "convoca"}


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose only pg_dump is of version 16, without our own."""

    def none() -> Path:
        raise EmbeddedDatabaseError("not for this platform")

    monkeypatch.setattr(embedded, "programs", none)
    monkeypatch.setattr(postgres_programs, "PACKAGED", tmp_path / "packaged")
    monkeypatch.setenv("PATH", f"{tmp_path / 'nothing'}:{tmp_path}")
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 16.3 (Debian 16.3-1)'\n")
    program.chmod(0o755)
    return program


def test_one_at_least_as_new_as_the_server_fits(machine: Path) -> None:
    assert fitting("pg_dump", 15, OURS) == fitting("pg_dump", 16, OURS) == machine


def test_one_that_is_too_old_is_named(machine: Path) -> None:
    with pytest.raises(ProgramError, match=r"is PostgreSQL 17.*found only 16 \(.*client-17"):
        fitting("pg_dump", 17, OURS)


def test_none_at_all_is_said(machine: Path) -> None:
    with pytest.raises(ProgramError, match="found none: install postgresql-client-15"):
        fitting("pg_restore", 15, OURS)


def test_our_own_comes_first() -> None:
    assert fitting("pg_dump", 18, OURS).parent == embedded.programs()


@pytest.mark.parametrize("mode", ["require", "verify-ca", "verify-full"])
def test_where_tls_is_demanded_ours_which_speaks_none_is_passed_by(
    mode: str, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = machine.parent / "ours"
    ours.mkdir()
    (ours / "pg_dump").symlink_to(machine)
    monkeypatch.setattr(embedded, "programs", lambda: ours)
    plain = {"dsn": "postgresql://ana@db.test/x", "database": "x"}
    secured = {**plain, "dsn": f"{plain['dsn']}?sslmode={mode}"}
    monkeypatch.delenv("PGSSLMODE", raising=False)
    assert fitting("pg_dump", 16, plain) == ours / "pg_dump"
    assert fitting("pg_dump", 16, secured) == machine
    with pytest.raises(ProgramError, match="speaks TLS, which the one that comes with Convoca"):
        fitting("pg_dump", 17, secured)
    monkeypatch.setenv("PGSSLMODE", mode)
    found = [fitting("pg_dump", 16, config) for config in (plain, OURS)]
    assert found == [machine, ours / "pg_dump"]


@pytest.mark.parametrize(
    "dsn",
    [
        "postgresql://ana:s3cr%26t@db.test:6432/other?sslmode=require",
        "postgres://ana@db.test:6432/other?password=s3cr%26t&sslmode=require",
    ],
)
def test_a_password_is_told_in_the_environment_alone(
    dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    config = {"dsn": dsn, "database": "a b"}
    told = address(config)
    assert told == "postgresql://ana@db.test:6432/a%20b?sslmode=require"
    assert environment(config)["PGPASSWORD"] == SECRET


@pytest.mark.parametrize(
    "dsn", ["postgresql://ana@one:5432,two:5432/x", "postgresql://ana@/x?host=one,two"]
)
def test_of_several_servers_the_one_that_takes_writes_is_dumped(dsn: str) -> None:
    told = address({"dsn": dsn, "database": "x"})
    assert parse_qs(urlsplit(told).query)["target_session_attrs"] == ["read-write"]


def test_the_private_server_is_reached_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    config = {"host": "/sockets", "port": 5432, "user": "postgres", "database": "convoca"}
    found = {name: value for name, value in environment(config).items() if name.startswith("PG")}
    assert found == {"PGHOST": "/sockets", "PGPORT": "5432", "PGUSER": "postgres"}
    assert address(config) == "postgresql:///convoca"

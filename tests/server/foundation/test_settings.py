"""Every variable of an installation: its usual value, a good one, and what is said of a bad one."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from server.foundation.senders import MailServer
from server.foundation.setting_values import SettingsError
from server.foundation.settings import Settings, load

REPOSITORY = Path(__file__).resolve().parents[3]
SECRET = "a secret of thirty-two characters"


def loaded(folder: Path, **variables: str) -> Settings:
    """The settings of an installation in this folder."""
    named = {f"CONVOCA_{name}": value for name, value in variables.items()}
    return load({"CONVOCA_DATA_DIR": str(folder), "CONVOCA_SECRET_KEY": SECRET, **named})


def test_an_installation_without_variables_has_the_usual_values(tmp_path: Path) -> None:
    assert loaded(tmp_path) == Settings(
        data_dir=tmp_path,
        database_url=None,
        base_url="http://localhost:8000",
        secret_key=SECRET.encode(),
        mail_server=None,
        mail_from="convoca@localhost",
        timezone="America/Guatemala",
        locale="es",
        workers=1,
        scheduler=True,
    )


def test_an_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    empty = dict.fromkeys(
        ("DATABASE_URL", "BASE_URL", "SMTP_URL", "MAIL_FROM", "TIMEZONE", "LOCALE", "WORKERS",
         "SCHEDULER", "TRUSTED_PROXIES"), "",
    )  # fmt: skip
    assert loaded(tmp_path, **empty) == loaded(tmp_path)
    assert loaded(tmp_path, SECRET_KEY="").secret_key == loaded(tmp_path, SECRET_KEY="").secret_key


GOOD = [
    ("DATABASE_URL", "postgresql://u:p@db.example:5433/x?sslmode=require", "database_url", None),
    ("DATABASE_URL", "postgres:///x?host=/run/pg", "database_url", None),
    ("DATABASE_URL", "postgresql://u:p@one:5432,two:5433/x", "database_url", None),
    ("BASE_URL", "https://convoca.example.org/", "base_url", "https://convoca.example.org"),
    ("BASE_URL", "http://10.0.0.7:8080", "base_url", None),
    ("MAIL_FROM", "avisos@convoca.example.org", "mail_from", None),
    ("TIMEZONE", "America/El_Salvador", "timezone", None),
    ("LOCALE", "en", "locale", None),
    ("WORKERS", "256", "workers", 256),
    ("SCHEDULER", "off", "scheduler", False),
    ("TRUSTED_PROXIES", "2", "trusted_proxies", 2),
    ("LOG_LEVEL", "debug", "log_level", None),
    ("SLOW_QUERY_MS", "0", "slow_query_ms", 0),
]


@pytest.mark.parametrize(("name", "text", "field", "read"), GOOD)
def test_a_good_value_is_read(
    tmp_path: Path, name: str, text: str, field: str, read: object
) -> None:
    assert getattr(loaded(tmp_path, **{name: text}), field) == (text if read is None else read)


MAIL = [
    ("smtp://localhost:2525", MailServer(
        host="localhost", port=2525, user=None, password=None, starttls=False, tls=False)),
    ("smtp://u%40x:p%2Fw@mx.example:587?starttls=1", MailServer(
        host="mx.example", port=587, user="u@x", password="p/w", starttls=True, tls=False)),
    ("smtp://mx.example?starttls=0", MailServer(
        host="mx.example", port=25, user=None, password=None, starttls=False, tls=False)),
    ("smtps://u:p@mx.example", MailServer(
        host="mx.example", port=465, user="u", password="p", starttls=False, tls=True)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "server"), MAIL)
def test_a_mail_server_is_read(tmp_path: Path, text: str, server: MailServer) -> None:
    assert loaded(tmp_path, SMTP_URL=text).mail_server == server


WORD = "Hunter2Hunter2"
MAIL_SAID = "must look like smtp://user:password@host:587?starttls=1"
WEB_SAID = "must be an address such as https://convoca.example.org"
DATABASE_SAID = "must look like postgresql://user@host/database"
BAD = [
    ("DATABASE_URL", f"mysql://u:{WORD}@db/x", DATABASE_SAID),
    ("DATABASE_URL", f"postgresql://u:{WORD}/x@db/x", DATABASE_SAID),
    ("DATABASE_URL", f"postgresql://u:{WORD}@[db/x", DATABASE_SAID),
    ("DATABASE_URL", f"postgresql://u:{WORD}@db:99999/x", DATABASE_SAID),
    ("DATABASE_URL", "sqlite.db", DATABASE_SAID),
    ("BASE_URL", "convoca.example.org", WEB_SAID),
    ("BASE_URL", "https://", WEB_SAID),
    ("BASE_URL", f"https://convoca.example.org?key={WORD}", WEB_SAID),
    ("BASE_URL", f"https://u:{WORD}@convoca.example.org", WEB_SAID),
    ("BASE_URL", f"https://convoca.example.org:{WORD}", WEB_SAID),
    ("BASE_URL", "https://convoca.example.org/con voca", WEB_SAID),
    ("BASE_URL", "javascript:alert(1)", WEB_SAID),
    ("SMTP_URL", "mx.example:587", MAIL_SAID),
    ("SMTP_URL", f"smtp://u:{WORD}/more@mx.example", MAIL_SAID),
    ("SMTP_URL", f"smtp://u:{WORD}@mx.example:port", MAIL_SAID),
    ("SMTP_URL", f"smtp://u:{WORD}@mx.example:70000", MAIL_SAID),
    ("SMTP_URL", f"smtp://u:{WORD}@mx.example:0", MAIL_SAID),
    ("SMTP_URL", f"smtp://u:{WORD}@mx.example?starttls=yes", MAIL_SAID),
    ("SMTP_URL", f"smtp://u:{WORD}@mx.example?startls=1", MAIL_SAID),
    ("SMTP_URL", f"smtps://u:{WORD}@mx.example?starttls=1", MAIL_SAID),
    ("MAIL_FROM", "convoca", "must be a mail address"),
    ("MAIL_FROM", "@convoca.example", "must be a mail address"),
    ("MAIL_FROM", "convoca@", "must be a mail address"),
    ("MAIL_FROM", "a@b@c", "must be a mail address"),
    ("MAIL_FROM", "a@b\nBcc: c@d", "must be a mail address"),
    ("TIMEZONE", "Guatemala/Mixco", "must be a time zone such as America/Guatemala"),
    ("TIMEZONE", "America", "must be a time zone such as America/Guatemala"),
    ("TIMEZONE", "../../../etc/passwd", "must be a time zone such as America/Guatemala"),
    ("TIMEZONE", "UTC\0", "must be a time zone such as America/Guatemala"),
    ("LOCALE", "qu", "must be one of es, en"),
    ("WORKERS", "0", "must be a whole number from 1 to 256"),
    ("WORKERS", "257", "must be a whole number from 1 to 256"),
    ("WORKERS", "-1", "must be a whole number from 1 to 256"),
    ("WORKERS", "+1", "must be a whole number from 1 to 256"),
    ("WORKERS", "1.5", "must be a whole number from 1 to 256"),
    ("WORKERS", "9" * 5000, "must be a whole number from 1 to 256"),
    ("SCHEDULER", "yes", "must be on or off"),
    ("TRUSTED_PROXIES", "10", "must be a whole number from 0 to 9"),
    ("TRUSTED_PROXIES", "-1", "must be a whole number from 0 to 9"),
    ("SECRET_KEY", WORD, "must have at least 32 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "said"), BAD)
def test_a_bad_value_is_named_and_never_repeated(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    with pytest.raises(SettingsError) as refusal:
        loaded(tmp_path, **{name: text})
    assert str(refusal.value) == f"CONVOCA_{name} {said}"


def test_a_bad_value_is_not_in_the_traceback_either(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refusal:
        loaded(tmp_path, SMTP_URL=f"smtp://u:{WORD}@mx.example:{WORD}")
    assert (refusal.value.__suppress_context__, refusal.value.__cause__) == (True, None)


def test_cookies_demand_https_where_people_use_it(tmp_path: Path) -> None:
    assert loaded(tmp_path, BASE_URL="https://convoca.example.org").secure
    assert not loaded(tmp_path, BASE_URL="http://convoca.example.org").secure


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in ("file", "file/below"):
        with pytest.raises(SettingsError) as refusal:
            load({"CONVOCA_DATA_DIR": str(tmp_path / place)})
        assert str(refusal.value) == "CONVOCA_DATA_DIR must be a folder that can be written to"


def test_a_data_folder_of_an_unknown_person_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"^CONVOCA_DATA_DIR must be a folder"):
        load({"CONVOCA_DATA_DIR": "~nobody-of-this-name/data"})


def test_the_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = load({"CONVOCA_DATA_DIR": str(folder)})
    assert load({"CONVOCA_DATA_DIR": str(folder)}).secret_key == first.secret_key
    assert len(first.secret_key) >= 32
    assert [path.name for path in folder.iterdir()] == ["secret-key"]
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_kept_secret_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("short\n")
    with pytest.raises(SettingsError, match=r"secret-key must have at least 32 characters$"):
        load({"CONVOCA_DATA_DIR": str(tmp_path)})


def test_two_first_starts_agree_on_the_secret(tmp_path: Path) -> None:
    script = (
        "import os, sys; from server.foundation.settings import load; sys.stdin.read();"
        "print(load(os.environ).secret_key.decode())"
    )
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", script], cwd=REPOSITORY, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, "CONVOCA_DATA_DIR": str(tmp_path), "CONVOCA_SECRET_KEY": ""},
        )
        for _ in range(4)
    ]  # fmt: skip
    said = {start.communicate(timeout=60)[0] for start in starts}
    assert (len(said), [start.returncode for start in starts]) == (1, [0, 0, 0, 0])


@pytest.mark.parametrize("name", ["secret-key", "secret-key/below"])
def test_a_data_folder_that_cannot_be_written_to_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir(parents=True)
    with pytest.raises(SettingsError) as refusal:
        load({"CONVOCA_DATA_DIR": str(tmp_path)})
    assert str(refusal.value) == "CONVOCA_DATA_DIR must be a folder that can be written to"

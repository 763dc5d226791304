"""Asking for a built file by the name its source has."""

import json
import os
from pathlib import Path

import pytest

from server.web.assets import Build


def build(folder: Path, files: dict[str, str], *, at: int = 1) -> None:
    """Write a manifest that says it was written `at` seconds after the epoch."""
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps(files))
    os.utime(manifest, (at, at))


def test_a_page_finds_the_hashed_file_of_a_name(tmp_path: Path) -> None:
    build(tmp_path, {"style.css": "style-AB12.css", "icons.svg": "icons-CD34.svg"})
    assert Build(tmp_path).address("style.css") == "/static/style-AB12.css"


def test_a_page_finds_the_new_file_after_another_build(tmp_path: Path) -> None:
    build(tmp_path, {"style.css": "style-OLD.css"}, at=1)
    current = Build(tmp_path)
    assert current.address("style.css") == "/static/style-OLD.css"
    build(tmp_path, {"style.css": "style-NEW.css"}, at=2)
    assert current.address("style.css") == "/static/style-NEW.css"


def test_a_page_does_not_read_the_manifest_twice_for_one_build(tmp_path: Path) -> None:
    build(tmp_path, {"style.css": "style-FIRST.css"}, at=1)
    current = Build(tmp_path)
    current.address("style.css")
    build(tmp_path, {"style.css": "style-UNSEEN.css"}, at=1)
    assert current.address("style.css") == "/static/style-FIRST.css"


def test_a_developer_without_a_build_is_told_which_command_makes_it(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError) as refusal:
        Build(tmp_path).address("style.css")
    assert str(refusal.value) == "The front end has not been built: run `make build` first."


def test_a_developer_asking_for_an_unknown_name_is_told_the_name(tmp_path: Path) -> None:
    build(tmp_path, {"style.css": "style-AB12.css"})
    with pytest.raises(RuntimeError) as refusal:
        Build(tmp_path).address("scanner.js")
    assert (
        str(refusal.value)
        == "The front end has no “scanner.js”: run `make build` to build it again."
    )

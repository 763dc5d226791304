"""The threat model names tests that exist, and no threat goes without one."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest

MODEL: Final = Path("docs") / "threat-model.md"
NAMED: Final = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
PARTS: Final = ("- Against it: ", "- Shown by: ", "- Remains: ")


def threats() -> dict[str, str]:
    """What is written about each threat, by its heading."""
    chapters = MODEL.read_text().partition("## Threats")[2].split("\n### ")[1:]
    return dict(chapter.split("\n", 1) for chapter in chapters)


@cache
def written_in(path: str) -> frozenset[str]:
    """The tests of a file."""
    file = Path(path)
    if not file.exists():
        return frozenset()
    nodes = ast.walk(ast.parse(file.read_text()))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in nodes if isinstance(node, functions))


def test_there_are_threats_and_each_has_a_name_of_its_own() -> None:
    headings = re.findall(r"^### (.+)$", MODEL.read_text(), re.MULTILINE)
    assert len(headings) == len(set(headings)) == len(threats()) > 20


@pytest.mark.parametrize("threat", threats())
def test_a_threat_is_met_and_shown_by_tests_that_exist(threat: str) -> None:
    said = threats()[threat]
    assert [part for part in PARTS if said.count(part) != 1] == []
    named = NAMED.findall(said)
    assert named != []
    assert [(path, name) for path, name in named if name not in written_in(path)] == []
    assert said.count("::") == len(named)

"""Whatever the code writes into the audit is said in words there."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from server.accounts.domain.audit.act_words import WORDS, words
from server.accounts.domain.audit.subjects import NAMES, PAGES, subject
from server.foundation.translation import speaking
from tests.server.foundation.test_migrations import REPOSITORY

# Not the name of a file.
ACT: Final = re.compile(r"[a-z_]+(-[a-z]+)*\.(?!csv|pdf|html|json|py)[a-z][a-z_-]*")
# What is put together from parts: every part it can have.
PARTS: Final = {
    "assignment.{}": ("accepted", "declined"),
    "event.{}": ("published", "closed", "cancelled"),
    "reminder_rule.{}": ("made", "changed", "removed"),
    "set-aside.{}": ("kept", "moved", "dropped"),
    "{}.corrected": ("check_in", "headcount"),
    "{}.restored": ("check_in", "headcount"),
    "{}.voided": ("check_in", "headcount"),
    "{}.removed": ("authenticator", "passkey"),
}


def modules() -> Iterator[Path]:
    """Everything that may record something."""
    rooms = ("server", "events", "volunteers", "notifications")
    return chain.from_iterable((REPOSITORY / room).rglob("*.py") for room in rooms)


def acts_of(code: ast.AST) -> Iterator[str]:
    """The acts that a module records, and those that it hands to a function that does."""
    for node in ast.walk(code):
        if isinstance(node, ast.Call):
            known = is_audit(node.func)
            for argument in node.args:
                yield from (act for act in written(argument) if known or "{" not in act)
        elif isinstance(node, ast.Assign) and "act" in map(ast.unparse, node.targets):
            for value in ast.walk(node.value):
                yield from written(value)


def is_audit(function: ast.expr) -> bool:
    return ast.unparse(function) in {"audit.record", "audit.read"}


def written(value: ast.AST) -> Iterator[str]:
    if isinstance(value, ast.BoolOp):
        yield from chain.from_iterable(map(written, value.values))
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.JoinedStr):
        form = "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in value.values
        )
        # A subject has a colon.
        yield from [form.format(part) for part in PARTS.get(form, ())] or [form] * (":" not in form)


def recorded() -> set[str]:
    """All the acts of modules that know the audit."""
    found: set[str] = set()
    for path in modules():
        text = path.read_text()
        if "audit.record(" in text or "audit.read(" in text or "by, act, " in text:
            found |= {act for act in acts_of(ast.parse(text)) if ACT.fullmatch(act) or is_open(act)}
    return found


def is_open(act: str) -> bool:
    return act.count(".") == 1 and "{" in act


def test_no_act_of_the_code_lacks_words() -> None:
    acts = recorded()
    assert {"event.planned", "assignment.declined", "check_in.voided", "rota.put_in"} <= acts
    assert sorted(acts - set(WORDS)) == []


def test_an_act_is_a_sentence_and_an_unknown_one_stands_as_it_is() -> None:
    with speaking("es"):
        assert words("event.planned") == "planificó una actividad"
        assert words("someday.done") == "someday.done"
    assert all(sentence[0].islower() and sentence[-1] != "." for sentence in WORDS.values())


def test_a_subject_has_a_name_and_leads_to_its_page() -> None:
    with speaking("es"):
        one = subject("event:01a204b1-51fd-7791-af47-2829a9915ca0")
        assert (one.words, one.href) == (
            "actividad …a9915ca0", "/eventos/01a204b1-51fd-7791-af47-2829a9915ca0",
        )  # fmt: skip
        assert subject("outbox").words == "avisos"
        assert (subject("kind:taller").words, subject("kind:taller").href) == (
            "tipo de actividad taller", "",
        )  # fmt: skip
        assert subject("pass KX-12").href == ""
    assert set(PAGES) <= set(NAMES)

"""Whether a password is hard to guess, by zxcvbn and not by rules about its letters."""

import asyncio
import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from threading import Lock
from typing import Any, Final
from unicodedata import combining, normalize

from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _

ENOUGH: Final = 3
"""Of 0 to 4: more than 10⁸ guesses."""
READ: Final = 72
"""How many letters are looked at: the library takes long for more, and these decide."""
LEFT: Final = 8
"""How many letters must be there besides what anybody knows who knows the person."""
YEARS: Final = r"(?:19|20)\d\d"
OUR_WORDS: Final = ("convoca", "contraseña", "contrasena", "clave", "guatemala")
# The library keeps the words of whoever asks in one place for everybody.
_one_at_a_time: Final = Lock()


async def check(password: str, *, about: Iterable[str]) -> None:
    """Raise Invalid for what is soon guessed by somebody who knows these words about the person."""
    known = tuple(about)
    # The library knows no score for nothing.
    found = await asyncio.to_thread(_judge, password[:READ] or " ", _words(known))
    why = ""
    if found["score"] < ENOUGH:
        why = _why([each["pattern"] for each in found["sequence"]], _lists(found))
    elif _is_mostly(password[:READ], known):
        why = _("Se adivina pronto: sin el nombre, el correo, «convoca» ni años queda muy poco.")
    if why:
        better = _("Sirve mejor una frase de tres o cuatro palabras que nada tengan que ver.")
        raise Invalid({"password": f"{why} {better}"})


def _is_mostly(password: str, about: Iterable[str]) -> bool:
    """Whether little is left without the person's own words, which the library takes for rare."""
    # The longest first: what is left of «anabela» without «ana» is no word of hers any more.
    own = sorted({*_apart(map(_plain, about)), "convoca"}, key=len, reverse=True)
    typed = _plain(password)
    left = re.sub("|".join([*map(re.escape, own), YEARS]), "", typed)
    return left != typed and len("".join(left.split())) < LEFT


def _plain(words: str) -> str:
    """Small letters without accents: as names are typed where an accent is a nuisance."""
    return "".join(each for each in normalize("NFKD", words.casefold()) if not combining(each))


def _apart(words: Iterable[str]) -> list[str]:
    """The words of three letters and more in them."""
    return [each for whole in words for each in re.findall(r"[^\W_]{3,}", whole)]


def _judge(password: str, words: list[str]) -> dict[str, Any]:
    with _one_at_a_time:
        return _library()(password, user_inputs=words, max_length=READ)


@cache
def _library() -> Callable[..., dict[str, Any]]:
    # Its dictionaries take 13 MB, which a process in which nobody chooses a password never needs.
    judge: Callable[..., dict[str, Any]] = import_module("zxcvbn").zxcvbn
    return judge


def _words(about: Iterable[str]) -> list[str]:
    """Each of them whole, in pieces and joined, with and without accents.

    «Ana Pérez» is also «ana», «pérez», «anapérez», «perez», «anaperez».
    """
    told = [*about, *OUR_WORDS]
    whole = [*told, *map(_plain, told)]
    joined = ["".join(letter for letter in each if letter.isalnum()) for each in whole]
    pieces = [each for each in [*joined, *_apart(whole)] if len(each) > 2]
    return [each[:READ] for each in dict.fromkeys([*whole, *pieces]) if each]


def _lists(found: dict[str, Any]) -> set[str]:
    return {each["dictionary_name"] for each in found["sequence"] if "dictionary_name" in each}


def _why(patterns: list[str], lists: set[str]) -> str:
    if "user_inputs" in lists:
        return _("Se adivina pronto: contiene el nombre, el correo o una palabra de este sitio.")
    if "repeat" in patterns:
        return _("Se adivina pronto: repite lo mismo.")
    if "sequence" in patterns or "spatial" in patterns:
        return _("Se adivina pronto: son letras o teclas seguidas.")
    if "passwords" in lists:
        return _("Se adivina pronto: se parece a las contraseñas más usadas.")
    if "date" in patterns or "regex" in patterns:
        return _("Se adivina pronto: contiene una fecha o un año.")
    return _("Se adivina pronto.")

"""Words that must not stand on a locked screen, in an address or in somebody's calendar."""

import re
import unicodedata
from typing import Final

# Stems, without accents; a hyphen at the end stands for any ending.
TERMS: Final = (
    # Spanish
    "trata", "trafico", "tratante-", "explotacion", "explotad-", "sexual-", "sexo", "abus-",
    "violencia", "violacion", "violad-", "agres-", "maltrat-", "victim-", "sobreviviente-",
    "denunci-", "genero", "femicidio", "feminicidio", "testimonio-", "trauma-", "vih", "sida",
    "forzad-", "servidumbre", "esclav-", "prostitu-", "pornogra-", "embaraz-", "suicid-", "droga-",
    "pandilla-", "mara", "maras", "extorsion-", "delito-", "crimen", "criminal-", "fiscalia",
    "ministerio publico", "grooming", "sextorsion", "riesgo-", "proteccion", "albergue", "refugio",
    # English
    "trafficking", "trafficker-", "exploit-", "sex", "violence", "violent", "rape-", "assault-",
    "victim-", "survivor-", "gender", "femicide", "testimon-", "hiv", "aids", "forced", "servitude",
    "slave-", "pregnan-", "drug-", "gang", "gangs", "extortion", "crime-", "prosecut-",
    "sextortion", "risk-", "shelter", "safeguard-", "denunciation", "report abuse",
)  # fmt: skip


def sensitive_words(text: str) -> list[str]:
    """Every sensitive word in a text, as it stands there without accents."""
    return PATTERN.findall(_plain(text))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _pattern(term: str) -> str:
    stem, open_ended = (term[:-1], True) if term.endswith("-") else (term, False)
    return re.escape(stem) + (r"\w*" if open_ended else "")


PATTERN: Final = re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, TERMS))})(?!\w)")

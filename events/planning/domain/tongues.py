"""The languages that are spoken where we work, by ISO 639 code."""

from typing import Final

from server.foundation.translation import gettext as _

TONGUES: Final = ("es", "quc", "cak", "kek", "mam", "poc", "gsm", "en")


def names() -> dict[str, str]:
    """What each is called, in the order in which they are offered."""
    return {
        "es": _("Español"),
        "quc": _("K’iche’"),
        "cak": _("Kaqchikel"),
        "kek": _("Q’eqchi’"),
        "mam": _("Mam"),
        "poc": _("Poqomam"),
        "gsm": _("Lengua de señas"),
        "en": _("Inglés"),
    }

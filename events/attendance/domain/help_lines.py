"""Whom somebody can call, named in the same neutral words for everyone."""

from server.foundation.translation import gettext as _


def help_lines() -> list[tuple[str, str]]:
    """Public short numbers of Guatemala, as (label, telephone).

    1555 is the Procuraduría de los Derechos Humanos, 1546 the Procuraduría General de la Nación
    (its line for children and adolescents), 110 the Policía Nacional Civil.
    """
    return [
        (_("Línea de apoyo (PDH)"), "1555"),
        (_("Línea de apoyo (PGN)"), "1546"),
        (_("Emergencias (PNC)"), "110"),
    ]

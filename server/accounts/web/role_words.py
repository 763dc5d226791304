"""What the roles are called, and what each of them may do, in words."""

from server.foundation.translation import gettext as _


def called(role: str) -> str:
    """The name of a role."""
    return {
        "administrator": _("Administra"),
        "coordinator": _("Coordina"),
        "facilitator": _("Facilita"),
        "evaluator": _("Evalúa"),
    }[role]


def may_do(role: str) -> str:
    """What a role may do, in one sentence."""
    return {
        "administrator": _("Todo, en todos los municipios: también cuentas, listas y periodos."),
        "coordinator": _(
            "Planificar, armar equipos, llevar registros y ver cifras en sus municipios."
        ),
        "facilitator": _("Ver y responder sus turnos, y decir cuándo puede ayudar."),
        "evaluator": _("Ver cifras y comprobantes, sin datos de personas."),
    }[role]

"""What one thing done to many events is called."""

from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


def called(act: str, size: int) -> str:
    """Such as «cancelación por zona (5 actividades)»; empty for what was done to a single event."""
    words = {
        "series.planned": _("una serie nueva"),
        "series.changed": _("un cambio de la serie"),
        "series.stopped": _("el fin de una serie"),
        "programme.reordered": _("un nuevo orden del programa"),
        "agenda.copied": _("una copia"),
        "agenda.imported": _("una importación"),
        "cluster.cancelled": _("una cancelación por zona"),
        "act.undone": _("deshacer lo anterior"),
    }
    families = {"series": _("un cambio de la serie"), "programme": _("un cambio del programa")}
    family = act.partition(".")[0]
    name = words.get(act) or families.get(family) or ("" if size < 2 else _("un solo paso"))
    if size < 2 and family in {"event", "act"}:
        return name
    counted = ngettext("%(n)s actividad", "%(n)s actividades", size)
    return _("%(name)s (%(counted)s)", name=name, counted=counted)

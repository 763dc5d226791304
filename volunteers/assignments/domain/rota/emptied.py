"""Why the places that were emptied by hand are empty, which the solver could not foresee."""

from volunteers.assignments.domain.rota.checking import Table, held
from volunteers.assignments.domain.rota.reading import Rota
from volunteers.assignments.domain.solver.funnel import Funnel, funnels
from volunteers.assignments.domain.solver.instance import ROLES


def emptied(rota: Rota, table: Table) -> tuple[Funnel, ...]:
    """The funnels of the draft's places that the solver had filled."""
    known = {(one.event, one.role) for one in rota.funnels}
    tasks = [
        number
        for number, task in enumerate(table.instance.tasks)
        for role in ROLES
        if (task.id, role) not in known and held(table, task.id, role) < task.needs(role)
    ]
    if not tasks:
        return ()
    places = [table.place(line) for line in table.lines]
    found = funnels(table.instance, places, among=sorted(set(tasks)))
    return tuple(one for one in found if (one.event, one.role) not in known)

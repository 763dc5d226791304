"""Who would be one adult alone with minors, because nobody else could come along."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.against import ROW, Against
from volunteers.assignments.domain.solver.instance import ROLES, Role

Column = NDArray[Any]


def alone(facts: Against, task: int, role: Role) -> Column:
    """Everybody for whom there is no second one against whom no rule speaks."""
    if not facts.instance.tasks[task].minors or facts.teams[task]:
        return np.zeros(facts.count, dtype=bool)
    company = np.zeros(facts.count, dtype=bool)
    for other in ROLES:
        if facts.vacant(task, other) > (other == role):
            rows = facts.broken(task, other)
            if role == "lead":
                rows[ROW["novice"]] &= other == "lead"
            company |= ~rows.any(axis=0)
    return np.asarray(company.sum() - company - _shunned(facts, company) <= 0)


def _shunned(facts: Against, company: Column) -> Column:
    """How many of those who could come each person is never to meet."""
    shunned = np.zeros(facts.count, dtype=np.int64)
    for person in (it for it in facts.apart if company[it]):
        for other in set(facts.apart[person]):
            shunned[other] += 1
    return shunned

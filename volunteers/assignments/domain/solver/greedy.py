"""A good rota at once: places are filled where people are scarce first, then mended and polished.

It breaks no rule, is the same for the same instance, and stands where nothing better is at hand.
"""

from typing import Final

import numpy as np

from volunteers.assignments.domain.solver.board import Board
from volunteers.assignments.domain.solver.choice import find, held_worth
from volunteers.assignments.domain.solver.eligible import Eligible, eligibility
from volunteers.assignments.domain.solver.fixed import accepted
from volunteers.assignments.domain.solver.greedy_moves import Moves, replace
from volunteers.assignments.domain.solver.instance import ROLES, Instance, Place
from volunteers.assignments.domain.solver.weights import Weights

DEEPEST: Final = 2  # people moved one after another to fill a place


def greedy(
    instance: Instance, weights: Weights, table: Eligible | None = None
) -> tuple[Place, ...]:
    """The places, accepted ones included, in order of task, role (lead first) and person."""
    board = Board(instance, eligibility(instance) if table is None else table, weights)
    _keep(board)
    _construct(board)
    for depth in range(1, DEEPEST + 1):
        _mend(board, depth)
        _polish(board)
    _mend(board, 0)
    return places(board)


def places(board: Board) -> tuple[Place, ...]:
    """What stands on a board, and what was accepted."""
    taken = {board.place(row) for row in board.taken()} | accepted(board.instance)
    return tuple(sorted(taken, key=lambda it: (it.task, ROLES.index(it.role), it.person)))


def _keep(board: Board) -> None:
    """Who was told stays, where nothing speaks against it: worth more than any load."""
    held = sorted(board.instance.held, key=lambda it: (it.role != "lead", it.task, it.person))
    heaviest = board.weights.load * board.weights.load_steps
    for each in held:
        row = find(board.table, each.place)
        told = held_worth(each.status, board.weights) > heaviest
        if told and row is not None and board.open(row):
            board.take(row)


def _construct(board: Board) -> None:
    """Leads before assistants, and of each the places with the fewest candidates first."""
    moves, candidates = Moves(board, 0), np.diff(board.table.starts)
    for role in range(len(ROLES)):
        for task in np.argsort(candidates[role :: len(ROLES)], kind="stable").tolist():
            moves.fill_up(task, role)


def _mend(board: Board, depth: int) -> None:
    """Fill what is empty by moving people, bring languages, and leave nobody alone with minors."""
    moves = Moves(board, depth)
    for task, needed in enumerate(board.instance.tasks):
        alone, mark, before = board.teams.alone(task), board.mark(), board.cost
        for role in range(len(ROLES)):
            moves.fill_up(task, role)
        for language in needed.languages if depth else ():
            if language in board.teams.unspoken(task):
                moves.speak(task, language)
        moves.settle(task)
        if board.cost > before and not alone:
            # Somebody was moved here for whom no second one was found.
            board.undo(mark)


def _polish(board: Board) -> None:
    for row in board.taken():
        replace(board, row)

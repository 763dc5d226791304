"""Moves on a rota that make it cost less: fill a place, by way of others, or change who has it."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from volunteers.assignments.domain.solver.board import NEVER, Board
from volunteers.assignments.domain.solver.instance import ROLES

BREADTH: Final = 24  # people asked to leave a place for another


class Moves:
    """A round of moves; a place for which nobody was found is not tried again in it."""

    def __init__(self, board: Board, depth: int) -> None:
        self.board, self.depth = board, depth
        self._hopeless: set[tuple[int, int, int]] = set()

    def fill_up(self, task: int, role: int) -> None:
        """Fill as many places of a role as can be, by moving up to `depth` others for each."""
        while self.board.vacant[2 * task + role] > 0 and self._fill(task, role, self.depth):
            pass

    def _fill(self, task: int, role: int, depth: int) -> bool:
        """Put somebody in a place, if need be by moving others, each into that of the next."""
        if (task, role, depth) in self._hopeless:
            return False
        row = self.board.best(task, role)
        if row is not None:
            self.board.take(row)
            return True
        if depth and any(self._squeeze(it, depth) for it in self._asked(task, role)):
            return True
        leads = ROLES[role] == "lead" and depth == self.depth > 0
        if leads and any(map(self._trade, self._asked(task, role))):
            return True
        self._hopeless.add((task, role, depth))
        return False

    def _squeeze(self, row: int, depth: int) -> bool:
        """Take a place for somebody who has to leave another one, and fill that one again."""
        board = self.board
        for hindrance in board.hindrances(row):
            task, role = board.spot(hindrance)
            if (task, role, depth - 1) in self._hopeless:
                continue
            mark, before = board.mark(), board.cost
            board.give_back(hindrance)
            if board.open(row):
                board.take(row)
                if self._fill(task, role, depth - 1) and board.cost < before:
                    return True
            board.undo(mark)
        return False

    def _trade(self, row: int) -> bool:
        """Take a place for somebody whom it is worth missing as an assistant elsewhere."""
        board = self.board
        for hindrance in board.hindrances(row):
            task, role = board.spot(hindrance)
            if ROLES[role] == "lead":
                continue
            mark, before = board.mark(), board.cost
            board.give_back(hindrance)
            if not board.teams.alone(task) and board.open(row):
                board.take(row)
            if board.cost < before:
                return True
            board.undo(mark)
        return False

    def _asked(self, task: int, role: int) -> Iterable[int]:
        """Candidates for a place, who would cost least first."""
        start, costs = self.board.table.rows(task, role).start, self.board.likings(task, role)
        return (start + at for at in np.argsort(costs, kind="stable")[:BREADTH].tolist())

    def settle(self, task: int) -> None:
        """Find somebody beside who would be alone with minors, or let them go."""
        board = self.board
        for role in range(len(ROLES)):
            if board.teams.alone(task) and board.vacant[2 * task + role] > 0:
                self._fill(task, role, self.depth)
        if board.teams.alone(task):
            for row in board.at(task):
                board.give_back(row)
            self._bring_two(task)

    def _bring_two(self, task: int) -> None:
        """Whoever was best there may be somebody beside whom nobody can be."""
        board = self.board
        able = [row for role in range(len(ROLES)) for row in board.able(task, role)]
        if len({int(board.table.person[row]) for row in able}) < 2:
            return
        for row in able[:BREADTH]:
            mark = board.mark()
            board.take(row)
            for role in range(len(ROLES)):
                second = board.best(task, role) if board.vacant[2 * task + role] > 0 else None
                if second is not None:
                    board.take(second)
            if not board.teams.alone(task):
                return
            board.undo(mark)

    def speak(self, task: int, language: str) -> bool:
        """Bring somebody who speaks a language to an event, in a place of those who do not."""
        board = self.board
        for role in range(len(ROLES)):
            rows = board.table.rows(task, role)
            speaks = board.teams.speaking(language, board.table.person[rows])
            likings = np.where(speaks, board.likings(task, role), NEVER)
            order = np.argsort(likings, kind="stable")[: min(BREADTH, int(speaks.sum()))]
            if any(self._in_place_of_one(rows.start + at) for at in order.tolist()):
                return True
        return False

    def _in_place_of_one(self, row: int) -> bool:
        board = self.board
        task, role = board.spot(row)
        there = [other for other in board.at(task) if board.spot(other)[1] == role]
        for other in there:
            mark, before = board.mark(), board.cost
            board.give_back(other)
            if board.open(row):
                board.take(row)
            else:
                self._squeeze(row, 1)
            if board.cost < before:
                return True
            board.undo(mark)
        return False


def replace(board: Board, row: int) -> bool:
    """Give a place to whoever costs less in it than who has it."""
    task, role = board.spot(row)
    if board.teams.plain(task, int(board.table.person[row])):
        costs = board.offers(task, role)
        if int(costs.min()) >= board.price(row):
            return False
    mark, before = board.mark(), board.cost
    board.give_back(row)
    best = board.best(task, role)
    if best is not None:
        board.take(best)
    if board.cost < before:
        return True
    board.undo(mark)
    return False

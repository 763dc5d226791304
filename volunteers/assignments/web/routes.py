"""Every address of this room."""

from litestar.types import ControllerRouterHandler

from volunteers.assignments.web.answer_pages import AnswerPages
from volunteers.assignments.web.assignment_api import AssignmentApi
from volunteers.assignments.web.board_pages import BoardPages
from volunteers.assignments.web.own_pages import OwnPages
from volunteers.assignments.web.personal_feeds import PersonalFeeds
from volunteers.assignments.web.presence_pages import OwnPresence, TeamPresence
from volunteers.assignments.web.team_pages import TeamPages

routes: list[ControllerRouterHandler] = [
    BoardPages,
    TeamPages,
    TeamPresence,
    OwnPages,
    OwnPresence,
    AnswerPages,
    PersonalFeeds,
    AssignmentApi,
]

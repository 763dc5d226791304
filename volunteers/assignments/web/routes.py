"""Every address of this room."""

from litestar.types import ControllerRouterHandler

from volunteers.assignments.web.answer_pages import AnswerPages
from volunteers.assignments.web.assignment_api import AssignmentApi
from volunteers.assignments.web.board_pages import BoardPages
from volunteers.assignments.web.cover_pages import CoverPages
from volunteers.assignments.web.forecast_pages import ForecastPages
from volunteers.assignments.web.hours_pages import HoursPages, OwnHoursPages
from volunteers.assignments.web.load_pages import LoadPages
from volunteers.assignments.web.needs_pages import KindNeeds, ProgrammeNeeds, TemplateNeeds
from volunteers.assignments.web.own_pages import OwnPages
from volunteers.assignments.web.personal_feeds import PersonalFeeds
from volunteers.assignments.web.presence_pages import OwnPresence, TeamPresence
from volunteers.assignments.web.rota_api import RotaApi
from volunteers.assignments.web.rota_edit_pages import RotaEditPages
from volunteers.assignments.web.rota_pages import RepairPages, RotaPages
from volunteers.assignments.web.rota_publish_pages import RotaPublishPages
from volunteers.assignments.web.substitute_pages import SubstitutePages
from volunteers.assignments.web.team_pages import TeamPages

routes: list[ControllerRouterHandler] = [
    BoardPages,
    ForecastPages,
    HoursPages,
    KindNeeds,
    LoadPages,
    OwnHoursPages,
    ProgrammeNeeds,
    TeamPages,
    TemplateNeeds,
    TeamPresence,
    OwnPages,
    OwnPresence,
    SubstitutePages,
    CoverPages,
    AnswerPages,
    PersonalFeeds,
    AssignmentApi,
    RotaApi,
    RotaPages,
    RotaEditPages,
    RotaPublishPages,
    RepairPages,
]

"""Every address of this room."""

from litestar.types import ControllerRouterHandler

from events.planning.web.calendar_data import CalendarData
from events.planning.web.calendar_moves import CalendarMoves
from events.planning.web.calendar_pages import CalendarPages
from events.planning.web.clone_pages import ClonePages
from events.planning.web.cluster_pages import ClusterPages
from events.planning.web.codelist_api import CodelistApi
from events.planning.web.conflict_pages import ConflictPages
from events.planning.web.event_api import EventApi
from events.planning.web.event_pages import EventPages
from events.planning.web.export_pages import ExportPages
from events.planning.web.feed_routes import Feeds
from events.planning.web.history_pages import HistoryPages
from events.planning.web.import_pages import ImportPages
from events.planning.web.kind_pages import KindPages
from events.planning.web.preview_api import PreviewApi
from events.planning.web.preview_pages import PreviewPages
from events.planning.web.programme_api import ProgrammeApi
from events.planning.web.programme_pages import ProgrammePages
from events.planning.web.project_api import ProjectApi
from events.planning.web.project_pages import ProjectPages
from events.planning.web.public_pages import PublicPages
from events.planning.web.quick_add_pages import QuickAddPages
from events.planning.web.robots import robots
from events.planning.web.series_api import SeriesApi
from events.planning.web.series_end_pages import SeriesEndPages
from events.planning.web.series_pages import SeriesPages
from events.planning.web.subscribe_pages import SubscribePages
from events.planning.web.template_pages import TemplatePages
from events.planning.web.undo_pages import UndoPages
from events.planning.web.venue_pages import VenuePages

routes: list[ControllerRouterHandler] = [
    CalendarPages,
    CalendarData,
    CalendarMoves,
    ConflictPages,
    PreviewPages,
    PreviewApi,
    EventPages,
    HistoryPages,
    UndoPages,
    ClonePages,
    ClusterPages,
    TemplatePages,
    KindPages,
    QuickAddPages,
    VenuePages,
    ImportPages,
    ExportPages,
    PublicPages,
    Feeds,
    SubscribePages,
    robots,
    EventApi,
    SeriesPages,
    SeriesEndPages,
    SeriesApi,
    ProgrammePages,
    ProgrammeApi,
    CodelistApi,
    ProjectPages,
    ProjectApi,
]

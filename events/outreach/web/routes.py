"""Every address of this room."""

from litestar.types import ControllerRouterHandler

from events.outreach.web.action_pages import ActionPages
from events.outreach.web.adjustment_pages import AdjustmentPages
from events.outreach.web.cited_pages import CitedListPages, CitedPages
from events.outreach.web.closing_pages import ClosingPages
from events.outreach.web.dashboard import DashboardPage
from events.outreach.web.equity_pages import EquityPages
from events.outreach.web.explained_pages import ExplainedPages
from events.outreach.web.export_pages import ExportPages
from events.outreach.web.goal_pages import GoalPages
from events.outreach.web.indicator_api import IndicatorApi
from events.outreach.web.indicator_pages import IndicatorPages
from events.outreach.web.milestone_pages import MilestonePages
from events.outreach.web.outreach_api import OutreachApi
from events.outreach.web.outreach_pages import OutreachPages
from events.outreach.web.period_api import PeriodApi
from events.outreach.web.period_pages import PeriodPages
from events.outreach.web.progress_api import ProgressApi
from events.outreach.web.reader_pages import ReaderPages
from events.outreach.web.receipt_api import ReceiptApi
from events.outreach.web.receipt_pages import ReceiptPages
from events.outreach.web.release_api import ReleaseApi
from events.outreach.web.release_pages import ReleasePages, ReleasingPages
from events.outreach.web.release_public_pages import FiguresPages
from events.outreach.web.replica_list_pages import ReplicaListPages
from events.outreach.web.replica_pages import ReplicaPages
from events.outreach.web.reporting_pages import ReportingPages
from events.outreach.web.target_api import TargetApi
from events.outreach.web.target_pages import TargetPages
from events.outreach.web.trait_pages import TraitPages

routes: list[ControllerRouterHandler] = [
    DashboardPage,
    OutreachPages,
    OutreachApi,
    ExplainedPages,
    ReaderPages,
    ReceiptPages,
    ReceiptApi,
    ReplicaListPages,
    ReplicaPages,
    ActionPages,
    CitedListPages,
    CitedPages,
    EquityPages,
    TraitPages,
    PeriodPages,
    ClosingPages,
    AdjustmentPages,
    PeriodApi,
    GoalPages,
    IndicatorPages,
    TargetPages,
    MilestonePages,
    ReportingPages,
    IndicatorApi,
    TargetApi,
    ProgressApi,
    ExportPages,
    FiguresPages,
    ReleasePages,
    ReleasingPages,
    ReleaseApi,
]

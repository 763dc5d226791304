"""Every address of this room."""

from litestar.types import ControllerRouterHandler

from events.attendance.web.cards.pass_end_pages import PassEndPages
from events.attendance.web.cards.pass_pages import PassPages
from events.attendance.web.directory.support_pages import SupportPages
from events.attendance.web.door.door_api import DoorApi
from events.attendance.web.door.door_files import manifest, worker
from events.attendance.web.door.door_pages import DoorPages
from events.attendance.web.door.door_phone_pages import DoorPhonePages, open_here
from events.attendance.web.entrance.check_in_pages import CheckInPages
from events.attendance.web.entrance.own_pass_pages import OwnPassPages
from events.attendance.web.entrance.rotating_pages import RotatingPages
from events.attendance.web.learning.assessment_pages import AssessmentPages
from events.attendance.web.learning.certificate_pages import CertificatePages, ProofPages
from events.attendance.web.learning.cohort_pages import CohortPages
from events.attendance.web.learning.feedback_pages import FeedbackPages
from events.attendance.web.learning.opinion_pages import OpinionPages
from events.attendance.web.learning.question_pages import QuestionPages
from events.attendance.web.line_pages import LinePages
from events.attendance.web.paper.paper_pages import PaperPages
from events.attendance.web.paper.print_pages import PrintPages
from events.attendance.web.register_api import RegisterApi
from events.attendance.web.register_live import RegisterLive
from events.attendance.web.register_pages import RegisterPages
from events.attendance.web.reserving.seat_pages import OwnSeatPages, SeatPages
from events.attendance.web.reserving.seating_pages import SeatingPages
from events.attendance.web.review.inbox_pages import InboxPages
from events.attendance.web.tally_pages import TallyPages

routes: list[ControllerRouterHandler] = [
    CheckInPages,
    DoorApi,
    DoorPages,
    DoorPhonePages,
    manifest,
    worker,
    open_here,
    OwnPassPages,
    PaperPages,
    PassEndPages,
    PassPages,
    PrintPages,
    InboxPages,
    LinePages,
    RegisterApi,
    RegisterLive,
    RegisterPages,
    RotatingPages,
    OwnSeatPages,
    SeatPages,
    SeatingPages,
    SupportPages,
    TallyPages,
    AssessmentPages,
    CertificatePages,
    ProofPages,
    CohortPages,
    FeedbackPages,
    OpinionPages,
    QuestionPages,
]

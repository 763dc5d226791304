"""Every kind of notice there is, in the order in which they are asked after."""

from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.notices.absences_asked import absences_asked
from notifications.domain.notices.account_changed import account_changed
from notifications.domain.notices.answer_due import answer_due
from notifications.domain.notices.answer_received import answer_received
from notifications.domain.notices.cancellation import cancellation
from notifications.domain.notices.change import change
from notifications.domain.notices.confirmation import confirmation
from notifications.domain.notices.contact_check import contact_check
from notifications.domain.notices.contacts_changed import contacts_changed
from notifications.domain.notices.cover_ended_empty import cover_ended_empty
from notifications.domain.notices.digest import digest
from notifications.domain.notices.expired import expired
from notifications.domain.notices.handed_over import handed_over
from notifications.domain.notices.invitation import invitation
from notifications.domain.notices.lapsing import lapsing
from notifications.domain.notices.late_cancellation import late_cancellation
from notifications.domain.notices.no_substitute import no_substitute
from notifications.domain.notices.place_reopened import place_reopened
from notifications.domain.notices.place_taken import place_taken
from notifications.domain.notices.places_lapsing import places_lapsing
from notifications.domain.notices.program_answer import program_answer
from notifications.domain.notices.program_event import program_event
from notifications.domain.notices.program_register import program_register
from notifications.domain.notices.register_open import register_open
from notifications.domain.notices.released import released
from notifications.domain.notices.reminder import reminder
from notifications.domain.notices.report_released import report_released
from notifications.domain.notices.seat_cancellation import seat_cancellation
from notifications.domain.notices.seat_cancelled import seat_cancelled
from notifications.domain.notices.seat_change import seat_change
from notifications.domain.notices.seat_offered import seat_offered
from notifications.domain.notices.seat_registered import seat_registered
from notifications.domain.notices.seat_reminder import seat_reminder
from notifications.domain.notices.sign_in_link import sign_in_link
from notifications.domain.notices.substitute_found import substitute_found
from notifications.domain.notices.trying_out import trying_out
from notifications.domain.notices.unanswered import unanswered

# A first letter comes before a change: what waits to be said is said as things stand then.
IN_ORDER: Final = (
    sign_in_link, account_changed, contact_check, contacts_changed,
    invitation, confirmation, change, cancellation, released, place_taken, expired,
    substitute_found, no_substitute, answer_due, reminder, absences_asked, lapsing,
    late_cancellation, answer_received, unanswered, place_reopened, handed_over, cover_ended_empty,
    register_open, places_lapsing, digest,
    seat_registered, seat_offered, seat_change, seat_cancellation, seat_cancelled,
    seat_reminder, report_released,
    program_event, program_register, program_answer,
)  # fmt: skip
KINDS: Final[dict[str, Kind]] = {kind.name: kind for kind in IN_ORDER}
KINDS["test_send"] = trying_out(KINDS)

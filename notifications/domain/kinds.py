"""Every kind of notice there is, in the order in which they are asked after."""

from typing import Final

from notifications.domain.absences_asked import absences_asked
from notifications.domain.answer_received import answer_received
from notifications.domain.cancellation import cancellation
from notifications.domain.change import change
from notifications.domain.confirmation import confirmation
from notifications.domain.cover_ended_empty import cover_ended_empty
from notifications.domain.handed_over import handed_over
from notifications.domain.invitation import invitation
from notifications.domain.kind import Kind
from notifications.domain.late_cancellation import late_cancellation
from notifications.domain.no_substitute import no_substitute
from notifications.domain.place_reopened import place_reopened
from notifications.domain.place_taken import place_taken
from notifications.domain.released import released
from notifications.domain.reminder import reminder
from notifications.domain.seat_cancellation import seat_cancellation
from notifications.domain.seat_change import seat_change
from notifications.domain.seat_offered import seat_offered
from notifications.domain.seat_registered import seat_registered
from notifications.domain.seat_reminder import seat_reminder
from notifications.domain.sign_in_link import sign_in_link
from notifications.domain.substitute_found import substitute_found
from notifications.domain.unanswered import unanswered

# A first letter comes before a change: what waits to be said is said as things stand then.
IN_ORDER: Final = (
    sign_in_link, invitation, confirmation, change, cancellation, released, place_taken,
    substitute_found, no_substitute, reminder, absences_asked,
    late_cancellation, answer_received, unanswered, place_reopened, handed_over, cover_ended_empty,
    seat_registered, seat_offered, seat_change, seat_cancellation, seat_reminder,
)  # fmt: skip
KINDS: Final[dict[str, Kind]] = {kind.name: kind for kind in IN_ORDER}

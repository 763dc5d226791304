"""Every kind of notice there is, in the order in which they are asked after."""

from typing import Final

from notifications.domain.answer_received import answer_received
from notifications.domain.cancellation import cancellation
from notifications.domain.change import change
from notifications.domain.confirmation import confirmation
from notifications.domain.invitation import invitation
from notifications.domain.kind import Kind
from notifications.domain.reminder import reminder
from notifications.domain.seat_cancellation import seat_cancellation
from notifications.domain.seat_change import seat_change
from notifications.domain.seat_offered import seat_offered
from notifications.domain.seat_registered import seat_registered
from notifications.domain.seat_reminder import seat_reminder
from notifications.domain.sign_in_link import sign_in_link

# A first letter comes before a change: what waits to be said is said as things stand then.
IN_ORDER: Final = (
    sign_in_link, invitation, confirmation, change, cancellation, reminder, answer_received,
    seat_registered, seat_offered, seat_change, seat_cancellation, seat_reminder,
)  # fmt: skip
KINDS: Final[dict[str, Kind]] = {kind.name: kind for kind in IN_ORDER}

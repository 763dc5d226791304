"""A letter for tests that are not about its words."""

from datetime import UTC, datetime

from notifications.channels.message import CalendarPart, Message

LETTER = Message(
    key="0198", host="convoca.test", written_at=datetime(2026, 11, 28, 15, 0, tzinfo=UTC),
    sender="convoca@convoca.test", sender_name="Convoca",
    to="ana@convoca.test", to_name="Ana Ñandú", language="es", subject="Invitación",
    text="Hola, Ñandú\n.\nfin\n", html="<p>Hola, Ñandú</p>\n",
    calendar=CalendarPart("REQUEST", "SUMMARY:Reunión\r\n".encode()),
)  # fmt: skip

"""What those who look after the outbox may read of a letter that was kept."""

from notifications.domain.office import Office
from notifications.domain.outbox.kept_mail import kept_mail
from server.foundation.database import fetch
from server.foundation.identity import new_id
from tests.support.events import TODAY
from tests.support.rounds import invited, told


async def test_nobody_can_answer_or_stop_letters_in_the_name_of_who_got_them(
    offline_office: Office,
) -> None:
    await invited()
    await told(offline_office, TODAY)
    notice = (await fetch("SELECT id FROM notice WHERE kind = 'invitation'"))[0]["id"]
    letter = await kept_mail(notice, offline_office)
    assert letter is not None
    lines = [line for paragraph in letter.paragraphs for line in paragraph]
    assert "http://convoca.test/r/…?r=si" in lines
    assert "Dejar de recibir estos correos: http://convoca.test/b/…" in lines
    assert await kept_mail(new_id(), offline_office) is None

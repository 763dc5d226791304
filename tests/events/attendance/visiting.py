"""What an attendee's browser does with the check-in page."""

import re

import httpx

AGE = "16"
ANSWERS = {"sex": "female", "age": AGE, "audience": "adolescents"}


async def fill_in(phone: httpx.AsyncClient, address: str, **changes: str) -> httpx.Response:
    """Open the page and send its form, with everything that is hidden in it."""
    page = await phone.get(address)
    assert page.status_code == 200, page.text
    (action,) = re.findall(r'action="([^"]+)"', page.text)
    data = {**hidden_in(page), **ANSWERS, **changes}
    return await phone.post(action.replace("&amp;", "&"), data=data)


def hidden_in(page: httpx.Response) -> dict[str, str]:
    """The hidden fields of a form."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))

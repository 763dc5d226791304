"""Every address of this room."""

from litestar.types import ControllerRouterHandler

from volunteers.people.web.credentials_api import CredentialsApi
from volunteers.people.web.network_pages import NetworkPages
from volunteers.people.web.people_api import PeopleApi
from volunteers.people.web.people_pages import PeoplePages
from volunteers.people.web.profile_pages import ProfilePages

routes: list[ControllerRouterHandler] = [
    PeoplePages,
    NetworkPages,
    ProfilePages,
    PeopleApi,
    CredentialsApi,
]

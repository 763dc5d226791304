"""Every address of this room."""

from litestar.types import ControllerRouterHandler

from volunteers.people.web.absence_pages import AbsencePages
from volunteers.people.web.credential_pages import CredentialPages
from volunteers.people.web.credentials_api import CredentialsApi
from volunteers.people.web.network_pages import NetworkPages
from volunteers.people.web.own_profile_pages import OwnProfilePages
from volunteers.people.web.pairing_pages import PairingPages
from volunteers.people.web.people_api import PeopleApi
from volunteers.people.web.people_pages import PeoplePages
from volunteers.people.web.profile_pages import ProfilePages
from volunteers.people.web.renewal_pages import RenewalPages
from volunteers.people.web.roster_pages import RosterPages
from volunteers.people.web.time_api import TimeApi

routes: list[ControllerRouterHandler] = [
    PeoplePages,
    NetworkPages,
    ProfilePages,
    CredentialPages,
    PairingPages,
    OwnProfilePages,
    AbsencePages,
    PeopleApi,
    CredentialsApi,
    TimeApi,
    RenewalPages,
    RosterPages,
]

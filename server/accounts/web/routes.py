"""Every address of this room."""

from litestar.types import ControllerRouterHandler

from server.accounts.web.account_pages import AccountPages, OwnPasswordPages
from server.accounts.web.audit_pages import AuditPages
from server.accounts.web.confirm_pages import ConfirmPages
from server.accounts.web.erasure_pages import ErasurePages
from server.accounts.web.own_data_pages import OwnDataPages
from server.accounts.web.passkey_pages import PasskeySignInPages
from server.accounts.web.people_accounts import ManagingPages
from server.accounts.web.people_accounts_list_pages import AccountListPages
from server.accounts.web.protecting_pages import ProtectingPages
from server.accounts.web.retention_pages import RetentionPages
from server.accounts.web.second_step_own_pages import OwnSecondStepPages
from server.accounts.web.second_step_pages import SecondStepPages
from server.accounts.web.session_pages import SessionPages
from server.accounts.web.sign_in_pages import SignInPages
from server.accounts.web.token_pages import TokenListPages, TokenPages

routes: list[ControllerRouterHandler] = [
    SignInPages,
    PasskeySignInPages,
    SecondStepPages,
    ProtectingPages,
    OwnSecondStepPages,
    AccountPages,
    OwnPasswordPages,
    SessionPages,
    ConfirmPages,
    AccountListPages,
    ManagingPages,
    TokenListPages,
    TokenPages,
    AuditPages,
    ErasurePages,
    OwnDataPages,
    RetentionPages,
]

"""Every address of this room."""

from litestar.types import ControllerRouterHandler

from notifications.web.ahead_pages import AheadPages
from notifications.web.channel_pages import ChannelPages
from notifications.web.confirming_pages import ConfirmingPages
from notifications.web.contact_pages import HelperContactPages, OwnContactPages
from notifications.web.hook_pages import Hooks
from notifications.web.inbox_pages import InboxPages
from notifications.web.opt_out_pages import OptOutPages
from notifications.web.outbox_pages import OutboxPages
from notifications.web.rule_pages import RulePages
from notifications.web.text_pages import TextPages
from notifications.web.webhook_api import WebhookApi
from notifications.web.webhook_pages import WebhookPages

routes: list[ControllerRouterHandler] = [
    Hooks, TextPages, InboxPages, OutboxPages, ChannelPages, RulePages, AheadPages,
    ConfirmingPages, HelperContactPages, OptOutPages, OwnContactPages,
    WebhookApi, WebhookPages,
]  # fmt: skip

"""Slack's limits, each with its source in Slack's documentation as of July 2026."""

TRIGGER_ID_LIVES_S = 3.0  # docs.slack.dev/interactivity/handling-user-interaction: trigger_id
RESPONSE_URL_LIVES_S = 1_800.0  # same page: response_url, "up to 5 times within 30 minutes"
RESPONSE_URL_USES = 5
ACK_WITHIN_S = 3.0  # docs.slack.dev/interactivity/implementing-slash-commands
MESSAGE_TEXT = 40_000  # docs.slack.dev/reference/methods/chat.postMessage: truncated beyond; refused here
MESSAGE_BLOCKS = 50  # docs.slack.dev/reference/block-kit/blocks
VIEW_BLOCKS = 100
MESSAGE_BLOCKS_TEXT = 13_200  # all blocks together: beyond it chat.postMessage answers msg_blocks_too_long
BLOCK_ID = 255
SECTION_TEXT = 3_000  # docs.slack.dev/reference/block-kit/blocks/section-block
SECTION_FIELDS = 10
HEADER_TEXT = 150  # …/header-block
CONTEXT_ELEMENTS = 10  # …/context-block
ACTIONS_ELEMENTS = 25  # …/actions-block
BUTTON_TEXT = 75  # …/block-elements/button-element
BUTTON_VALUE = 2_000
ACTION_ID = 255
OPTIONS = 100  # …/block-elements/select-menu-element
OPTION_TEXT = 75
VIEW_TITLE = 24  # docs.slack.dev/reference/views/modal-views
VIEWS_IN_A_STACK = 3  # same page
PRIVATE_METADATA = 3_000
PLAIN_INPUT = 3_000  # …/block-elements/plain-text-input-element: max_length
FILE_INPUT = 10  # …/block-elements/file-input-element: max_files
FILE_INPUT_BYTES = 10 * 1024 * 1024  # same page
HISTORY_PAGE = 999  # docs.slack.dev/reference/methods/conversations.history
ALT_TEXT = 2_000  # docs.slack.dev/reference/block-kit/blocks/image-block
IMAGE_URL = 3_000
TABLE_ROWS = 100  # docs.slack.dev/reference/block-kit/blocks/table-block
TABLE_COLUMNS = 20
# docs.slack.dev/changelog/2017-10-keeping-up-with-the-jsons: methods that write take JSON; others ignore it.
TAKES_JSON = frozenset(
    {"chat.postMessage", "chat.postEphemeral", "chat.update", "conversations.open", "auth.test"}
    | {"views.open", "views.push", "views.publish", "views.update"}
)

"""`python -m bot`: the practice city when no token is set, otherwise the bot; with words after it, `cn-bot`."""

from bot.cli import module_main

module_main()

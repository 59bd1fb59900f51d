"""`python -m bot`: the practice city if no token is set, otherwise the bot; with arguments it is `cn-bot`."""

from bot.cli import module_main

module_main()

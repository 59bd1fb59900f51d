"""`python -m bot` is `cn-bot`."""

from bot.cli import main

main()

"""Benchmarks of the bot, as ratios within one run on one machine: `make bench`, or `python -m tests.bench NAME …`.

Each subject has its own file with a function `figures()`. Two cores are enough; no other work should run meanwhile.
"""

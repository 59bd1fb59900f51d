"""What the bot costs, as ratios within one run on one machine: `make bench`, or `python -m tests.bench NAME …`.

A file a subject, each with `figures()`. Two cores are enough; other work on the machine is not wanted meanwhile.
"""

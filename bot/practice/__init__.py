"""The practice Slack: a server on 127.0.0.1 that behaves like Slack and imports nothing of CN Bot.

It answers the bot's calls, does what people do, and keeps everything in one SQLite file. Where it differs from Slack,
it is stricter. Start a server and drive a person:

    with Practice(City(...), file=":memory:") as slack:          # bot.practice.server
        officer = slack.person("U0OFFICER")                      # bot.practice.driver
        officer.command("C0FIELD", "/cn", "report 창호 결로")
        officer.sees("C0COUNCIL")
"""

"""The practice Slack: a stand-in for Slack on 127.0.0.1 that imports nothing of CN Bot.

It answers what a bot calls, does what people do, keeps everything in one SQLite file, and is stricter than Slack where
it differs. Start one and drive a person:

    with Practice(City(...), file=":memory:") as slack:          # bot.practice.server
        officer = slack.person("U0OFFICER")                      # bot.practice.driver
        officer.command("C0FIELD", "/cn", "report 창호 결로")
        officer.sees("C0COUNCIL")
"""

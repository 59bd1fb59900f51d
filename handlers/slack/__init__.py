"""How we speak with Slack: payloads decoded, requests answered, files fetched and posted, blocks built.

A subject's listeners, blocks and messages are in its own package.
"""

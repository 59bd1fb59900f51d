"""How we speak with Slack: payloads decoded, requests answered, files fetched and posted, blocks built. No subject."""

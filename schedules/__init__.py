"""Everything about time: calendars, due dates, planning and delivery.

No sentence for people and no call to Slack lives here.
"""

"""Everything about time: calendars, due dates, planning and delivery."""

"""Reading what people type: text, amounts, figures and units.

No database; dates are read in `schedules/dates/`.
"""

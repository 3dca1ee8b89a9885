"""What every test stands on: the calendar table, and the names Powertools reads at import."""

import os

from infra import calendar_table

calendar_table.make()
os.environ["POWERTOOLS_SERVICE_NAME"] = "interview-follow-up"
os.environ["POWERTOOLS_METRICS_NAMESPACE"] = "InterviewFollowUp"

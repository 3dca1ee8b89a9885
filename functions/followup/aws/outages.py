"""Whose fault a fault is: an outage passes by itself, what remains is in the item."""

from botocore.exceptions import BotoCoreError, ClientError

# The last is of DynamoDB, where it left unread what was asked for (table.py).
OUTAGES = (BotoCoreError, ClientError, TimeoutError)
# DynamoDB and SQS say this of what was asked, and would say it again.
WRONG_REQUEST = "ValidationException"


def is_outage(fault: Exception) -> bool:
    """A service that did not answer, was too busy, or did not let us in. Nothing is said of
    the item that was worked on, so it is left as it is and comes again."""
    if isinstance(fault, ClientError):
        return bool(fault.response["Error"]["Code"] != WRONG_REQUEST)
    return isinstance(fault, OUTAGES)

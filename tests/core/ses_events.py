"""Events as SES reports them, about a row of ours."""

from typing import Any

SUBSCRIBER, ID = "ab" * 20, "00000000-0000-4000-8000-000000000001"
ATTEMPT = "00000000-0000-4000-8000-000000000002"
ROW = f"{SUBSCRIBER}_R_{ID}"


def an_event(kind: str = "Send", row: str = ROW, attempt: str = ATTEMPT, **more: Any) -> Any:
    tags = {"row": [row], "attempt": [attempt], "ses:configuration-set": ["letters"]}
    tags |= {"to": [more.pop("to")]} if "to" in more else {}
    return {
        "source": "aws.ses",
        "detail-type": f"Email {kind}",
        "detail": {"eventType": kind, "mail": {"tags": tags}, **more},
    }


def a_complaint(of_type: str | None) -> Any:
    named = {} if of_type is None else {"complaintFeedbackType": of_type}
    return an_event("Complaint", complaint=named)


def a_bounce(of_type: str) -> Any:
    return an_event("Bounce", bounce={"bounceType": of_type, "bounceSubType": "General"})

"""One family of errors: a code for programs, a sentence for people, the wrong fields.

`functions/routes/faults.py` maps the classes to HTTP statuses in one place; nothing else does.
"""


class FollowUpError(Exception):
    """Base of everything this service refuses. `fields` maps a form field to its fault."""

    code = "refused"
    message = "That did not work."

    def __init__(self, message: str = "", *, fields: dict[str, str] | None = None) -> None:
        super().__init__(message or self.message)
        self.message = message or self.message
        self.fields = fields or {}


class Invalid(FollowUpError):
    code = "invalid"
    message = "Some of the answers need another look."


class TooLarge(FollowUpError):
    code = "too_large"
    message = "That is more than we can store. Shorten the texts and send it again."


class WrongType(FollowUpError):
    code = "wrong_type"
    message = "Send the request as application/json."


class LinkInvalid(FollowUpError):
    """A token that is stale, forged, cut short, or made for something else."""

    code = "link_invalid"
    message = "This link does not work any more. Ask for a new one; nothing is lost."


class NotFound(FollowUpError):
    code = "not_found"
    message = "There is nothing here. It may have been erased."


class ChangedElsewhere(FollowUpError):
    """Somebody changed it after it was read. `current` is the record as it is now."""

    code = "changed_elsewhere"
    message = "This was changed in another window. Nothing of yours is lost; look and try again."

    def __init__(self, current: object) -> None:
        super().__init__()
        self.current = current


class NotThroughSite(FollowUpError):
    """Sent to the API past the site's own address, where nothing slows a program down."""

    code = "not_through_site"
    message = "Send this to the address of the site."


class PressAgain(FollowUpError):
    """Sent faster than a person types, or with a field filled in that people do not see."""

    code = "press_again"
    message = "Press the button again to send this."


class TooMany(FollowUpError):
    code = "too_many"
    message = "That is as much as one address may ask for. Try again later."


class Unavailable(FollowUpError):
    code = "unavailable"
    message = "The service does not answer right now. Nothing of yours is lost; try again soon."

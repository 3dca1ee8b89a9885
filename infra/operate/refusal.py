"""Why a command was not carried out, in one sentence a line."""


class Refused(Exception):
    """Wrong input: nothing was touched. The message is all the operator sees."""


class Failed(Exception):
    """Something outside went wrong on the way; the message says what, and what to do."""

"""Every limit of the service, written once; tests hold template, script and docs against it."""

from datetime import timedelta

# What a form may hold.
MAX_BODY_BYTES = 32 * 1024
MAX_NAME_CHARS = 80
MAX_DETAIL_CHARS = 200
MAX_NOTE_CHARS = 4_000
MAX_ADDRESS_CHARS = 254  # RFC 5321, 4.5.3.1.3 less the angle brackets
MAX_PHONE_CHARS = 40
MAX_CONTACT_CHARS = 254
MAX_PEOPLE = 20
MAX_FOLLOW_UPS = 20
MAX_MAILTO_CHARS = 1_500  # some mail programs cut what is longer
MAX_LETTER_BYTES = 60_000  # mail programs fold longer ones, and the way to stop with them
MAX_NOTES_BYTES = 40_000  # of the notes in one letter, as text and as HTML
MAX_CHECK_INS = 20
DEFAULT_CHECK_INS = 12
MAX_YEARS_AWAY = 2
FARTHEST = timedelta(days=366 * MAX_YEARS_AWAY)
EARLIEST_HOUR = 6
LATEST_HOUR = 21
DEFAULT_HOUR = 9

# A form that was open for less was not filled in by a person.
FORM_SECONDS = 3

# How long things live (DynamoDB deletes late, so reads check too).
PENDING_LIFE = timedelta(days=7)
FORGET_LIFE = timedelta(days=400)
AFTER_LAST_STEP = timedelta(days=90)
COUNTER_LIFE = timedelta(days=30)
NETWORK_COUNTER_LIFE = timedelta(hours=2)  # it counts one hour, and ends after that hour is over
BACKUP_LIFE = timedelta(days=35)  # DynamoDB's own, of point-in-time recovery

# How long links work.
CONFIRM_LINK_LIFE = timedelta(days=7)
REMINDER_LINK_LIFE = timedelta(days=180)
PRIVATE_LINK_LIFE = timedelta(days=400)
MOVE_LINK_LIFE = timedelta(days=7)
UNDO_LIFE = timedelta(hours=24)
MAX_UNDOS = 5

# Letters of one kind for one address.
LETTERS_PER_DAY = 2
LETTERS_PER_MONTH = 5
LETTER_PAUSE = timedelta(minutes=10)

# Requests for letters from everybody together, in an hour: beyond it somebody uses many networks,
# and the good name of the sender is worth more than an hour of sign-ups.
REQUESTS_PER_HOUR = 5_000

# What the calendar shows.
EVENT_LENGTH = timedelta(minutes=15)
CANCELED_SHOWN_FOR = timedelta(days=30)

# Sending.
SLOTS = 16
LEASE = timedelta(minutes=45)
MAX_TRIES = 2
MAX_REFUSALS = 5
PUSH_BACK = timedelta(hours=1)  # of a row nobody can handle
MAX_UNKNOWNS = 10  # in a row, then nothing is claimed for a while
HOLD = timedelta(minutes=5)
BACKOFF = timedelta(minutes=1)
LONGEST_BACKOFF = timedelta(hours=1)
FUNCTION_TIMEOUT = timedelta(seconds=60)
LEAVE_WHEN_UNDER = timedelta(seconds=15)
MAX_SETTLE_TRIES = 5

"""The pages of `/outbox/`: plain HTML, no script, nothing from another host."""

import re
from collections.abc import Sequence
from html import escape

from infra.outbox import Letter

LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")

STYLE = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 52rem; padding: 1rem; }
article { border: 1px solid; border-radius: .5rem; margin: 1.5rem 0; padding: 0 1rem 1rem; }
h2 { font-size: 1.15rem; margin: .75rem 0 0; }
dl { display: grid; gap: 0 1rem; grid-template-columns: max-content 1fr; margin: .25rem 0 .75rem; }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { background: #fff; border: 1px solid; box-sizing: border-box; height: 26rem; width: 100%; }
pre { overflow-wrap: anywhere; white-space: pre-wrap; }
button { font: inherit; padding: .5rem 1rem; }
"""


def list_letters(letters: Sequence[Letter], note: str = "") -> str:
    """The whole outbox, `letters` newest last as everywhere, shown newest first."""
    shown = "".join(_article(letter) for letter in reversed(letters))
    return _page(
        "Outbox",
        f"""\
<h1>Outbox</h1>
<p>Every e-mail this copy of the service sent. None of them left this computer.
Reload the page to see newer ones.</p>
<form method="post" action="/outbox/next">
<button>Deliver the next reminder</button>
</form>
<p role="status">{escape(note)}</p>
{shown or "<p>No e-mail yet. Ask for reminders on the site, and the first one comes here.</p>"}
""",
    )


def show_next(as_of: str | None, sent: int) -> str:
    """What a press on "Deliver the next reminder" did, in a sentence."""
    if as_of is None:
        return "Nothing is due, now or later."
    when = as_of.replace("T", " ").replace("Z", " UTC")
    count = "1 e-mail" if sent == 1 else f"{sent or 'no'} e-mails"
    return f"The clock was moved to {when}; {count} left."


def show_html(letter: Letter) -> str:
    """The HTML of a letter, unchanged but for where its links open: in the whole window."""
    base = '<base target="_top">'
    changed, times = re.subn(r"(?i)<head[^>]*>", lambda head: head[0] + base, letter.html, count=1)
    return changed if times else base + letter.html


def _article(letter: Letter) -> str:
    page = f"/outbox/{letter.id}.html"
    return f"""\
<article id="{escape(letter.id)}">
<h2>{escape(letter.subject)}</h2>
<dl>
<dt>To</dt><dd>{escape(letter.to)}</dd>
<dt>Sent</dt><dd><time datetime="{letter.sent_at}">{letter.sent_at}</time></dd>
</dl>
{_frame(letter, page) if letter.html else ""}
<details{"" if letter.html else " open"}><summary>Text version</summary>
<pre>{_link(letter.text)}</pre></details>
<p><a href="/outbox/{letter.id}.eml">The message as it was sent</a></p>
</article>
"""


def _frame(letter: Letter, page: str) -> str:
    # Links open in the whole window, and only on a press; scripts and forms do nothing.
    sandbox = "allow-top-navigation-by-user-activation"
    return f"""\
<iframe src="{page}" sandbox="{sandbox}" title="{escape(letter.subject)}" loading="lazy"></iframe>
<p><a href="{page}">On its own page</a></p>
"""


def _link(text: str) -> str:
    parts, end = [], 0
    for found in LINK.finditer(text):
        address = escape(found[0])
        parts += [escape(text[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*parts, escape(text[end:])])


def _page(title: str, body: str) -> str:
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/outbox/outbox.css">
<link rel="icon" href="data:,">
</head>
<body>
{body}</body>
</html>
"""

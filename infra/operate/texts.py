"""The operator's own templates, held against ours before anything is built.

A note that cannot be read would stop the build of the site; a letter that names what nobody
gives it would only fail when it is due, and one without its button leads nowhere. So they are
looked at here.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from jinja2 import Environment, TemplateError, meta, nodes

from followup.letter_text import MAKERS
from followup.note_files import WORDS, read_template, read_words
from followup.note_syntax import TemplateFault
from infra.bundle import FUNCTIONS
from infra.operate.layers import TEMPLATES
from infra.operate.refusal import Refused

OURS = FUNCTIONS / TEMPLATES
# A heading may go; a button or a note that is gone leaves a letter that leads nowhere.
KEPT = MAKERS.keys() - {"heading"}
HEAD = re.compile(r"^subject:.*^---\r?$", re.MULTILINE | re.DOTALL)


def check_texts(own: Path) -> None:
    """Raises Refused with a line for each file that could not be used."""
    faults = [fault for file in sorted(own.rglob("*.*")) for fault in _faults(file, own)]
    if faults:
        raise Refused("\n".join(faults))


def _faults(file: Path, own: Path) -> Iterator[str]:
    folder = file.relative_to(own).parent
    locales = sorted(each.name for each in OURS.iterdir() if each.is_dir())
    ours = sorted(each.name for each in (OURS / folder).glob("*.*"))
    if not folder.parts or folder.parts[0] not in locales:
        yield f"{file}: ours are in {', '.join(locales)}, and no other folder would ever be used."
    elif file.name not in ours:
        close = get_close_matches(file.name, ours, 1)
        guess = f" Did you mean {close[0]}?" if close else ""
        yield f"{file}: no text of ours has this name, so it would never be used.{guess}"
    elif fault := _fault_of_letter(file) if folder.name == "letters" else _fault_of_note(file):
        yield f"{file}: {fault}"


def _fault_of_note(file: Path) -> str:
    try:
        if file.stem == WORDS:
            read_words(file.parent)
        else:
            read_template(file.parent, file.stem)
    except (TemplateFault, UnicodeDecodeError) as fault:
        return str(fault)
    return ""


def _fault_of_letter(file: Path) -> str:
    ours = OURS / "en" / "letters" / file.name
    try:
        named, kept = _names(file), _marks(file)
    except UnicodeDecodeError:
        return "save this file as UTF-8."
    except TemplateError as fault:
        return f"line {getattr(fault, 'lineno', 1)}: {fault}"
    unknown = sorted(named - _names(ours) - {"loop"})
    if unknown:
        return f"nothing is called {', '.join(unknown)} in this e-mail. Use the names ours uses."
    if file.suffix == ".txt" and not HEAD.search(file.read_text("utf-8")):
        return "it needs a line that begins with subject: and one that is ---"
    missing = [shown for name, shown in _marks(ours).items() if name not in kept]
    missing = missing or sorted(_names(ours) - named if file.suffix == ".html" else ())
    return f"keep what ours has. Missing: {', '.join(missing)}" if missing else ""


def _names(file: Path) -> set[str]:
    given = MAKERS if file.suffix == ".txt" else {}
    return set(meta.find_undeclared_variables(_read(file))) | given.keys()


def _marks(file: Path) -> dict[str, str]:
    """The buttons and notes of a letter by what is behind them, as one reads them there."""
    return {
        name: f"{maker}(…, {name})"
        for call in _read(file).find_all(nodes.Call)
        for maker in list(_dotted(call.node))[:1]
        for behind in (*call.args[1:], *(each.value for each in call.kwargs))
        for name in _dotted(behind)
        if maker in KEPT
    }


def _dotted(node: nodes.Node) -> Iterator[str]:
    """Every name in an expression, with its dots."""
    if isinstance(node, nodes.Name):
        yield node.name
    elif isinstance(node, nodes.Getattr):
        yield from (f"{name}.{node.attr}" for name in _dotted(node.node))
    else:
        for child in node.iter_child_nodes():
            yield from _dotted(child)


def _read(file: Path) -> nodes.Template:
    return Environment(autoescape=True).parse(file.read_text("utf-8"))

"""What is looked at on this machine: the throttle, the journal, the versions."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pfgraph.doctor.diagnosis import Diagnosis, fault, note, ok
from pfgraph.errors import RunError
from pfgraph.runs.journal import Journal
from pfgraph.runs.journalfile import FILE, FOLDER
from pfgraph.runs.model import Kind
from pfgraph.settings.manners import manners
from pfgraph.settings.wikis import WikiSettings, is_here
from pfgraph.wikibase.client.configuration import Throttle

PYWIKIBOT = (11, 8)  # the oldest with a limit of lag for writing apart from that for reading


def about_throttle(chosen: WikiSettings, set_to: Throttle, user_config: bool) -> Diagnosis:
    """How fast pywikibot is let, and who said so; `set_to` is what is in force."""
    bounds = manners(chosen.url)
    if "edit_interval" in chosen.chosen:
        who = "from pfgraph.toml"
    elif user_config:
        who = "from pywikibot's user-config.py"
    else:
        who = "a wiki on this machine" if is_here(chosen.url) else "politeness; not configured"
    text = (
        f"put_throttle {set_to.put_throttle:g} s ({who}), "
        f"minthrottle {set_to.minthrottle:g} s, {chosen.workers} at once, "
        f"maxlag {set_to.maxlag:g} s"
    )
    if bounds:
        text += f"; {bounds.name} are never edited faster than every {bounds.interval:g} s"
    if chosen.told:
        return note(
            "throttle", f"{text}. {'. '.join(chosen.told)}",
            "mend these settings in pfgraph.toml; they have no effect there",
        )  # fmt: skip
    return ok("throttle", text)


def about_journal(url: str, folder: Path = FOLDER) -> Diagnosis:
    """Whether the journal can be written, and what is still open on this wiki."""
    place = folder if folder.exists() else folder.absolute().parent
    if not os.access(place, os.W_OK):
        return fault(
            "journal", f"{place} may not be written to, and every run keeps its journal there",
            "run the commands in a folder of your own",
        )  # fmt: skip
    if not (folder / FILE).is_file():
        return ok("journal", f"{folder / FILE} will be made by the first run")
    try:
        return _open_runs(url, Journal(folder))
    except RunError as error:
        return fault("journal", str(error), "restore the file from a copy, or move it away")


def _open_runs(url: str, journal: Journal) -> Diagnosis:
    try:
        runs = journal.runs(url)
    finally:
        journal.close()
    left = [run for run in runs if not run.ended and run.kind is not Kind.SCHEMA]
    if left:
        names = ", ".join(run.id for run in left[:3]) + (" …" if len(left) > 3 else "")
        return note(
            "journal", f"{len(left)} of {len(runs)} runs on this wiki were cut off: {names}",
            f"`pfgraph resume {left[0].id}` goes on with the newest",
        )  # fmt: skip
    return ok("journal", f"{journal.path}: {len(runs)} runs on this wiki, none of them open")


def about_versions() -> Diagnosis:
    """Python, pfgraph and pywikibot."""
    found = version("pywikibot")
    text = f"pfgraph {_version('pfgraph')}, pywikibot {found}, Python {platform.python_version()}"
    if tuple(int(part) for part in found.split(".")[:2]) < PYWIKIBOT:
        return fault(
            "versions", text,
            f"install pywikibot {'.'.join(map(str, PYWIKIBOT))} or newer: the limit of lag is "
            "without effect in older ones",
        )  # fmt: skip
    return ok("versions", text)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"

"""Every text that a person sees is in the catalogues, and no catalogue holds a dead one.

The texts are collected anew, with gettext, from a copy of the sources, and compared with
`portal/locale/*/LC_MESSAGES/*.po`. A missing or stale text is an error in every language; an
empty or fuzzy one too where people already read that language. English is the language of the
sources: its catalogue, if there is one, may be empty.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent.parent
READ_BY_PEOPLE = {"vi", "zh_Hans", "ko", "ja"}
SHOWN = 8  # examples of each kind of mistake


def collect(folder: Path) -> Catalog:
    """All texts of the sources as makemessages finds them."""
    for part in ("portal", "parks", "investors", "templates"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", folder)
    (folder / "portal" / "locale" / "en").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "manage.py", "makemessages", "--locale", "en"]
    env = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"makemessages failed: {done.stderr.strip() or done.stdout.strip()}")
    with (folder / "portal" / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as found:
        return read_po(found, locale="en")


def key(message: Message) -> tuple[str, str]:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return (message.context or "", text)


def is_empty(message: Message) -> bool:
    said = message.string
    return not said or (not isinstance(said, str) and not all(said))


def mistakes(language: str, catalog: Catalog, wanted: Catalog) -> list[str]:
    there = {key(message): message for message in catalog if message.id}
    needed = {key(message): message for message in wanted if message.id}
    found = [f"missing: {text!r}" for _, text in needed.keys() - there.keys()][:SHOWN]
    found += [f"stale: {text!r}" for _, text in there.keys() - needed.keys()][:SHOWN]
    if language in READ_BY_PEOPLE:
        found += [f"fuzzy: {m.id!r}" for m in there.values() if m.fuzzy][:SHOWN]
        found += [f"empty: {m.id!r}" for m in there.values() if is_empty(m)][:SHOWN]
    for message in there.values():
        # A translation that lost a %(name)s breaks the page it stands on.
        found += [f"{message.id!r}: {error}" for error in message.check(catalog)][:SHOWN]
    return found


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        wanted = collect(Path(folder))
    files = sorted((ROOT / "portal" / "locale").glob("*/LC_MESSAGES/django.po"))
    languages = {file.parent.parent.name for file in files}
    problems = [f"{lacking}: no catalogue" for lacking in READ_BY_PEOPLE - languages]
    for file in files:
        language = file.parent.parent.name
        with file.open("rb") as source:
            found = mistakes(language, read_po(source, locale=language), wanted)
        problems += [f"{language}: {problem}" for problem in found]
    print("\n".join(problems) or f"{len(wanted)} texts, in {', '.join(sorted(languages))}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

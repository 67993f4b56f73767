"""A real Chromium for the browser tests: $CHROMIUM, the machine's, else one from npm.

The npm package @sparticuz/chromium carries the program and its libraries as Brotli archives for
x86-64 Linux; they are unpacked here, once, beside the package.
"""

import fcntl
import io
import os
import shutil
import tarfile
from pathlib import Path

import brotli

from tests.servers import Missing

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGE = Path(__file__).parent.parent / "node_modules" / "@sparticuz" / "chromium" / "bin"
SWITCHES = [
    "--no-sandbox",  # as root and in containers there is none to have
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

Environment = dict[str, str | float | bool]  # as Playwright wants it
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{folder}/fonts-cache</cachedir>
</fontconfig>
"""


def chromium() -> tuple[str, Environment]:
    """The path of a Chromium and the environment it needs.

    Raises `Missing`, with a sentence on how to get one.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if shutil.which(named):
            return named, {}
        raise Missing(f"CHROMIUM names {named}, which is no program.")
    for name in NAMES:
        if found := shutil.which(name):
            return found, {}
    if not PACKAGE.is_dir() or os.uname().machine != "x86_64":
        raise Missing(
            "The browser tests need Chromium and found none. Install it (Debian: apt install "
            "chromium) or name one: CHROMIUM=/path/to/chrome"
        )
    return unpack(PACKAGE.parent / "unpacked")


def unpack(folder: Path) -> tuple[str, Environment]:
    program = folder / "chromium"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several test processes may come at once
        if not program.exists():
            for name, place in (("al2023", "al2023"), ("fonts", "fonts"), ("swiftshader", ".")):
                packed = brotli.decompress((PACKAGE / f"{name}.tar.br").read_bytes())
                with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                    # Python 3.11.2, which Debian 12 has, knows no filter yet.
                    archive.extraction_filter = getattr(tarfile, "data_filter", None)
                    archive.extractall(folder / place)  # noqa: S202 - pinned by hash
            (folder / "fonts" / "fonts.conf").write_text(FONTS.format(folder=folder))
            raw = folder / "chromium.part"
            raw.write_bytes(brotli.decompress((PACKAGE / "chromium.br").read_bytes()))
            raw.chmod(0o755)
            raw.rename(program)
    libraries = [str(folder / "al2023" / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]
    return str(program), {
        **os.environ,
        "LD_LIBRARY_PATH": os.pathsep.join(filter(None, libraries)),
        "FONTCONFIG_PATH": str(folder / "fonts"),  # without it a page has no text at all
    }

"""`make lint`: every check, one after the other; the exit code says whether all passed."""

import shutil
import subprocess
import sys
import tempfile
import time
from os import devnull, environ
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
HERE = [sys.executable, "-m"]
CHECKS = {
    "ruff": [*HERE, "ruff", "check", "--quiet", "."],
    "ruff format": [*HERE, "ruff", "format", "--check", "--quiet", "."],
    "djlint": [*HERE, "djlint", "templates", "--lint", "--quiet"],
    "mypy": [*HERE, "mypy", "."],
    "import-linter": [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "translations": [*HERE, "tests.lint.translations"],
    "glossary": [*HERE, "tests.lint.glossary"],
    "deptry": [str(Path(sys.executable).with_name("deptry")), "."],
}


def main(wanted: list[str]) -> int:
    """Run all checks, or those that are named."""
    unknown = set(wanted) - set(CHECKS)
    if unknown:
        sys.exit(f"No such check: {', '.join(sorted(unknown))}. There are: {', '.join(CHECKS)}.")
    if not shutil.which("xgettext") and (not wanted or "translations" in wanted):
        sys.exit("make lint needs gettext to find texts. Debian and Ubuntu: apt install gettext")
    failed = []
    with tempfile.TemporaryDirectory() as var:
        env = {**environ, "PORTAL_PROFILE": "test", "PORTAL_ENV_FILE": devnull, "PORTAL_VAR": var}
        for name in wanted or CHECKS:
            start = time.monotonic()
            done = subprocess.run(
                CHECKS[name], cwd=ROOT, env=env, capture_output=True, text=True, check=False
            )
            verdict = "FAILED" if done.returncode else "passed"
            print(f"{name:15} {verdict}  {time.monotonic() - start:5.1f} s", flush=True)
            if done.returncode:
                failed.append(name)
                print((done.stdout + done.stderr).strip(), end="\n\n", flush=True)
    print(f"{len(wanted or CHECKS) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What `compose.yaml` and the `Dockerfile` say starts, without Docker: their very commands, with
production settings, on the real PostgreSQL and Redis of the suite."""

import os
import re
import shlex
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
import yaml
from django.conf import settings

from tests.live import ROOT, Databases, wait_for
from tests.servers import free_port

# One group: the processes are started once, in one of the suite's workers.
pytestmark = [
    pytest.mark.toolchain,
    pytest.mark.services,
    pytest.mark.xdist_group("production"),
]
GIVEN = {
    "DOMAIN": "dautu.example.vn",
    "SECRET_KEY": "a-key-of-the-tests-that-is-long-enough-for-production-to-accept-it",
    "POSTGRES_PASSWORD": "unused",
    "EMAIL_URL": "smtp://localhost:2525",
    "DEFAULT_FROM_EMAIL": "no-reply@dautu.example.vn",
}
SERVICES: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]


def filled(value: str) -> str:
    """What compose makes of it: `${NAME}` and `${NAME:?why}` must be given, `${NAME:-else}` not."""
    return re.sub(
        r"\$\{(\w+)(?::\?[^}]*|:-([^}]*))?\}",
        lambda match: GIVEN[match[1]] if match[2] is None else GIVEN.get(match[1], match[2]),
        value,
    )


class Production:
    """The services of compose.yaml as processes; only addresses and folders are the test's."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.port = free_port()
        self.folder = folder
        self.here = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PORTAL_ENV_FILE": os.devnull,  # the image has no .env either
            "PORTAL_VAR": str(folder),
            "STATIC_ROOT": str(folder / "static"),
            "DATABASE_URL": database_url,
            "REDIS_URL": os.environ["LIVE_REDIS_URL"],
            "GRANIAN_HOST": "127.0.0.1",
            "GRANIAN_PORT": str(self.port),
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def environment(self, service: str) -> dict[str, str]:
        told = {name: filled(value) for name, value in SERVICES[service]["environment"].items()}
        return {**told, **self.here}

    def build(self) -> None:
        """The steps of the Dockerfile that are the portal's own."""
        for step in re.findall(r"^RUN (python .*)$", (ROOT / "Dockerfile").read_text(), re.M):
            subprocess.run(shlex.split(step), cwd=ROOT, env=self.here, check=True)

    def run(self, command: str, service: str = "web") -> subprocess.CompletedProcess[str]:
        env = self.environment(service)
        arguments = shlex.split(command)
        return subprocess.run(arguments, cwd=ROOT, env=env, capture_output=True, text=True)

    def start(self, service: str) -> None:
        with self.log(service).open("wb") as log:
            self.processes[service] = subprocess.Popen(
                shlex.split(filled(SERVICES[service]["command"])),
                cwd=ROOT,
                env=self.environment(service),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def log(self, service: str) -> Path:
        return self.folder / f"{service}.log"

    def said(self, service: str, words: str) -> bool:
        assert self.processes[service].poll() is None, self.log(service).read_text()
        return words in self.log(service).read_text()

    def refusal(self, path: str, **headers: str) -> HTTPError:
        with pytest.raises(HTTPError) as answer:
            self.get(path, **headers)
        answer.value.close()
        return answer.value

    def get(self, path: str, **headers: str) -> HTTPResponse:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        address = f"http://127.0.0.1:{self.port}{path}"
        request = urllib.request.Request(address, headers={"Host": GIVEN["DOMAIN"], **names})
        response: HTTPResponse = urllib.request.build_opener(NoRedirects).open(request, timeout=20)
        return response

    def stop(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait(30)


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any) -> None:
        """A redirect is an answer here, not something to follow."""


@pytest.fixture(scope="module")
def production(
    tmp_path_factory: pytest.TempPathFactory, live_databases: Databases
) -> Iterator[Production]:
    started = Production(tmp_path_factory.mktemp("production"), live_databases.create())
    try:
        started.build()
        prepared = started.run(filled(SERVICES["prepare"]["command"]), "prepare")
        assert prepared.returncode == 0, prepared.stderr
        for service in ("web", "worker", "beat"):
            started.start(service)
        yield started
    finally:
        started.stop()


def healthy(production: Production) -> bool:
    return production.run(SERVICES["web"]["healthcheck"]["test"]).returncode == 0


def test_the_web_server_becomes_healthy_and_serves_a_page_behind_the_proxy(
    production: Production,
) -> None:
    wait_for("the health check of compose.yaml", lambda: healthy(production))
    with production.get("/vi/", X_Forwarded_Proto="https", X_Forwarded_For="203.0.113.9") as page:
        assert page.status == 200
        assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
        assert "Set-Cookie" not in page.headers
        text = page.read().decode()
    style = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', text)
    assert style, "the page links no style sheet with a fingerprint in its name"
    with production.get(style[1], X_Forwarded_Proto="https") as sheet:
        assert "immutable" in sheet.headers["Cache-Control"]


def test_plain_http_is_sent_to_https(production: Production) -> None:
    wait_for("the health check of compose.yaml", lambda: healthy(production))
    answer = production.refusal("/vi/")
    assert answer.code == 301
    assert answer.headers["Location"] == f"https://{GIVEN['DOMAIN']}/vi/"


def test_a_foreign_host_is_refused(production: Production) -> None:
    wait_for("the health check of compose.yaml", lambda: healthy(production))
    answer = production.refusal("/vi/", Host="elsewhere.example", X_Forwarded_Proto="https")
    assert answer.code == 400


def test_worker_and_beat_run(production: Production) -> None:
    wait_for("the worker", lambda: production.said("worker", " ready."))
    wait_for("beat", lambda: production.said("beat", "beat: Starting..."))
    wait_for("a due task to reach the worker", lambda: production.said("beat", "Sending due task"))


def test_djangos_check_for_deployment_finds_nothing(production: Production) -> None:
    done = production.run("python manage.py check --deploy --fail-level WARNING")
    assert done.returncode == 0, done.stderr


def test_what_the_image_copies_and_compiles_is_there() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    compiled = re.findall(r"^RUN pybabel compile -D (\S+) -d (\S+)$", dockerfile, re.MULTILINE)
    sources = {
        (source.stem, folder)
        for folder in settings.LOCALE_PATHS
        for source in folder.glob("*/LC_MESSAGES/*.po")
    }
    assert {(domain, ROOT / folder) for domain, folder in compiled} == sources
    assert {folder for _domain, folder in sources} == set(settings.LOCALE_PATHS)
    for name in re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE):
        assert (ROOT / name).exists(), name


def test_nothing_of_the_developer_reaches_the_image() -> None:
    lines = (ROOT / ".dockerignore").read_text().split()
    assert lines[0] == "*"
    assert not {"!.env", "!var", "!tests", "!.git"} & set(lines)

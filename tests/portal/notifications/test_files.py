"""Mail as files, and the development page that shows them."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from portal.notifications.draining import drain
from portal.notifications.outbox import Recipient, post
from tests.portal.notifications.sinks import read


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "portal.notifications.files.EmailBackend"
    settings.EMAIL_OUTBOX = tmp_path / "outbox"
    return tmp_path / "outbox"


@pytest.fixture
def two_mails(folder: Path, db: None) -> list[Path]:
    for number in (1, 2):
        to = Recipient("lan@x.test", "vi", None, "Nguyễn Thị Lan")
        post(subject=f"Thư số {number}", text="Mã: 123456\n\n<b>Chào</b>", to=to, sealed=True)
        drain()
    return sorted(folder.iterdir())


def test_a_mail_is_one_whole_file_that_only_we_read(two_mails: list[Path]) -> None:
    assert [read(file.read_bytes())["Subject"] for file in two_mails] == ["Thư số 1", "Thư số 2"]
    assert {(file.suffix, file.stat().st_mode & 0o777) for file in two_mails} == {(".eml", 0o600)}


def test_the_page_lists_mails_newest_first(two_mails: list[Path], client: Client) -> None:
    page = client.get("/dev/mail/").content.decode()
    assert page.index("Thư số 2") < page.index("Thư số 1")
    assert "Nguyễn Thị Lan" in page
    assert client.get(f"/dev/mail/{two_mails[0].stem}/").context["mail"].text.startswith("Mã")


def test_no_mail_yet(folder: Path, client: Client) -> None:
    assert client.get("/dev/mail/").status_code == 200


def test_a_mails_html_is_shut_in_a_sandbox(two_mails: list[Path], client: Client) -> None:
    answer = client.get(f"/dev/mail/{two_mails[0].stem}/html/")
    assert "&lt;b&gt;Chào&lt;/b&gt;" in answer.content.decode()
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


@pytest.mark.parametrize("name", ["nothing", "..", "..%2f..%2fportal", "%2e%2e%2fx", "a.eml"])
def test_no_way_out_of_the_folder(folder: Path, client: Client, name: str) -> None:
    (folder.parent / "portal.eml").write_text("Subject: outside\n\n")
    assert client.get(f"/dev/mail/{name}/").status_code == 404


def test_production_shows_no_mail(two_mails: list[Path], client: Client, settings: Any) -> None:
    settings.PRODUCTION = True
    settings.SECURE_SSL_REDIRECT = False
    for path in ("", f"{two_mails[0].stem}/", f"{two_mails[0].stem}/html/"):
        assert client.get(f"/dev/mail/{path}").status_code == 404

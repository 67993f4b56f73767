"""`make shots`: the four pictures of the README, from a real portal with the demonstration in it.

Writes .github/shots/*.png, each at most 100 kB (256 colours, 1,200 px wide).
"""

import re
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.chromium import SWITCHES, chromium
from tests.live import Portal

PASSWORD = "demonstration-only"  # noqa: S105 - portal.accounts.demo, which needs Django set up
FOLDER = Path(__file__).parent.parent / ".github" / "shots"
LARGEST_BYTES = 100_000
SIZE = ViewportSize(width=1200, height=800)


def keep(page: Page, name: str) -> None:
    picture = Image.open(BytesIO(page.screenshot()))
    for colours in (256, 128, 64, 32, 16):
        out = BytesIO()
        picture.convert("RGB").quantize(colours).save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST_BYTES:
            break
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.png").write_bytes(out.getvalue())
    sys.stdout.write(f"{name}.png  {out.tell() // 1000} kB  {colours} colours\n")


def open_portal(folder: Path) -> Portal:
    portal = Portal(
        folder,
        {
            "PORTAL_PROFILE": "development",
            "DATABASE_URL": f"sqlite:///{folder}/shots.sqlite3",
            "REDIS_URL": "",
        },
    )
    for command in ("migrate", "createcachetable", "load_data", "load_demo"):
        portal.manage(command)
    portal.start_web()
    return portal


def take(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/en/")
    keep(page, "home")
    page.goto(f"{portal.url}/en/parks/song-khoai/")
    keep(page, "park")
    words = re.search(r"(HS-\S+)\s+(\S+)", portal.manage("welcome"))
    assert words, "welcome prints a reference and its secret"
    page.goto(f"{portal.url}/en/track/")
    page.locator("main input[name=reference]").fill(words[1])
    page.locator("main input[name=secret]").fill(words[2])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/track/HS-*/")
    keep(page, "track")
    page.goto(f"{portal.url}/admin/")
    page.locator("input[name=login]").fill("hoa@official.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/admin/")
    page.goto(f"{portal.url}/admin/work/cases/?list=all")
    keep(page, "desk")


def main() -> None:
    program, env = chromium()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        portal = open_portal(Path(folder))
        try:
            browser = playwright.chromium.launch(
                executable_path=program, args=SWITCHES, env={**env} if env else None
            )
            take(browser.new_page(viewport=SIZE), portal)
            browser.close()
        finally:
            portal.stop()


if __name__ == "__main__":
    main()

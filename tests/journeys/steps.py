"""What people do in a browser, step by step. Forms are found by where they go, not by wording,
so that the same steps walk every language."""

import re
from email.message import EmailMessage

from playwright.sync_api import Browser, Page

from tests.live import Portal, wait_for

PASSWORD = "demonstration-only"  # noqa: S105 - of portal.accounts.demo, which needs Django set up
QUICKEST_SECONDS = 3.2  # the form asks a person who is faster to send again


def find_hai_ha(page: Page, portal: Portal, language: str) -> None:
    """Types without accents, as a foreigner does, and opens the park."""
    page.goto(f"{portal.url}/{language}/parks/")
    page.locator("main input[name=q]").fill("hai ha")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=hai*")
    page.locator("main a[href$='/parks/hai-ha/']").first.click()
    page.wait_for_url("**/parks/hai-ha/")


def send_enquiry(page: Page, language: str, email: str, subject: str) -> tuple[str, str]:
    """From a park's page to the reference and the secret."""
    page.locator(f"main a.button[href*='/{language}/enquiries/new/']").first.click()
    page.wait_for_url(f"**/{language}/enquiries/new/**")
    assert page.locator("input[name=parks]:checked").count() == 1
    page.locator("[name=subject]").fill(subject)
    page.locator("[name=body]").fill("We look for five hectares near a port.")
    page.locator("[name=name]").fill("Lan")
    page.locator("[name=company]").fill("Lan Company")
    page.locator("[name=email]").fill(email)
    page.locator("[name=consent]").check()
    page.wait_for_timeout(QUICKEST_SECONDS * 1000)
    page.locator("form[data-draft=enquiry] button[type=submit]").click()
    page.wait_for_url("**/enquiries/sent/")
    return page.locator("#reference").inner_text(), page.locator("#secret").inner_text()


def mail_with(portal: Portal, to: str, pattern: str) -> EmailMessage:
    """The newest mail to an address whose subject or text matches; waits for the worker."""

    def look() -> EmailMessage | None:
        for mail in reversed(portal.mails(to)):
            if re.search(pattern, f"{mail['Subject']}\n{text_of(mail)}"):
                return mail
        return None

    found = wait_for(f"a mail to {to} matching {pattern!r}", look)
    assert found
    return found


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(preferencelist=("plain",))
    return str(body.get_content()) if body else ""


def prove_address(page: Page, portal: Portal, email: str) -> None:
    """Types the six digits of the mail; the thread opens."""
    code = re.search(r"\b(\d{6})\b", text_of(mail_with(portal, email, r"\b\d{6}\b")))
    assert code
    page.locator("[name=code]").fill(code[1])
    page.keyboard.press("Enter")
    page.wait_for_url("**/enquiries/YC-*/")


def sign_in(page: Page, portal: Portal, email: str, where: str = "/admin/") -> None:
    page.goto(portal.url + where)
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{where}")


def make_move(page: Page, name: str, **fields: str) -> None:
    """Presses the button of a move on an official's page; fills what the move takes."""
    form = page.locator(f"form[action$='/{name}/']")
    opener = page.locator(f"details:has(form[action$='/{name}/']) > summary")
    if opener.count():
        opener.click()
    for field, value in fields.items():
        box = form.locator(f"[name$='{field}']")
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)
    form.locator("button[type=submit]").click()
    page.wait_for_load_state()


def open_case(page: Page, procedure: str) -> str:
    """From an enquiry's page in the admin: choose the procedure, open, and take the case."""
    page.locator("a[href*='/admin/work/cases/open/']").first.click()
    page.locator(f"input[name=procedure][value={procedure}]").check()
    page.locator("form[method=post]:has([name=procedure]) button[type=submit]").click()
    page.wait_for_url("**/admin/work/cases/HS-*/")
    return page.url.rstrip("/").rsplit("/", 1)[1]


def receive_at_desk(browser: Browser, portal: Portal, case: str, code: str) -> None:
    """The one-stop desk, in a browser of its own, links the file received there."""
    page = browser.new_page()
    sign_in(page, portal, "binh@official.example")
    page.goto(f"{portal.url}/admin/work/cases/{case}/")
    make_move(page, "link_received", national_code=code)


def track(page: Page, portal: Portal, language: str, reference: str, secret: str) -> None:
    page.goto(f"{portal.url}/{language}/track/")
    page.locator("main [name=reference]").fill(reference)
    page.locator("main [name=secret]").fill(secret)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/track/{reference}/")

"""What people do in a browser, step by step, in the words on the buttons."""

import re
from email.message import EmailMessage

from playwright.sync_api import Page

from tests.live import Portal, wait_for

PASSWORD = "demonstration-only"  # noqa: S105 - of portal.accounts.demo, which needs Django set up
QUICKEST_SECONDS = 3.2  # the form asks a person who is faster to send again

WORDS = {
    "en": {
        "subject": "Land for a cable factory",
        "send": "Send the enquiry",
        "prove": "Prove and open",
    },
    "vi": {
        "subject": "Đất cho nhà máy cáp điện",
        "send": "Gửi câu hỏi",
        "prove": "Xác nhận và mở",
    },
}


def find_hai_ha(page: Page, portal: Portal, language: str) -> None:
    """Types without accents, as a foreigner does, and opens the park."""
    page.goto(f"{portal.url}/{language}/parks/")
    page.locator("main input[name=q]").fill("hai ha")
    page.locator("main form[role=search] button, main form button[type=submit]").first.click()
    page.locator("main a[href$='/parks/hai-ha/']").first.click()
    page.wait_for_url("**/parks/hai-ha/")


def send_enquiry(page: Page, language: str, email: str) -> tuple[str, str]:
    """From a park's page to the reference and the secret."""
    page.locator(f"main a[href*='/{language}/enquiries/new/']").first.click()
    page.wait_for_url(f"**/{language}/enquiries/new/**")
    assert page.locator("input[name=parks]:checked").count() == 1
    page.locator("[name=subject]").fill(WORDS[language]["subject"])
    page.locator("[name=body]").fill("We look for five hectares near a port.")
    page.locator("[name=name]").fill("Lan")
    page.locator("[name=company]").fill("Lan Company")
    page.locator("[name=email]").fill(email)
    page.locator("[name=consent]").check()
    page.wait_for_timeout(QUICKEST_SECONDS * 1000)
    page.get_by_role("button", name=WORDS[language]["send"]).click()
    page.wait_for_url("**/enquiries/sent/")
    return page.locator("#reference").inner_text(), page.locator("#secret").inner_text()


def mail_with(portal: Portal, to: str, pattern: str) -> EmailMessage:
    """The newest mail to an address whose subject or text matches; waits for the worker."""

    def look() -> EmailMessage | None:
        for mail in reversed(portal.mails(to)):
            if re.search(pattern, f"{mail['Subject']}\n{text_of(mail)}"):
                return mail
        return None

    return wait_for(f"a mail to {to} matching {pattern!r}", look)


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(preferencelist=("plain",))
    return str(body.get_content()) if body else ""


def prove_address(page: Page, portal: Portal, language: str, email: str) -> None:
    """Types the six digits of the mail; the thread opens."""
    code = re.search(r"\b(\d{6})\b", text_of(mail_with(portal, email, r"\b\d{6}\b")))
    assert code
    page.locator("[name=code]").fill(code[1])
    page.get_by_role("button", name=WORDS[language]["prove"]).click()
    page.wait_for_url("**/enquiries/YC-*")


def sign_in(page: Page, portal: Portal, email: str, where: str = "/admin/") -> None:
    page.goto(portal.url + where)
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form[action*=login] button[type=submit]").first.click()
    page.wait_for_url(f"**{where}")


def track(page: Page, portal: Portal, language: str, reference: str, secret: str) -> None:
    page.goto(f"{portal.url}/{language}/track/")
    page.locator("main [name=reference]").fill(reference)
    page.locator("main [name=secret]").fill(secret)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(f"**/track/{reference}/")

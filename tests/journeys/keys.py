"""What somebody does without a pointer: the Tab key, and what the focus is on."""

from playwright.sync_api import Page

MOST_TABS = 150


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the focus is on what `selector` names, as a person looking for it does."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"The Tab key does not reach {selector} on {page.url}")


def type_into(page: Page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.type(text)


def enter(page: Page, selector: str, address: str) -> None:
    """Goes to a link or button and presses Enter; waits for the address it leads to."""
    tab_to(page, selector)
    page.keyboard.press("Enter")
    page.wait_for_url(address)

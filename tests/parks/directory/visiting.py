"""Reading the public pages of parks as a visitor does."""

import re
from html import unescape

from django.test import Client

LIST = "/en/parks/"


def words(visitor: Client, address: str, status: int = 200) -> str:
    """The visible text of a page."""
    response = visitor.get(address)
    assert response.status_code == status, address
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    text = re.sub(r"<(option|script)[^>]*>.*?</\1>", " ", main, flags=re.DOTALL)
    text = re.sub(r"</?(?:data|time)\b[^>]*>", "", text)  # no space around a marked value
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def page(visitor: Client, query: str, address: str = LIST) -> str:
    return visitor.get(address + query).content.decode()


def listed(visitor: Client, query: str = "") -> list[str]:
    page = visitor.get(LIST + query).content.decode()
    return re.findall(r'entry-title"><a href="/en/parks/([^/"]+)/', page)

"""One word for one thing: variants that the glossary of the field does not use are errors.

The table is short on purpose. English texts are read from the catalogue's `msgid`, Vietnamese ones
from its `msgstr`; add a row when two words for one thing have been seen.
"""

import re
import sys
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).parent.parent.parent / "portal/locale/vi/LC_MESSAGES/django.po"
# What is not said -> what is said instead.
VIETNAMESE = {
    "câu hỏi": "đề nghị (tư vấn, hỗ trợ đầu tư)",
    "định mức": "thời hạn phản hồi",
    "yêu cầu tư vấn": "đề nghị tư vấn",
    "thí điểm": "áp dụng thử, until a decision is issued",
    "email": "thư điện tử",
    "e-mail": "thư điện tử",
    "deadline": "thời hạn",
    "ngày đến hạn trả": "ngày hẹn trả kết quả",
    "dossier": "hồ sơ",
    "mật khẩu bí mật": "mã bí mật",
    "mã số tra cứu": "mã tra cứu",
    "khu kỹ nghệ": "khu công nghiệp",
    "trạm giám sát": "trạm quan trắc",
    "bạn": "quý vị, or no pronoun",
    "chúng ta": "chúng tôi, or Ban Quản lý",
    "quý khách": "quý vị",
    "người dùng cuối": "người dùng",
    "giao diện người dùng": "giao diện",
}
ENGLISH = {
    "inquiry": "enquiry",
    "inquiries": "enquiries",
    "ticket": "enquiry",
    "dossier": "case, file, or application",
    "dossiers": "cases, or files",
    "mended": "corrected",
    "clock stands": "the clock is paused",
    "deadline": "due date, or term",
    "email": "e-mail",
    "industrial zone": "industrial park",
    "log in": "sign in",
    "login": "sign in",
    "log out": "sign out",
    "please note": "nothing: say it",
    "click": "the verb of the button",
    "utilize": "use",
}


def texts(message: Message, of: str) -> tuple[str, ...]:
    said = message.id if of == "id" else message.string
    return (said,) if isinstance(said, str) else tuple(said or ())


def mistakes(message: Message) -> list[str]:
    found = []
    for of, table in (("id", ENGLISH), ("string", VIETNAMESE)):
        for text in texts(message, of):
            plain = re.sub(r"%\(\w+\)s|\{\w+\}|https?://\S+", "", text)
            found += [
                f"{text!r} says “{word}”; the word is: {instead}"
                for word, instead in table.items()
                if re.search(rf"(?<!\w){word}(?!\w)", plain, re.IGNORECASE)
            ]
            if "!" in plain:
                found.append(f"{text!r} exclaims")
    return found


def main() -> int:
    with CATALOGUE.open("rb") as source:
        messages = [message for message in read_po(source, locale="vi") if message.id]
    problems = [problem for message in messages for problem in mistakes(message)]
    print("\n".join(problems) or f"{len(messages)} texts say it in the words of the field")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

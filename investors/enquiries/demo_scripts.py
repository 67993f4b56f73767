"""The demonstration enquiries themselves: invented people, questions, and what came of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from investors.enquiries.answering import Wish, act, write_as_investor
from investors.enquiries.models import Enquiry
from portal.accounts.models import Organisation, User


@dataclass(frozen=True)
class Script:
    """One invented enquiry: who asked what, how many working days ago, and what came of it."""

    days_ago: int
    language: str
    subject: str
    body: str
    name: str
    company: str
    country: str
    email: str
    sector: str = ""
    kind: str = Enquiry.Kind.ADVICE
    parks: tuple[str, ...] = ()
    answer: str = ""
    then: Callable[["Scene"], None] = lambda scene: None


@dataclass(frozen=True)
class Scene:
    enquiry: Enquiry
    script: Script
    hoa: User
    binh: User
    after: Callable[[int], datetime]  # working days after it was received


def _taken_by_hoa(scene: Scene) -> None:
    act(scene.enquiry.pk, "take", by=scene.hoa, now=scene.after(1))


def _taken_by_binh(scene: Scene) -> None:
    act(scene.enquiry.pk, "take", by=scene.binh, now=scene.after(1))


def _another_agency_asked(scene: Scene) -> None:
    _taken_by_hoa(scene)
    agency = Organisation.objects.filter(key="doit").first()
    if agency:
        note = "The department knows the grid's free capacity."
        wish = Wish(agency=agency, note=note)
        act(scene.enquiry.pk, "consult", by=scene.hoa, now=scene.after(1), wish=wish)
        note_inside = Wish(body="Gọi lại Sở Công Thương sáng thứ Hai.")
        act(scene.enquiry.pk, "note", by=scene.hoa, now=scene.after(1), wish=note_inside)


def _answered(scene: Scene) -> None:
    _taken_by_hoa(scene)
    wish = Wish(body=scene.script.answer, language=scene.script.language)
    act(scene.enquiry.pk, "reply", by=scene.hoa, now=scene.after(2), wish=wish)


def _asked_again_and_closed(scene: Scene) -> None:
    _answered(scene)
    thanks = "Cảm ơn, chúng tôi đã đủ thông tin."
    write_as_investor(scene.enquiry.pk, thanks, by=None, proved=True, now=scene.after(3))
    outcome = Wish(note="Nhà đầu tư đã có đủ thông tin.")
    act(scene.enquiry.pk, "close", by=scene.hoa, now=scene.after(4), wish=outcome)


SCRIPTS = (
    Script(
        0,
        "en",
        "Ready-built factory of 5,000 m² from next summer",
        "We assemble wiring harnesses and look for a ready-built factory of about 5,000 m² with "
        "1.5 MVA. Which parks have one free from June, and at what rent?",
        "Kim Sample",
        "Sample Harness Ltd (demonstration)",
        "KR",
        "kim@harness.example.com",
        "wiring harnesses",
        parks=("song-khoai", "dong-mai"),
    ),
    Script(
        0,
        "vi",
        "Đường vào lô đất bị chắn từ tuần trước",
        "Xe nâng không vào được lô đất của chúng tôi vì đơn vị thi công rào đường. Đề nghị Ban "
        "Quản lý can thiệp để kịp lắp máy.",
        "Nguyễn Văn Mẫu",
        "Công ty Mẫu (minh họa)",
        "VN",
        "mau@congty.example.com",
        kind=Enquiry.Kind.OBSTACLE,
        parks=("hai-yen",),
    ),
    Script(
        3,
        "en",
        "Work permits for twelve engineers",
        "Twelve engineers will come to install our line for four months. Which permits do they "
        "need, and how long before should we apply?",
        "Lan (demo)",
        "Demo Investor Co. (demonstration)",
        "SG",
        "lan@investor.example",
        "electronics",
        then=_taken_by_hoa,
    ),
    Script(
        5,
        "vi",
        "Xin thông tin giá nước thải",
        "Chúng tôi cần mức giá xử lý nước thải và tiêu chuẩn đấu nối để tính phương án.",
        "Trần Thị Mẫu",
        "Công ty Dệt Mẫu (minh họa)",
        "VN",
        "tran@detmau.example.com",
        "dệt may",
        then=_taken_by_binh,
    ),
    Script(
        4,
        "en",
        "Power of 20 MVA for a data centre",
        "Can 20 MVA be supplied from two substations within 18 months, and who decides on it?",
        "Lan (demo)",
        "Demo Investor Co. (demonstration)",
        "SG",
        "lan@investor.example",
        "data centre",
        then=_another_agency_asked,
    ),
    Script(
        7,
        "en",
        "Difference between the two environmental procedures",
        "Our coating line is small. Do we need the environmental licence, or only registration?",
        "Lan (demo)",
        "Demo Investor Co. (demonstration)",
        "SG",
        "lan@investor.example",
        "surface coating",
        answer="It depends on the discharge. Please send us the planned flow and the substances; "
        "with them we can say which of the two procedures applies. Both are described under "
        "Procedures, with their papers.",
        then=_answered,
    ),
    Script(
        15,
        "vi",
        "Thủ tục điều chỉnh tên nhà đầu tư",
        "Công ty mẹ đổi tên. Chúng tôi cần làm thủ tục nào và nộp ở đâu?",
        "Lê Mẫu",
        "Công ty Mẫu Hai (minh họa)",
        "VN",
        "le@mauhai.example.com",
        answer="Quý công ty làm thủ tục điều chỉnh Giấy chứng nhận đăng ký đầu tư, nộp trên Cổng "
        "Dịch vụ công quốc gia. Thành phần hồ sơ có ở mục Thủ tục.",
        then=_asked_again_and_closed,
    ),
)

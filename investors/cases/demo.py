"""Demonstration cases of the development profile: invented, labelled, dated from today.

They are opened and moved by the same verbs as real ones, at the times it would have happened.
Nobody is told of what is loaded; later moves tell like those of any case.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from investors.cases.models import Case
from investors.cases.opening import open_case
from investors.cases.workflow import move
from investors.enquiries.answering import Wish, act
from investors.enquiries.consent import CURRENT
from investors.enquiries.demo import working_days_before
from investors.enquiries.models import Enquiry, EnquiryEvent, Message
from investors.enquiries.norms import norm_on, set_due_dates
from investors.procedures.models import ProcedureVersion
from portal.accounts.demo import demo_secret
from portal.accounts.desks import load_desk
from portal.accounts.models import Organisation, User
from portal.accounts.secrets import hash_secret, new_reference
from portal.notifications.silence import telling_nobody

CERTIFICATE = "cap-gcn-dang-ky-dau-tu-khong-chu-truong"  # 10 working days
PERMIT = "cap-giay-phep-lao-dong"  # 10 working days
SHARES = "dang-ky-gop-von-mua-co-phan"  # 10 working days
RULES = "dang-ky-noi-quy-lao-dong"  # 7 working days
LICENCE = "cap-giay-phep-moi-truong"  # 30 calendar days
CHANGE = "dieu-chinh-gcn-dang-ky-dau-tu"  # term not published

LAN = ("Lan (demo)", "Demo Investor Co. (demonstration)", "lan@investor.example", "en")
MAU = ("Nguyễn Văn Mẫu", "Công ty Mẫu (minh họa)", "mau@congty.example.com", "vi")
TRAN = ("Trần Thị Mẫu", "Công ty Dệt Mẫu (minh họa)", "tran@detmau.example.com", "vi")


class Scene:
    """One case being played: `at(3)` is three working days ago, nine o'clock."""

    def __init__(self, case: Case, now: datetime, hoa: User, binh: User, head: User) -> None:
        self.case, self.now = case, now
        self.hoa, self.binh, self.head = hoa, binh, head

    def move(self, name: str, by: User, days_ago: int, **given: Any) -> None:
        at = min(self.now, working_days_before(self.now, days_ago))
        move(self.case.pk, name, by=by, at=at, **given)

    def received(self, days_ago: int) -> None:
        code = f"DEMO-{self.case.reference}"  # made up, and looks it
        self.move("link_received", self.binh, days_ago, national_code=code)

    def processed(self, days_ago: int) -> None:
        """Received, and started on the working day after."""
        self.received(days_ago)
        self.move("start", self.hoa, max(days_ago - 1, 0))


def _in_process(scene: Scene) -> None:
    scene.processed(5)


def _due_today(scene: Scene) -> None:
    scene.processed(10)


def _overdue(scene: Scene) -> None:
    scene.processed(10)


def _unassigned(scene: Scene) -> None:
    scene.received(1)


def _paused(scene: Scene) -> None:
    scene.processed(6)
    papers = [
        "Signed lease or site agreement: the copy has one signature only",
        "Bank statement of 2026: the one filed is of 2024",
    ]
    scene.move("ask_supplement", scene.hoa, 2, papers=papers)


def _granted(scene: Scene) -> None:
    scene.processed(18)
    scene.move("finish", scene.hoa, 10, result="granted")
    scene.move("hand_over", scene.binh, 9)


def _refused(scene: Scene) -> None:
    scene.processed(16)
    note = "Địa điểm không nằm trong quy hoạch đã duyệt; xem văn bản trả lời."
    scene.move("finish", scene.hoa, 8, result="refused_in_writing", note=note)


def _extended(scene: Scene) -> None:
    scene.processed(9)
    note = "The department that was asked has not answered yet. We apologise."
    scene.case.refresh_from_db()
    if scene.case.due:  # none in a year whose calendar is not published
        scene.move("extend", scene.head, 1, days=5, note=note)


def _without_date(scene: Scene) -> None:
    scene.processed(3)


def _papers_missing(scene: Scene) -> None:
    scene.move("start_check", scene.hoa, 2)
    papers = ["Hợp đồng thuê đất: thiếu phụ lục", "Giấy phép xây dựng: bản sao đã mờ"]
    scene.move("ask_papers", scene.hoa, 1, papers=papers)


def _ready(scene: Scene) -> None:
    scene.move("start_check", scene.binh, 2)
    scene.move("mark_ready", scene.binh, 1)


@dataclass(frozen=True)
class Script:
    days_ago: int  # working days, of the enquiry
    contact: tuple[str, str, str, str]
    procedure: str
    title: str
    play: Callable[[Scene], None]
    by_desk: bool = False  # opened at the desk: nobody owns it yet


# The first one is what `manage.py welcome` shows.
SCRIPTS = (
    Script(8, LAN, CERTIFICATE, "Assembly of control units, Song Khoai", _in_process),
    Script(14, MAU, PERMIT, "Giấy phép lao động cho quản đốc nhà máy", _due_today),
    Script(16, TRAN, RULES, "Nội quy lao động xưởng may", _overdue),
    Script(4, MAU, CERTIFICATE, "Nhà máy bao bì, Đông Mai", _unassigned, by_desk=True),
    Script(9, LAN, LICENCE, "Environmental licence of the coating line", _paused),
    Script(22, LAN, PERMIT, "Work permit of the plant manager", _granted),
    Script(20, TRAN, CERTIFICATE, "Nhà máy sợi ngoài quy hoạch", _refused),
    Script(13, LAN, SHARES, "Purchase of shares in the cable works", _extended),
    Script(6, LAN, CHANGE, "Certificate after a change of name", _without_date),
    Script(5, TRAN, LICENCE, "Giấy phép môi trường xưởng nhuộm", _papers_missing),
    Script(5, MAU, SHARES, "Góp vốn vào nhà máy kính", _ready, by_desk=True),
)


def load_demo_cases(now: datetime) -> None:
    """Creates them all; the caller makes sure that this happens once.

    Needs the procedures loaded; leaves out what is not there.
    """
    people = {
        name: User.objects.get(email=f"{name}@official.example") for name in ("hoa", "binh", "head")
    }
    with telling_nobody():
        for script in SCRIPTS:
            _play(script, now, **people)


def _play(script: Script, now: datetime, hoa: User, binh: User, head: User) -> None:
    version = ProcedureVersion.objects.public().filter(procedure__slug=script.procedure).first()
    if version is None:
        return
    opener = binh if script.by_desk else hoa
    asked = working_days_before(now, script.days_ago)
    answered = working_days_before(now, script.days_ago - 1)
    enquiry = _answered_enquiry(script, asked, answered, opener)
    case = open_case(enquiry, version, by=opener, title=script.title, at=answered)
    script.play(Scene(case, now, hoa, binh, head))


def _answered_enquiry(script: Script, asked: datetime, answered: datetime, by: User) -> Enquiry:
    name, company, email, language = script.contact
    user = User.objects.filter(email=email).first()
    enquiry = Enquiry(
        reference=new_reference("YC", timezone.localdate(asked)),
        secret_hash=hash_secret(demo_secret()),
        subject=script.title,
        body=script.title,
        contact_name=name,
        contact_company=company,
        contact_email=email,
        contact_user=user,
        organisation=Organisation.objects.filter(memberships__user=user).first() if user else None,
        language=language,
        email_proved_at=asked,
        consent_version=CURRENT,
        desk=load_desk(),
        norm=norm_on(timezone.localdate(asked)),
        created_at=asked,
        demonstration=True,
    )
    set_due_dates(enquiry, asked)
    enquiry.save()
    Message.objects.create(
        enquiry=enquiry,
        side=Message.Side.INVESTOR,
        author=user,
        body=script.title,
        language=language,
        created_at=asked,
    )
    EnquiryEvent.objects.create(
        enquiry=enquiry, move="received", to_status=enquiry.status, actor=user, at=asked
    )
    act(enquiry.pk, "take", by=by, now=answered)
    note = "A case was opened." if language == "en" else "Đã mở hồ sơ."
    act(enquiry.pk, "close", by=by, now=answered, wish=Wish(note=note))
    enquiry.refresh_from_db()
    return enquiry

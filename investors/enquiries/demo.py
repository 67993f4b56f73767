"""Demonstration enquiries of the development profile: invented, labelled, dated from today.

They are made by the same verbs as real ones, at the times they would have happened. Nobody is
told anything: the addresses are invented.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from investors.enquiries.answering import Wish, act, write_as_investor
from investors.enquiries.consent import CURRENT
from investors.enquiries.desks import desk_for
from investors.enquiries.models import Enquiry, EnquiryEvent, Message
from investors.enquiries.norms import norm_on, set_due_dates
from parks.directory.models import Park
from portal.accounts.demo import demo_secret
from portal.accounts.models import Organisation, User
from portal.accounts.secrets import hash_secret, new_reference
from portal.workdays.calendar import current_calendar
from portal.workdays.counting import ONE_DAY, YearNotPublished


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
    write_as_investor(scene.enquiry.pk, thanks, by=None, now=scene.after(3))
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


def load_demo_enquiries(now: datetime) -> list[Enquiry]:
    """Creates them all; the caller makes sure that this happens once."""
    return [_play(script, now) for script in SCRIPTS]


def _play(script: Script, now: datetime) -> Enquiry:
    received = working_days_before(now, script.days_ago)
    parks = list(Park.objects.public().filter(slug__in=script.parks))
    user = User.objects.filter(email=script.email).first()
    enquiry = Enquiry(
        reference=new_reference("YC", timezone.localdate(received)),
        secret_hash=hash_secret(demo_secret()),
        kind=script.kind,
        subject=script.subject,
        body=script.body,
        sector=script.sector,
        contact_name=script.name,
        contact_company=script.company,
        contact_country=script.country,
        contact_email=script.email,
        contact_user=user,
        language=script.language,
        email_proved_at=received if user else None,
        consent_version=CURRENT,
        desk=desk_for(parks),
        norm=norm_on(timezone.localdate(received)),
        created_at=received,
        demonstration=True,
    )
    set_due_dates(enquiry, received)
    enquiry.save()
    enquiry.parks.set(parks)
    Message.objects.create(
        enquiry=enquiry,
        side=Message.Side.INVESTOR,
        author=user,
        body=script.body,
        language=script.language,
        created_at=received,
    )
    EnquiryEvent.objects.create(
        enquiry=enquiry, move="received", to_status=enquiry.status, actor=user, at=received
    )
    script.then(
        Scene(
            enquiry,
            script,
            hoa=User.objects.get(email="hoa@official.example"),
            binh=User.objects.get(email="binh@official.example"),
            after=lambda days: min(now, working_days_before(now, script.days_ago - days)),
        )
    )
    enquiry.refresh_from_db()
    return enquiry


def working_days_before(now: datetime, days: int) -> datetime:
    """Nine o'clock that many working days ago; an hour ago for today."""
    if days <= 0:
        return now - timedelta(hours=1)
    calendar, day = current_calendar(), timezone.localdate(now)
    for _n in range(days):
        day -= ONE_DAY
        try:
            while not calendar.is_working_day(day):
                day -= ONE_DAY
        except YearNotPublished:  # without a calendar the days are only about right
            continue
    return timezone.make_aware(datetime.combine(day, time(9)))

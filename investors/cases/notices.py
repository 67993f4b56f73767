"""Every message of this room. The texts are in `templates/investors/cases/mail/`."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.notifications.kinds import Kind

SAMPLE: dict[str, Any] = {
    "reference": "HS-2611-7K3M9X",
    "enquiry": "YC-2611-7K3M9X",
    "procedure": {
        "name_vi": "Cấp Giấy chứng nhận đăng ký đầu tư",
        "name_en": "Investment registration certificate",
    },
    "slug": "cap-gcn-dang-ky-dau-tu-khong-chu-truong",
    "national_code": "H49.19-261123-0001",
    "due": "2026-12-07",
    "provisional": False,
    "status": "4",
}
ASKED = {
    **SAMPLE,
    "papers": ["Site lease, signed", "Bank statement of 2026"],
    "note": "The lease is not signed by both parties.",
}
REASON = {**SAMPLE, "note": "The land is outside the zone."}
OFFICIAL = {**SAMPLE, "title": "Cable factory, Song Khoai", "owner": "Hoa"}


def _kind(name: str, title: Any, sample: dict[str, Any]) -> Kind:
    return Kind(f"case.{name}", title, sample=sample)


KINDS = [
    _kind("opened", _("A case was opened for you"), {**SAMPLE, "due": ""}),
    _kind("papers_missing", _("Papers are missing"), {**ASKED, "due": ""}),
    _kind("ready", _("Ready to file"), {**SAMPLE, "due": "", "note": ""}),
    _kind("dropped", _("The preparation ended"), {**REASON, "due": ""}),
    _kind("linked", _("Your file is on the National Portal"), {**SAMPLE, "due": ""}),
    _kind("code_corrected", _("The national code was corrected"), {**SAMPLE, "due": ""}),
    _kind("received", _("Your file was received"), SAMPLE),
    _kind("not_accepted", _("Your file was not accepted"), {**REASON, "due": ""}),
    _kind("processing", _("Your file is being processed"), SAMPLE),
    _kind("supplement", _("More papers are asked for"), {**ASKED, "due": ""}),
    _kind("payment", _("A payment is asked for"), {**REASON, "due": ""}),
    _kind("resumed", _("Your answer arrived"), SAMPLE),
    _kind("extended", _("The date was postponed, with an apology"), REASON),
    _kind("date_set", _("The date was set"), REASON),
    _kind("date_moved", _("The date moved with the calendar"), SAMPLE),
    _kind("finished", _("The result is ready"), {**SAMPLE, "result": "granted", "note": ""}),
    _kind("returned", _("The result was handed over"), {**SAMPLE, "result": "granted"}),
    _kind("withdrawn", _("Your file was withdrawn"), REASON),
    _kind("stopped", _("Processing was stopped"), REASON),
    _kind("assigned", _("A case has a new owner"), OFFICIAL),
    _kind("to_receive", _("A file waits to be received"), {**OFFICIAL, "due": ""}),
    _kind("to_hand_over", _("A result waits to be handed over"), OFFICIAL),
    _kind("due", _("A case is due soon"), OFFICIAL),
    _kind("late", _("A case is late"), OFFICIAL),
]

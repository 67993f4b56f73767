"""Where a procedure is filed: never here."""

from urllib.parse import quote

# The public portal through which every dossier is filed (Decree 118/2025/NĐ-CP). The page of one
# procedure is found by its national code.
NATIONAL_PORTAL = "https://dichvucong.gov.vn/"
_BY_CODE = NATIONAL_PORTAL + "p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc="


def national_portal_link(code: str) -> str:
    """The page of the procedure there; without a published code, the front door."""
    return _BY_CODE + quote(code, safe=".") if code else NATIONAL_PORTAL

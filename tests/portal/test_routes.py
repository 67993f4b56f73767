"""Every route × every role against one table; a route missing from the table fails.

Statuses are of a plain GET. 302 is the way to the sign-in page (or, for the admin, to the
second factor), 404 what a stranger gets, 405 a door that takes only POST.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from investors.cases.opening import open_case
from investors.enquiries.models import Enquiry
from investors.procedures.models import ProcedureVersion
from parks.directory.models import Figure, Park, Plot
from portal.accounts.models import User
from portal.provenance.models import State

pytestmark = pytest.mark.django_db

INVESTORS = ("visitor", "lan", "minh", "oanh")
DESK = ("hoa", "binh", "head", "leader")
ROLES = (*INVESTORS, *DESK, "khoa", "editor", "administrator")
Row = dict[str, int]


def row(rest: int, **of: int) -> Row:
    return {**dict.fromkeys(ROLES, rest), **of}


def officials(rest: int, **of: int) -> Row:
    """Investors are shown the way to the sign-in page, or that this is not for them."""
    return {**row(rest, **of), **dict.fromkeys(INVESTORS, 302)}


ALL, NOBODY, POST_ONLY, AWAY = row(200), row(404), row(405), row(302)
NOT_YET = row(202)  # it is being made, and no worker runs here
SIGNED_IN = row(200, visitor=302)
NOT_SIGNED_IN = row(302, visitor=200)
DESKS_ONLY = officials(403, **dict.fromkeys((*DESK, "khoa"), 200))
OWN_DESK = officials(403, **dict.fromkeys(DESK, 200), khoa=404)
OWN_FILE = row(404, lan=200, **dict.fromkeys(DESK, 200))

TABLE: dict[str, Row] = {
    **dict.fromkeys(
        [
            "healthz",
            "readyz",
            "robots",
            "sitemap",
            "sitemap_part",
            "api-parks",
            "api-park",
            "api-parks-map",
            "api-figures",
            "api-plots",
            "api-incentives",
            "api-procedures",
            "api-procedure",
            "schema",
            "api_docs",
            "parks:list",
            "parks:map",
            "parks:match",
            "parks:money",
            "parks:compare",
            "parks:compare_csv",
            "parks:shortlist",
            "parks:park",
            "parks:plots",
            "parks:plots_map",
            "procedures:list",
            "procedures:procedure",
            "pages:home",
            "pages:about",
            "pages:indicators",
            "pages:privacy",
            "pages:accessibility",
            "enquiries:new",
            "cases:track",
            "cases:lost",
            "dev_mails",
            "pieces",
            "account_inactive",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key",
            "account_reset_password_from_key_done",
        ],
        ALL,
    ),
    "parks:brochure": NOT_YET,
    "parks:compare_brochure": NOBODY,  # of no park
    **dict.fromkeys(["home", "language", "cases:lost_code", "cases:opened"], AWAY),
    **dict.fromkeys(
        ["account_login", "account_signup", "account_request_login_code"], NOT_SIGNED_IN
    ),
    **dict.fromkeys(
        [
            "notifications:inbox",
            "my_shortlist:page",
            "account_logout",
            "account_reauthenticate",
            "account_email",
            "account_change_password",
            "mfa_index",
            "mfa_list_webauthn",
        ],
        SIGNED_IN,
    ),
    # Steps of a sign-in or of a second factor that is not under way.
    **dict.fromkeys(
        [
            "account_email_verification_sent",
            "account_set_password",
            "account_confirm_login_code",
            "mfa_authenticate",
            "mfa_reauthenticate",
            "mfa_activate_totp",
            "mfa_generate_recovery_codes",
            "mfa_add_webauthn",
            "mfa_login_webauthn",
            "mfa_reauthenticate_webauthn",
            "mfa_remove_webauthn",
            "mfa_edit_webauthn",
        ],
        AWAY,
    ),
    **dict.fromkeys(
        ["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes"],
        row(404, visitor=302),
    ),
    # An operator's pages: Oanh's company operates the park.
    "my_parks:list": SIGNED_IN,
    **dict.fromkeys(
        [f"my_parks:{name}" for name in ("park", "value", "own_value", "new_plot", "plot")],
        row(404, visitor=302, oanh=200),
    ),
    "second_factor": row(302, lan=403, minh=403, oanh=403),
    # What belongs to one person or one session.
    **dict.fromkeys(["enquiries:thread", "cases:tracked"], OWN_FILE),
    **dict.fromkeys(["enquiries:my", "cases:mine"], row(302, lan=200, minh=200, oanh=200)),
    **dict.fromkeys(
        ["enquiries:sent", "enquiries:new_code", "enquiries:download", "dev_mail", "dev_mail_html"],
        NOBODY,
    ),
    **dict.fromkeys(
        [
            *("cases:close", "enquiries:whose", "notifications:read", "api_case_status"),
            "my_shortlist:remove",
        ],
        POST_ONLY,
    ),
    # The officials' own pages.
    **dict.fromkeys(
        ["admin:index", "admin:search_everything", "admin:jsi18n", "admin:password_change_done"],
        officials(200),
    ),
    "admin:password_change": officials(200),
    "admin:login": row(302, lan=403, minh=403, oanh=403),
    "admin:autocomplete": officials(403),
    "admin:view_on_site": officials(404),
    "admin:names_to_confirm": officials(403, administrator=200),
    "admin:app_list": officials(404, **dict.fromkeys((*DESK, "khoa"), 200)),
    **dict.fromkeys(["admin:work_enquiries", "admin:work_cases"], DESKS_ONLY),
    **dict.fromkeys(["admin:plots_import", "admin:plots_template"], officials(403, editor=200)),
    **dict.fromkeys(["admin:work_enquiry", "admin:work_case"], OWN_DESK),
    **dict.fromkeys(["admin:work_figures", "admin:work_figure"], officials(403, editor=200)),
    "admin:work_figure_step": officials(403, editor=302),
    "admin:work_case_open": {**OWN_DESK, "leader": 403},
    # Who signed in again in the middle of a step is led back to the page.
    **dict.fromkeys(
        ["admin:work_enquiry_move", "admin:work_case_move"],
        officials(403, **dict.fromkeys(DESK, 302), khoa=404),
    ),
    **dict.fromkeys(
        [
            f"admin:{name}"
            for name in [
                "logout",
                "calendar_propose",
                "calendar_publish",
                "calendar_remove_day",
                "procedures_publish",
                "procedures_draft",
                "notifications_delivery_send_again",
                "confirm_name",
            ]
        ],
        officials(405),
    ),
}

# Lists of records in the admin: who may look, who may add. Nobody deletes.
EDITOR, ADMINISTRATOR = ("editor",), ("administrator",)
CALENDAR, MAIL = ("editor", "administrator"), ("administrator",)
MODELS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "workdays_calendaryear": (CALENDAR, ()),
    "workdays_dayrule": (CALENDAR, CALENDAR),
    "workdays_calendarevent": (CALENDAR, ()),
    "accounts_user": (ADMINISTRATOR, ADMINISTRATOR),
    "accounts_organisation": (ADMINISTRATOR, ADMINISTRATOR),
    "notifications_delivery": (MAIL, ()),
    "notifications_notice": (MAIL, ()),
    "notifications_fanout": (MAIL, ()),
    "directory_park": (EDITOR, EDITOR),
    "directory_figure": (EDITOR, EDITOR),
    "directory_plot": (EDITOR, EDITOR),
    "directory_phase": (EDITOR, EDITOR),
    "directory_developer": (EDITOR, EDITOR),
    "directory_incentive": (EDITOR, EDITOR),
    "directory_provincefigure": (EDITOR, ()),
    "provenance_source": (EDITOR, EDITOR),
    "procedures_procedure": (EDITOR, EDITOR),
    "procedures_procedureversion": (EDITOR, EDITOR),
    "procedures_instrument": (EDITOR, EDITOR),
    "pages_indicator": (EDITOR, EDITOR),
    "languages_textreview": (EDITOR, ()),
    "enquiries_enquiry": ((*DESK, "khoa"), ()),
    "enquiries_norm": (tuple(ROLES[3:]), CALENDAR),
    "cases_case": ((*DESK, "khoa"), ()),
}


def expected(name: str, role: str) -> set[int]:
    if name in TABLE:
        return {TABLE[name][role]}
    model, _, page = name.removeprefix("admin:").rpartition("_")
    viewers, adders = MODELS[model]  # a KeyError here is a route missing from the tables
    if role in INVESTORS:
        return {302}
    if page == "delete" or (page == "add" and role not in adders):
        return {403}
    if page in ("add", "changelist"):
        return {200 if page == "add" or role in viewers else 403}
    # One record: 302 to the index is Django's word for a record that this person does not find.
    return {200, 302} if role in viewers else {302, 403}


def routes(patterns: Any = None, space: str = "") -> Iterator[str]:
    """The names of all routes; a route without a name cannot be in the table, so it fails."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and str(pattern.pattern) not in NAMELESS:
            yield f"{space}{pattern.name}"


# Redirects of Django's admin and of the icon; they show nothing.
NAMELESS = {"<path:object_id>/", "(?P<url>.*)$", "favicon.ico"}


@pytest.fixture
def arguments(
    enquiry: Enquiry, lan: User, hoa: User, oanh: User, park: Park, procedure: ProcedureVersion
) -> dict[str, list[Any]]:
    """Lan's enquiry and case at Hoa's desk, one published park, one procedure: what to open."""
    enquiry.contact_user = lan
    enquiry.organisation = lan.memberships.get().organisation
    enquiry.save()
    case = open_case(enquiry, procedure, by=hoa)
    slug = procedure.procedure.slug
    figure = Figure.objects.create(park=park, kind="area_total_ha", value=500)
    park.operator = oanh.memberships.get().organisation
    park.save()
    given = Figure.objects.create(
        park=park, kind="wage", value=9, recorded_for=park.operator, state=State.UNVERIFIED
    )
    plot = Plot.objects.create(
        park=park, code="A-1", status="ready", area_ha=5, state=State.UNVERIFIED
    )
    return {
        **dict.fromkeys(
            [
                *("parks:park", "parks:plots", "parks:plots_map", "parks:brochure"),
                "api-park",
            ],
            [park.slug],
        ),
        **dict.fromkeys(["my_parks:park", "my_parks:new_plot"], [park.slug]),
        "my_parks:value": [park.slug, "wage"],
        "my_parks:own_value": [park.slug, "wage", given.pk],
        "my_parks:plot": [park.slug, plot.pk],
        "admin:work_figure": [figure.pk],
        "admin:work_figure_step": [figure.pk, "withhold"],
        **dict.fromkeys(["procedures:procedure", "api-procedure"], [slug]),
        "sitemap_part": ["pages", 0],
        **dict.fromkeys(
            [
                *("enquiries:thread", "enquiries:whose"),
                *("admin:work_enquiry", "admin:work_case_open"),
            ],
            [enquiry.reference],
        ),
        **dict.fromkeys(["cases:tracked", "admin:work_case"], [case.reference]),
        "admin:work_enquiry_move": [enquiry.reference, "take"],
        "admin:work_case_move": [case.reference, "start_check"],
        "admin:calendar_publish": [2027],
        "admin:calendar_remove_day": [1],
        "admin:procedures_publish": [procedure.pk],
        "admin:procedures_draft": [procedure.pk],
        "admin:notifications_delivery_send_again": [1],
        "admin:confirm_name": [1],
        "admin:app_list": ["enquiries"],
        "admin:view_on_site": [1, 1],
        **dict.fromkeys(["dev_mail", "dev_mail_html"], ["none"]),
        **dict.fromkeys(["mfa_edit_webauthn", "mfa_remove_webauthn"], [1]),
        "account_reset_password_from_key": ["x", "y-z"],
        **_records("enquiries_enquiry", enquiry.pk),
        **_records("cases_case", case.pk),
        **_records("directory_park", park.pk),
        **_records("procedures_procedure", procedure.procedure.pk),
        **_records("procedures_procedureversion", procedure.pk),
        **_records("accounts_user", hoa.pk),
    }


def _records(model: str, pk: int) -> dict[str, list[Any]]:
    return {f"admin:{model}_{page}": [pk] for page in ("history", "delete", "change")}


@pytest.mark.parametrize("role", ROLES)
def test_every_route_answers_a_role_as_the_table_says(
    role: str,
    arguments: dict[str, list[Any]],
    visitor: Client,
    signed_in: Callable[[User], Client],
    request: pytest.FixtureRequest,
) -> None:
    client = visitor if role == "visitor" else signed_in(request.getfixturevalue(role))
    client.raise_request_exception = True
    found = {}
    for name in dict.fromkeys(routes()):
        given = arguments.get(name)
        if given is None:
            of_a_record = name.startswith("admin:") and name.endswith(
                ("_history", "_delete", "_change")
            )
            given = [999] if of_a_record and name != "admin:password_change" else []
        found[name] = client.get(reverse(name, args=given)).status_code
    wrong = {
        name: (status, expected(name, role))
        for name, status in found.items()
        if status not in expected(name, role)
    }
    assert wrong == {}

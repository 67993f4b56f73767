"""The `holidays` library's idea of a year, as a draft for officials.

It computes lunar dates and knows the law's days, not every swap announced in a year; pinned to
one minor version, because a monthly release may move a day.
"""

from datetime import date

from holidays import HolidayBase, country_holidays

from portal.workdays.models import DayRule

# The Labour Code in force (45/2019/QH14) since 2021; lunar dates are computed to 2099.
FIRST_YEAR, LAST_YEAR = 2021, 2099


def proposal(year: int) -> list[DayRule]:
    """Unsaved rules of origin *library*, none confirmed."""
    vietnamese = country_holidays("VN", years=year, language="vi")
    english = country_holidays("VN", years=year, language="en_US")
    # Without the days that stand in for others, to tell these from the holidays themselves.
    proper = country_holidays("VN", years=year, observed=False)
    rules = [
        _rule(day, _kind(day, name, proper), name, english[day])
        for day, name in sorted(vietnamese.items())
    ]
    makeup = sorted(day for day in vietnamese.weekend_workdays if day.year == year)
    rules += [
        _rule(day, DayRule.Kind.MAKEUP, "Ngày làm bù", "Make-up working day") for day in makeup
    ]
    return sorted(rules, key=lambda rule: rule.date)


def _kind(day: date, name: str, proper: HolidayBase) -> DayRule.Kind:
    if name.startswith("Ngày nghỉ (thay cho"):
        return DayRule.Kind.SWAPPED
    return DayRule.Kind.HOLIDAY if day in proper else DayRule.Kind.COMPENSATORY


def _rule(day: date, kind: DayRule.Kind, name_vi: str, name_en: str) -> DayRule:
    return DayRule(
        date=day,
        kind=kind,
        name_vi=name_vi[:200],
        name_en=name_en[:200],
        origin=DayRule.Origin.LIBRARY,
    )

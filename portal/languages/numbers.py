"""Numbers twice: in the reader's format, and as programs read them."""

from decimal import Decimal

from babel.numbers import format_decimal

from portal.languages.printed import babel_name


def number_in_words(value: int | Decimal, decimals: int = 4) -> str:
    """ "1,192.9", "1.192,9": grouped, with at most so many decimals and no zeros at the end."""
    pattern = f"#,##0.{'#' * decimals}"
    return str(format_decimal(value, format=pattern, locale=babel_name()))


def for_machines(value: int | Decimal) -> str:
    """ "1192.9": as short as it can be written, never with an exponent."""
    return f"{Decimal(value).normalize():f}"


def said_twice(value: Decimal | None) -> tuple[str, str]:
    """(for machines, in the reader's format); both "" for what no source states."""
    return ("", "") if value is None else (for_machines(value), number_in_words(value))

"""What every table that is saved for a spreadsheet goes through."""

from typing import Any

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - wide ones


def harmless(content: Any) -> str:
    """A spreadsheet must not run what a source or a stranger wrote: a leading = + - @ is quoted,
    also in the wide form that East Asian spreadsheets take for the same."""
    text = str(content)
    return f"'{text}" if text.startswith(_RUNS) else text

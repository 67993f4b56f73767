"""JSON of which each object knows where in the text it began."""

import json
from json import decoder, scanner
from typing import Any


class Placed(dict[str, Any]):
    """An object of a JSON text that knows where it began."""

    start = 0


class PlacingDecoder(json.JSONDecoder):
    """Reads JSON and keeps where each object began; the library's own reader does not tell."""

    def __init__(self) -> None:
        super().__init__()
        self.parse_object = self._placed
        self.scan_once = scanner.py_make_scanner(self)  # type: ignore[attr-defined]

    def _placed(self, s_and_end: tuple[str, int], *rest: Any, **more: Any) -> tuple[Any, int]:
        content, end = decoder.JSONObject(s_and_end, *rest, **more)  # type: ignore[attr-defined]
        placed = Placed(content)
        placed.start = s_and_end[1] - 1
        return placed, end

"""The data file with something in it changed."""

import json
from pathlib import Path
from typing import Any

from parks.directory.wording import DATA

FILE = json.loads((DATA / "parks.json").read_text(encoding="utf-8"))


def changed_file(tmp_path: Path, slug: str, **fields: Any) -> Path:
    """The data file with one record changed."""
    file = json.loads(json.dumps(FILE))
    next(one for one in file["records"] if one["slug"] == slug).update(fields)
    path = tmp_path / "parks.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    return path

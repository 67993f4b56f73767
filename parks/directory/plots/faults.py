"""What is wrong with a file of plots: every faulty line named, nothing half taken."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Fault:
    """`line` counts from 1 as an editor shows it; 0: the file as a whole. `column` may be empty."""

    line: int
    sentence: Any
    column: str = ""


class FaultyFile(Exception):
    """The file is refused whole."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = sorted(faults, key=lambda fault: fault.line)

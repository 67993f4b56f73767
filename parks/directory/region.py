"""The part of the world that the directory is about, in degrees (WGS 84)."""

from datetime import date
from typing import Final

# A little wider than Quảng Ninh with its islands: a position outside is a slip, not a place.
WEST: Final = 106.3
EAST: Final = 108.25
SOUTH: Final = 20.62
NORTH: Final = 21.72

# The district level ended on 1 July 2025.
LAST_OF_DISTRICTS: Final = date(2025, 6, 30)


def is_inside(latitude: float, longitude: float) -> bool:
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST

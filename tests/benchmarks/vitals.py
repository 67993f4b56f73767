"""What a reader waits for and what moves under the eye, measured by a real browser.

Largest contentful paint and cumulative layout shift as the W3C defines them (Largest Contentful
Paint, Layout Instability), on an empty browser cache, at the widths of a phone and a desk.
"""

from dataclasses import dataclass

from playwright.sync_api import sync_playwright

from tests.chromium import SWITCHES, chromium

WIDTHS = (360, 1440)
SETTLED_MS = 1500
_WATCH = """() => {
  window.vitals = { paint: 0, shift: 0 };
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.vitals.paint = one.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.vitals.shift += one.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""


@dataclass(frozen=True)
class Vitals:
    """`paint_ms` from the click to the largest thing drawn; `shift` has no unit, 0 is still."""

    width: int
    paint_ms: float
    shift: float
    script_bytes: int  # of our own, with what the map adds where it is in view; without Leaflet


def vitals_of(address: str) -> list[Vitals]:
    path, env = chromium()
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES, env=env or None)
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900})
            page = context.new_page()
            page.add_init_script(f"({_WATCH})()")
            page.goto(address, wait_until="load")
            page.wait_for_timeout(SETTLED_MS)
            seen = page.evaluate("window.vitals")
            scripts = page.evaluate(
                "performance.getEntriesByType('resource')"
                ".filter((one) => /\\.js$/.test(one.name) && !/leaflet/.test(one.name))"
                ".reduce((sum, one) => sum + one.decodedBodySize, 0)"
            )
            found.append(Vitals(width, round(seen["paint"]), round(seen["shift"], 4), scripts))
            context.close()
        browser.close()
    return found

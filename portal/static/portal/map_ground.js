// What every map of the house stands on, drawn with Leaflet (`L`): the coast or the operator's tiles,
// the fixed extent, marks to go by, and the sheet that says what a pin or an area is.
export const REGION = [[20.62, 106.3], [21.72, 108.25]];
const EASTERN = 107.9; // a name from here on runs out of a map that is not as wide as SMALL
const SMALL = 400;

export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function text(tag, words, className = "") {
  const made = document.createElement(tag);
  made.textContent = words;
  if (className) made.className = className;
  return made;
}

export function ground(side, data, nearest) {
  const box = side.querySelector("[data-map-box]");
  const canvas = text("div", "", "map-canvas");
  canvas.setAttribute("role", "group");
  canvas.setAttribute("aria-label", side.querySelector("h2, h3").textContent);
  box.replaceChildren(canvas);
  const moves = !isStill();
  const map = L.map(canvas, {
    maxBounds: REGION, maxBoundsViscosity: 1, maxZoom: nearest, zoomSnap: 0.25, zoomControl: false,
    attributionControl: false, zoomAnimation: moves, fadeAnimation: moves, markerZoomAnimation: moves,
    inertia: moves, scrollWheelZoom: false,
  });
  map.fitBounds(REGION, { animate: false });
  map.setMinZoom(map.getZoom());
  // The wheel scrolls the page until the map was pressed or reached by key.
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  new ResizeObserver(() => {
    const whole = map.getZoom() === map.getMinZoom();
    map.invalidateSize({ animate: false });
    map.setMinZoom(map.getBoundsZoom(REGION));
    if (whole) map.fitBounds(REGION, { animate: false });
  }).observe(canvas);

  L.control.zoom({ zoomInTitle: data.words.nearer, zoomOutTitle: data.words.farther }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  if (side.dataset.tiles) {
    // Without the library's own line, which shows a flag; the words are the operator's, not markup.
    L.control.attribution({ prefix: false }).addTo(map);
    const attribution = text("span", side.dataset.attribution).innerHTML;
    L.tileLayer(side.dataset.tiles, { attribution, bounds: REGION }).addTo(map);
  } else {
    L.polygon(data.coast, { className: "map-land", interactive: false }).addTo(map);
  }
  for (const [name, lat, lon, town] of data.marks) {
    const side = lon > EASTERN ? "map-eastern" : "";
    const className = `map-mark ${town ? "map-town" : ""} ${side}`;
    const icon = L.divIcon({ className, html: text("span", name), iconSize: [6, 6] });
    L.marker([lat, lon], { icon, interactive: false, keyboard: false }).addTo(map);
  }
  const near = () => {
    canvas.classList.toggle("is-whole", map.getZoom() < map.getMinZoom() + 1);
    canvas.classList.toggle("is-small", map.getSize().x < SMALL);
  };
  map.on("zoomend resize", near);
  near();
  return { map, canvas };
}

// What a pin says stands at the foot of the map, where no edge cuts it off. Escape closes it and
// the focus is where it was, though the pin may have been drawn anew meanwhile: `find` looks again.
export function open(element, content, words, find) {
  const box = element.closest("[data-map-box]");
  box.querySelector(".map-sheet")?.remove();
  const sheet = text("div", "", "map-sheet");
  sheet.setAttribute("role", "dialog");
  sheet.setAttribute("aria-label", element.getAttribute("aria-label"));
  const shut = text("button", "×", "map-shut");
  shut.type = "button";
  shut.setAttribute("aria-label", words.close);
  const close = () => {
    sheet.remove();
    find()?.focus({ preventScroll: true });
  };
  shut.addEventListener("click", close);
  sheet.addEventListener("keydown", (key) => {
    if (key.key !== "Escape") return;
    key.stopPropagation();
    close();
  });
  sheet.append(content, shut);
  box.append(sheet);
  sheet.querySelector("a, button").focus({ preventScroll: true });
}

// By pointer and by key alike.
export function pressed(layer, element, act) {
  layer.off("click").on("click", act);
  element.addEventListener("keydown", (key) => {
    if (key.key !== "Enter" && key.key !== " ") return;
    key.preventDefault();
    key.stopPropagation();
    act();
  });
}

// Two things light up together, by pointer and by key: `light(on)` does it to both.
export function lit(element, light) {
  for (const [happens, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
    element.addEventListener(happens, () => light(on));
  }
}

// Draws the parks with Leaflet (`L`). Pins are drawn in the order of the list, so that the Tab key
// walks them so; where they would cover each other they stand as one group that opens.
const REGION = [[20.62, 106.3], [21.72, 108.25]];
const NEAREST = 13; // a pin is a kilometre off: closer says nothing
const APART = 38; // pixels between pins that may stand alone
const STATUS = ["operating", "under_construction", "planned", "not_published"];

export function draw(side, data) {
  const box = side.querySelector("[data-map-box]");
  const canvas = document.createElement("div");
  canvas.className = "map-canvas";
  box.replaceChildren(canvas);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(canvas, {
    maxBounds: REGION, maxBoundsViscosity: 1, maxZoom: NEAREST, zoomSnap: 0.25,
    attributionControl: Boolean(side.dataset.tiles), zoomAnimation: !still, fadeAnimation: !still,
    markerZoomAnimation: !still, inertia: !still, scrollWheelZoom: false,
  });
  const whole = () => {
    map.setMinZoom(0);
    map.fitBounds(REGION, { animate: false });
    map.setMinZoom(map.getZoom());
  };
  whole();
  // The wheel scrolls the page until the map was pressed or reached by key.
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  new ResizeObserver(() => { map.invalidateSize({ animate: false }); }).observe(canvas);

  if (side.dataset.tiles) {
    L.tileLayer(side.dataset.tiles, { attribution: side.dataset.attribution, bounds: REGION }).addTo(map);
  } else {
    L.polygon(data.coast, { className: "map-land", interactive: false }).addTo(map);
  }
  L.control.scale({ imperial: false }).addTo(map);
  for (const [name, lat, lon, town] of data.marks) {
    const icon = L.divIcon({ className: town ? "map-mark map-town" : "map-mark", html: text("span", name), iconSize: [6, 6] });
    L.marker([lat, lon], { icon, interactive: false, keyboard: false }).addTo(map);
  }
  const areas = data.places.filter((place) => place[3] === data.zone).map((place) => area(place, data));
  areas.forEach((one) => one.addTo(map));
  const cards = lights(side);
  const pins = L.layerGroup().addTo(map);
  const places = data.places.map((place) => pinOf(place, data, cards));
  const regroup = () => {
    const holder = document.activeElement?.dataset?.slug;
    pins.clearLayers();
    for (const group of groups(map, places)) {
      (group.length === 1 ? group[0].marker : groupOf(map, group, data, cards)).addTo(pins);
    }
    if (holder) canvas.querySelector(`[data-slug="${CSS.escape(holder)}"]`)?.focus();
  };
  const near = () => canvas.classList.toggle("is-whole", map.getZoom() < map.getMinZoom() + 1);
  map.on("zoomend", () => { near(); regroup(); });
  near();
  regroup();
}

function text(tag, words, className = "") {
  const made = document.createElement(tag);
  made.textContent = words;
  if (className) made.className = className;
  return made;
}

// A zone is an area: a circle as large as the zone, where its size is published.
function area([, name, , , , lat, lon, km], data) {
  const shown = km
    ? L.circle([lat, lon], { radius: km * 1000, className: "map-zone", interactive: false })
    : L.circleMarker([lat, lon], { radius: 14, className: "map-zone", interactive: false });
  return shown.bindTooltip(name, { permanent: true, direction: "center", className: "map-zone-name" });
}

function pinOf(place, data, cards) {
  const [slug, name, lang, kind, status, lat, lon, km, demonstration] = place;
  const zone = kind === data.zone;
  const shape = text("span", "", `pin pin-${zone ? "zone" : STATUS[status]}`);
  const icon = L.divIcon({ className: "map-pin", html: shape, iconSize: [26, 26] });
  const far = zone
    ? data.words[km ? "area" : "place"]
    : km ? data.words.off.replace("{km}", km) : data.words.approximate;
  const told = [data.kinds[kind], data.statuses[status], far];
  if (demonstration) told.push(data.words.demonstration);
  const marker = L.marker([lat, lon], { icon, riseOnHover: true });
  const pin = { slug, name, lang, told, marker, at: marker.getLatLng() };
  marker.on("add", () => {
    const element = marker.getElement();
    element.dataset.slug = slug;
    element.setAttribute("aria-label", `${name}: ${told.join(", ")}`);
    follow(element, [slug], cards);
    marker.off("click");
    pressed(marker, element, () => open(element, sheetOf(pin, data), data.words));
  });
  return pin;
}

function sheetOf(place, data) {
  const sheet = document.createElement("div");
  const link = text("a", place.name, "map-sheet-name");
  link.href = data.address.replace("/0/", `/${place.slug}/`);
  if (place.lang) link.lang = place.lang;
  sheet.append(link, text("p", place.told.join(" · "), "small quiet"));
  return sheet;
}

function sheetOfAll(group, data) {
  const list = document.createElement("ul");
  for (const place of group) {
    const item = document.createElement("li");
    item.append(sheetOf(place, data));
    list.append(item);
  }
  return list;
}

// What a pin says stands at the foot of the map, where no edge cuts it off. Escape closes it and
// the focus is where it was.
function open(element, content, words) {
  const box = element.closest("[data-map-box]");
  box.querySelector(".map-sheet")?.remove();
  const sheet = document.createElement("div");
  sheet.className = "map-sheet";
  sheet.setAttribute("role", "dialog");
  sheet.setAttribute("aria-label", element.getAttribute("aria-label"));
  const shut = text("button", "×", "map-shut");
  shut.type = "button";
  shut.setAttribute("aria-label", words.close);
  const close = () => {
    sheet.remove();
    box.querySelector(`[data-slug="${CSS.escape(element.dataset.slug)}"]`)?.focus();
  };
  shut.addEventListener("click", close);
  sheet.addEventListener("keydown", (key) => {
    if (key.key !== "Escape") return;
    key.stopPropagation();
    close();
  });
  sheet.append(content, shut);
  box.append(sheet);
  sheet.querySelector("a").focus({ preventScroll: true });
}

// By pointer and by key alike.
function pressed(marker, element, act) {
  marker.on("click", act);
  element.addEventListener("keydown", (key) => {
    if (key.key !== "Enter" && key.key !== " ") return;
    key.preventDefault();
    key.stopPropagation();
    act();
  });
}

// Places nearer to each other than APART at this zoom, in the order of the list.
function groups(map, places) {
  const made = [];
  const cells = new Map();
  for (const place of places) {
    const point = map.project(place.at);
    const [x, y] = [Math.floor(point.x / APART), Math.floor(point.y / APART)];
    let home = null;
    for (const dx of [0, -1, 1]) {
      for (const dy of [0, -1, 1]) {
        const near = cells.get(`${x + dx}:${y + dy}`);
        if (!home && near && near.point.distanceTo(point) < APART) home = near;
      }
    }
    if (home) home.places.push(place);
    else {
      const group = { point, places: [place] };
      cells.set(`${x}:${y}`, group);
      made.push(group);
    }
  }
  return made.map((group) => group.places);
}

function groupOf(map, group, data, cards) {
  const words = data.words.group.replace("{n}", group.length);
  const icon = L.divIcon({ className: "map-group", html: text("span", group.length), iconSize: [34, 34] });
  const bounds = L.latLngBounds(group.map((place) => place.at));
  const marker = L.marker(group[0].at, { icon }); // where no other stands within APART
  marker.on("add", () => {
    const element = marker.getElement();
    element.dataset.slug = group[0].slug;
    const names = group.slice(0, 3).map((place) => place.name).join(", ");
    element.setAttribute("aria-label", `${words} (${names}${group.length > 3 ? ", …" : ""})`);
    follow(element, group.map((place) => place.slug), cards);
    // Places at one point never part: they are named together instead.
    const together = map.getZoom() >= NEAREST || bounds.getNorthEast().equals(bounds.getSouthWest(), 1e-4);
    pressed(marker, element, together
      ? () => open(element, sheetOfAll(group, data), data.words)
      : () => map.fitBounds(bounds.pad(0.3), { maxZoom: NEAREST }));
  });
  return marker;
}

// A pin and its entry in the list light up together, by pointer and by key.
function lights(side) {
  const entries = new Map();
  for (const entry of document.querySelectorAll("article[data-slug]")) entries.set(entry.dataset.slug, entry);
  const pinsOf = (slug) => [...side.querySelectorAll("[data-slugs]")]
    .filter((pin) => pin.dataset.slugs.split(" ").includes(slug));
  for (const [slug, entry] of entries) {
    const light = (on) => {
      entry.classList.toggle("is-lit", on);
      pinsOf(slug).forEach((pin) => pin.classList.toggle("is-lit", on));
    };
    entry.addEventListener("mouseenter", () => light(true));
    entry.addEventListener("mouseleave", () => light(false));
    entry.addEventListener("focusin", () => light(true));
    entry.addEventListener("focusout", () => light(false));
  }
  return entries;
}

function follow(element, slugs, entries) {
  element.dataset.slugs = slugs.join(" ");
  const light = (on) => {
    element.classList.toggle("is-lit", on);
    slugs.forEach((slug) => entries.get(slug)?.classList.toggle("is-lit", on));
  };
  element.addEventListener("mouseenter", () => light(true));
  element.addEventListener("mouseleave", () => light(false));
  element.addEventListener("focus", () => light(true));
  element.addEventListener("blur", () => light(false));
}

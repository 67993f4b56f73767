// The parks on the map beside the list. Pins are drawn in the order of their names, so that the Tab
// key walks them so; where they would cover each other they stand as one group that opens.
const NEAREST = 13; // a pin is a kilometre off: closer says nothing
const APART = 38; // pixels between pins that may stand alone
const PATCH = 40; // pixels across of a zone whose size on the map is not known
const MANY = 250; // of more pins only those in view are drawn
const NAMED = 12; // of more names in a line the rest is counted
const STATUS = ["operating", "under_construction", "planned", "not_published"];

export function draw(side, data, house) {
  const { map, canvas } = house.ground(side, data, NEAREST);
  const find = (slug) => canvas.querySelector(`[data-slugs~="${CSS.escape(slug)}"]`);
  const light = entries(find, house);
  const pins = L.layerGroup().addTo(map);
  const places = data.places.map((place) => described(place, data));
  for (const place of places) if (place.zone) area(place, house).addTo(map);
  const show = (place) => house.open(
    find(place.slug), sheetOf(place, data, house), data.words, () => find(place.slug),
  );
  const pin = (group) => (group.length === 1
    ? pinOf(group[0], house, light, () => show(group[0]))
    : groupOf(group, map, data, house, light, find));
  const regroup = () => {
    const holder = canvas.contains(document.activeElement) && document.activeElement.dataset.slugs;
    const made = grouped(map, places);
    const view = map.getBounds().pad(0.2);
    pins.clearLayers();
    for (const group of made) {
      if (made.length <= MANY || view.contains(group[0].at)) pin(group).addTo(pins);
    }
    if (holder) find(holder.split(" ")[0])?.focus({ preventScroll: true });
    return made.length > MANY;
  };
  let partly = regroup();
  let zoomed = false;
  map.on("zoomend", () => { zoomed = true; });
  map.on("moveend", () => {
    if (zoomed || partly) partly = regroup();
    zoomed = false;
  });
  say(side, data, house);
  inText(side, places, data, house);
}

// Everything that is drawn, in words: the page itself has only its own entries. Made once somebody
// opens it, for there may be thousands.
function inText(side, places, data, house) {
  const fold = side.querySelector("[data-map-text]");
  const fill = () => {
    if (!fold.open) return;
    fold.removeEventListener("toggle", fill);
    const lines = places.map((place) => {
      const line = document.createElement("li");
      line.append(sheetOf(place, data, house));
      return line;
    });
    fold.querySelector("ul").replaceChildren(...lines);
  };
  fold.addEventListener("toggle", fill);
  fill();
}

function described([slug, name, lang, kind, status, lat, lon, km, remark], data) {
  const zone = kind === data.zone;
  return {
    slug, name, lang, zone, km, at: L.latLng(lat, lon), status: STATUS[status],
    told: [data.kinds[kind], data.statuses[status], data.remarks[remark]].join(" · "),
  };
}

// A zone is an area: a circle as large as the zone where that is known, else a patch that says
// nothing of its size; its name lies on it. What is pressed is the patch, under the pins of its parks.
function area(place, { text }) {
  const looks = { className: "map-zone", interactive: false };
  const shown = place.km
    ? L.circle(place.at, { ...looks, radius: place.km * 1000 })
    : L.circleMarker(place.at, { ...looks, radius: PATCH / 2 });
  const label = text("span", place.name);
  if (place.lang) label.lang = place.lang;
  return shown.bindTooltip(label, { permanent: true, direction: "center", className: "map-zone-name" });
}

function pinOf(place, { text, pressed, lit }, light, act) {
  const icon = place.zone
    ? L.divIcon({ className: "map-patch", iconSize: [PATCH, PATCH] })
    : L.divIcon({ className: "map-pin", html: text("span", "", `pin pin-${place.status}`), iconSize: [26, 26] });
  const marker = L.marker(place.at, { icon, riseOnHover: !place.zone, zIndexOffset: place.zone ? -9999 : 0 });
  return marker.on("add", () => {
    const element = marker.getElement();
    element.dataset.slugs = place.slug;
    element.setAttribute("aria-label", `${place.name}: ${place.told}`);
    lit(element, (on) => light([place.slug], on));
    pressed(marker, element, act);
  });
}

function groupOf(group, map, data, house, light, find) {
  const icon = L.divIcon({ className: "map-group", html: house.text("span", group.length), iconSize: [34, 34] });
  const bounds = L.latLngBounds(group.map((place) => place.at));
  const marker = L.marker(group[0].at, { icon }); // where no other stands within APART
  const slugs = group.map((place) => place.slug);
  // Places at one point never part: they are named together instead.
  const together = () => map.getZoom() >= NEAREST || bounds.getNorthEast().equals(bounds.getSouthWest(), 1e-4);
  return marker.on("add", () => {
    const element = marker.getElement();
    element.dataset.slugs = slugs.join(" ");
    const names = group.slice(0, 3).map((place) => place.name).join(", ");
    const words = data.words.group.replace("{n}", group.length);
    element.setAttribute("aria-label", `${words} (${names}${group.length > 3 ? ", …" : ""})`);
    house.lit(element, (on) => light(slugs, on));
    house.pressed(marker, element, () => {
      if (together()) house.open(element, sheetOfAll(group, data, house), data.words, () => find(slugs[0]));
      else map.fitBounds(bounds.pad(0.3), { maxZoom: NEAREST, animate: !house.isStill() });
    });
  });
}

function sheetOf(place, data, { text }) {
  const sheet = document.createElement("div");
  const link = text("a", place.name, "map-sheet-name");
  link.href = data.address.replace("/0/", `/${place.slug}/`);
  if (place.lang) link.lang = place.lang;
  const where = `${degrees(place.at.lat)}° N, ${degrees(place.at.lng)}° E`;
  sheet.append(link, text("p", `${place.told} · ${where}`, "small quiet"));
  return sheet;
}

// As the reader's language writes numbers.
function degrees(angle) {
  const two = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return angle.toLocaleString(document.documentElement.lang, two);
}

function sheetOfAll(group, data, house) {
  const list = document.createElement("ul");
  for (const place of group.slice(0, NAMED)) {
    const item = document.createElement("li");
    item.append(sheetOf(place, data, house));
    list.append(item);
  }
  const rest = group.length - NAMED;
  if (rest > 0) list.append(house.text("li", data.words.others.replace("{n}", rest), "quiet"));
  return list;
}

// Places nearer to each other than APART at this zoom, in the order of the list. A point is compared
// with the groups of the nine cells around it only: a thousand places cost a thousand looks. A zone
// is no park: it is an area under them and joins no group.
function grouped(map, places) {
  const made = [];
  const cells = new Map();
  for (const place of places) {
    const point = map.project(place.at);
    if (place.zone) {
      made.push({ point, places: [place] });
      continue;
    }
    const [x, y] = [Math.floor(point.x / APART), Math.floor(point.y / APART)];
    let home = null;
    for (let cell = 0; cell < 9 && !home; cell += 1) {
      const near = cells.get(`${x - 1 + (cell % 3)}:${y - 1 + Math.floor(cell / 3)}`) ?? [];
      home = near.find((group) => group.point.distanceTo(point) < APART);
    }
    if (home) home.places.push(place);
    else {
      const group = { point, places: [place] };
      const cell = `${x}:${y}`;
      cells.set(cell, [...(cells.get(cell) ?? []), group]);
      made.push(group);
    }
  }
  return made.map((group) => group.places);
}

// A pin and its entry in the list light up together.
function entries(find, { lit }) {
  const known = new Map();
  const light = (slugs, on) => {
    for (const slug of slugs) known.get(slug)?.classList.toggle("is-lit", on);
    find(slugs[0])?.classList.toggle("is-lit", on);
  };
  for (const entry of document.querySelectorAll("article[data-slug]")) {
    known.set(entry.dataset.slug, entry);
    lit(entry, (on) => light([entry.dataset.slug], on));
  }
  return light;
}

// What the map cannot show: more than it draws, and what has no published place.
function say(side, { more, unplaced, words }, { text }) {
  const said = side.querySelector("[data-map-said]");
  if (more) said.append(text("p", more));
  if (!unplaced.length) return;
  const names = unplaced.slice(0, NAMED).map(([, name]) => name);
  if (unplaced.length > NAMED) names.push(words.others.replace("{n}", unplaced.length - NAMED));
  said.append(text("p", words.unplaced.replace("{names}", names.join("; "))));
}

// The plots of one park: each as its outline, or a dot where only a point is published. The state of
// the land is a pattern, a colour and a word; the Tab key walks the plots from the largest on.
const NEAREST = 17;
const AT_FIRST = 16; // one small plot alone is shown with what lies around it
const LABELLED = 60; // of more plots only those that are pointed at say their code

export function draw(side, data, house) {
  const { map, canvas } = house.ground(side, data, NEAREST);
  const find = (code) => canvas.querySelector(`[data-slugs="${CSS.escape(code)}"]`);
  const light = rows(find, house);
  const plots = L.featureGroup(data.plots.map((plot) => shapeOf(plot, data)));
  plots.addTo(map);
  if (data.plots.length) map.fitBounds(plots.getBounds().pad(0.25), { maxZoom: AT_FIRST, animate: false });
  plots.getLayers().forEach((layer, place) => {
    const [code, state, said] = data.plots[place];
    const told = `${data.labels[state]} · ${said}`;
    const element = layer.getElement();
    element.dataset.slugs = code;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", `${code}: ${told}`);
    layer.bindTooltip(house.text("span", code), {
      permanent: data.plots.length <= LABELLED, direction: "center", className: "plot-code",
    });
    house.lit(element, (on) => light(code, on));
    element.addEventListener("focus", () => map.panInside(layer.getBounds?.().getCenter() ?? layer.getLatLng(), {
      padding: [40, 40], animate: !house.isStill(),
    }));
    house.pressed(layer, element, () => {
      const sheet = document.createElement("div");
      sheet.append(house.text("p", code, "map-sheet-name"), house.text("p", told, "small quiet"));
      house.open(element, sheet, data.words, () => find(code));
    });
  });
  if (data.more) side.querySelector("[data-map-said]").append(house.text("p", data.more));
}

function shapeOf([, state, , geometry], data) {
  const key = data.statuses[state];
  const looks = { className: `plot plot-${key}`, fillColor: `url(#plot-${key})`, fillOpacity: 1, weight: 2 };
  const made = L.geoJSON(geometry, { style: looks, pointToLayer: (_, at) => L.circleMarker(at, { ...looks, radius: 10 }) });
  return made.getLayers()[0];
}

// A plot and its row in the table light up together.
function rows(find, { lit }) {
  const known = new Map();
  const light = (code, on) => {
    known.get(code)?.classList.toggle("is-lit", on);
    find(code)?.classList.toggle("is-lit", on);
  };
  for (const row of document.querySelectorAll("tr[data-slug]")) {
    known.set(row.dataset.slug, row);
    lit(row, (on) => light(row.dataset.slug, on));
  }
  return light;
}

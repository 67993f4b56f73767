// The map beside the list: what the page loads for it. The library, the drawing and the data come
// only when somebody looks at the map: on a wide screen once it is in view and the page is quiet,
// on a phone when its button is pressed. Without this script the list and the drawing stay.
const side = document.querySelector("[data-map]");
const columns = document.querySelector("[data-view]");
const views = document.querySelector("[data-view-switch]");

function script(address) {
  return new Promise((loaded, failed) => {
    const tag = document.createElement("script");
    tag.src = address;
    tag.onload = loaded;
    tag.onerror = failed;
    document.head.append(tag);
  });
}

function style(address) {
  return new Promise((loaded, failed) => {
    const tag = document.createElement("link");
    tag.rel = "stylesheet";
    tag.href = address;
    tag.onload = loaded;
    tag.onerror = failed;
    document.head.append(tag);
  });
}

async function load() {
  try {
    const [data] = await Promise.all([
      fetch(side.dataset.map).then((reply) => (reply.ok ? reply.json() : Promise.reject(reply))),
      script(side.dataset.leaflet),
      style(side.dataset.leafletStyle),
    ]);
    const [{ draw }, house] = await Promise.all([import(side.dataset.drawing), import(side.dataset.ground)]);
    draw(side, data, house);
    side.classList.add("is-drawn");
  } catch {
    side.querySelector("[data-map-failed]").hidden = false;
  }
}

let asked = false;
function ask() {
  if (asked) return;
  asked = true;
  load();
}

function look(view) {
  columns.dataset.view = view;
  for (const one of views.querySelectorAll("button")) {
    one.setAttribute("aria-pressed", String(one.value === view));
  }
  if (view === "map") ask();
}

// Which of the two a phone shows is in the address, to be kept and passed on like the filters.
if (side && columns && views) {
  views.hidden = false;
  views.addEventListener("click", (event) => {
    const view = event.target.closest("button")?.value;
    if (!view) return;
    history.replaceState(null, "", view === "map" ? "#map" : location.pathname + location.search);
    look(view);
  });
  const follow = () => { if (location.hash === "#map") look("map"); };
  addEventListener("hashchange", follow);
  follow();
}

if (side) {
  const quiet = window.requestIdleCallback ?? ((act) => setTimeout(act, 200));
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    quiet(ask, { timeout: 2000 }); // on a busy machine the quiet may never come
  });
  seen.observe(side);
}

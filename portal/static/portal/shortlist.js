// The shortlist of a reader: slugs of parks in this browser's own store. They leave it only in the
// address of the shortlist's page, or by the form that puts them into an account (take.js).
const KEY = "shortlist", MOST = 20;
const all = (selector) => [...document.querySelectorAll(selector)];
const one = (selector) => document.querySelector(selector);
const read = (store = () => localStorage, key = KEY) => {
  try {
    const found = JSON.parse(store().getItem(key));
    return [...new Set(found.filter((slug) => /^[-\w]{1,100}$/.test(slug)))].slice(0, MOST);
  } catch { return []; }
};
const write = (slugs, store = () => localStorage, key = KEY) => {
  try { slugs.length ? store().setItem(key, JSON.stringify(slugs)) : store().removeItem(key); } catch { /* no store */ }
};
const without = (slugs, gone) => slugs.filter((slug) => !gone.includes(slug));
const same = (some, others) => some.length === others.length && !without(some, others).length;
const asked = [...new Set(new URLSearchParams(location.search).getAll("park"))];
const drawn = [...new Set(all("[data-keep]").map((button) => button.dataset.keep))];

const show = () => {
  const kept = read();
  all("[data-keep]").forEach((b) => b.setAttribute("aria-pressed", String(kept.includes(b.dataset.keep))));
  all("[data-shortlist-count]").forEach((c) => { c.textContent = kept.length ? `(${kept.length})` : ""; });
  const foreign = one("[data-shortlist-foreign]");
  if (foreign) foreign.hidden = !without(drawn, kept).length;
};
const keep = (slugs) => {
  const kept = [...new Set([...read(), ...slugs])];
  const full = one("[data-shortlist-full]");
  full.textContent = kept.length > MOST ? full.dataset.shortlistFull : "";
  if (kept.length <= MOST) write(kept);
};

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector)?.dataset;
  const pressed = on("[data-keep]")?.keep, gone = on("[data-shortlist-remove]")?.shortlistRemove;
  const kept = read(), mine = same(drawn, kept);
  if (kept.includes(pressed)) write(without(kept, [pressed]));
  else if (pressed) keep([pressed]);
  else if (on("[data-keep-all]")) keep(drawn);
  else if (gone && mine) write(without(kept, [gone]));
  else if (on("[data-shortlist-clear]") && mine) write([]);
  show();
});
addEventListener("storage", show); // another tab
addEventListener("pageshow", show); // the way back

const list = one("[data-shortlist]"), stored = read();
if (list && !asked.length && stored.length) {
  location.replace(`${list.dataset.shortlist}?${new URLSearchParams(stored.map((slug) => ["park", slug]))}`);
} else if (list && same(asked, stored)) write(drawn); // what is not drawn is no park any more
show();

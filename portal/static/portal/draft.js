// Keeps what is typed into a form in this browser until it is sent. Forms work without it.
// `data-draft` names the draft; with `data-draft-tab` it lives in this tab only (officials).
const NAME = "draft:";
const NOT_KEPT = ["csrfmiddlewaretoken", "token", "consent", "consent_version", "procedure", "website", "seen"];
const isKept = (name) => !NOT_KEPT.includes(name.split("-").pop());

function kept(store, key) {
  try { return JSON.parse(store.getItem(key)) ?? null; } catch { return null; }
}

function keep(store, key, value) {
  try { store.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden */ }
}

function forget(store, key) {
  try { store.removeItem(key); } catch { /* forbidden */ }
}

function typed(form) {
  const values = {};
  for (const [name, value] of new FormData(form)) {
    if (isKept(name) && value) (values[name] ??= []).push(value);
  }
  return values;
}

// What came with the page (parks of a link, a name) stays; only empty places are filled.
function restore(form, values) {
  for (const field of form.elements) {
    const saved = values[field.name];
    if (!saved || !isKept(field.name)) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      if (saved.includes(field.value)) field.checked = true;
    } else if (!field.value) {
      field.value = saved[0];
      const fold = field.closest("details");
      if (fold) fold.open = true;
    }
  }
  const around = form.closest("details");
  if (around && Object.keys(values).length) around.open = true;
}

for (const done of document.querySelectorAll("[data-draft-done]")) {
  for (const store of [localStorage, sessionStorage]) forget(store, NAME + done.dataset.draftDone);
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const store = "draftTab" in form.dataset ? sessionStorage : localStorage;
  const key = NAME + form.dataset.draft;
  const note = form.querySelector("[data-draft-note]");
  const draft = kept(store, key);
  if (draft && "draftRestore" in form.dataset) restore(form, draft);
  if (note && draft) note.hidden = false;
  form.addEventListener("input", () => {
    keep(store, key, typed(form));
    if (note) note.hidden = false;
  });
  form.querySelector("[data-draft-discard]")?.addEventListener("click", () => {
    forget(store, key);
    location.assign(location.pathname);
  });
}

// Keeps what is typed into a form in this browser until it is sent. Forms work without it.
const NAME = "draft:";
const NOT_KEPT = ["csrfmiddlewaretoken", "token", "consent", "consent_version", "procedure", "website"];

function kept(key) {
  try { return JSON.parse(localStorage.getItem(key)) ?? null; } catch { return null; }
}

function keep(key, value) {
  try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden */ }
}

function forget(key) {
  try { localStorage.removeItem(key); } catch { /* forbidden */ }
}

function typed(form) {
  const values = {};
  for (const [name, value] of new FormData(form)) {
    if (!NOT_KEPT.includes(name) && value) (values[name] ??= []).push(value);
  }
  return values;
}

// What came with the page (parks of a link, a name) stays; only empty places are filled.
function restore(form, values) {
  for (const field of form.elements) {
    const saved = values[field.name];
    if (!saved || NOT_KEPT.includes(field.name)) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      if (saved.includes(field.value)) field.checked = true;
    } else if (!field.value) {
      field.value = saved[0];
    }
  }
}

for (const done of document.querySelectorAll("[data-draft-done]")) forget(NAME + done.dataset.draftDone);

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = NAME + form.dataset.draft;
  const note = form.querySelector("[data-draft-note]");
  const draft = kept(key);
  if (draft && "draftRestore" in form.dataset) restore(form, draft);
  if (note && draft) note.hidden = false;
  form.addEventListener("input", () => {
    keep(key, typed(form));
    if (note) note.hidden = false;
  });
  form.querySelector("[data-draft-discard]")?.addEventListener("click", () => {
    forget(key);
    location.assign(location.pathname);
  });
}

// Small comforts; every page works without them.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector(".site-head details[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  document.querySelectorAll(".site-head details[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });

  const copy = event.target.closest("button[data-copy]");
  if (!copy) return;
  const text = document.getElementById(copy.dataset.copy)?.textContent.trim();
  if (!text) return;
  navigator.clipboard.writeText(text).then(() => { copy.textContent = copy.dataset.done; });
});

if (navigator.clipboard) {
  document.querySelectorAll("button[data-copy][hidden]").forEach((b) => b.removeAttribute("hidden"));
}

addEventListener("beforeprint", () => {
  const day = document.querySelector("[data-print-day]");
  if (day) day.textContent = new Date().toLocaleDateString(document.documentElement.lang);
});

document.querySelector(".form-errors")?.focus();

document.querySelectorAll("[data-print][hidden]").forEach((button) => {
  button.removeAttribute("hidden");
  button.addEventListener("click", () => window.print());
});

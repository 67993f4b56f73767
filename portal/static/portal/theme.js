// Light, dark or as the system says. Runs in the head, so that nothing flashes; the switch in the
// footer appears only where this runs. Kept in the browser, never sent; the admin reads it too.
(() => {
  const root = document.documentElement;
  const read = () => {
    try { return localStorage.getItem("theme") || "auto"; } catch { return "auto"; }
  };
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  apply(read());
  // Buttons that write into the browser's store are drawn from the start, or not at all.
  try { localStorage.getItem("theme"); root.classList.add("keeps"); } catch { /* no store */ }
  document.addEventListener("DOMContentLoaded", () => {
    const group = document.querySelector("[data-theme-switch]");
    if (!group) return;
    const buttons = [...group.querySelectorAll("button[value]")];
    const show = () => buttons.forEach((b) => b.setAttribute("aria-pressed", String(b.value === read())));
    group.addEventListener("click", (event) => {
      const button = event.target.closest("button[value]");
      if (!button) return;
      try { localStorage.setItem("theme", button.value); } catch { /* private window: this page only */ }
      apply(button.value);
      show();
    });
    show();
    group.closest("[hidden]")?.removeAttribute("hidden");
  });
})();

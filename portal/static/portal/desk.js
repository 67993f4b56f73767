// Keys of the worklists: j and k move, t takes, / searches. Everything is a link or button without them.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector("[data-key='/']")?.focus();
    return;
  }
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  if (event.key === "j" || event.key === "k") {
    const next = rows[event.key === "j" ? at + 1 : Math.max(at - 1, 0)];
    next?.querySelector("a")?.focus();
  } else if (event.key === "t" && at >= 0) {
    rows[at].querySelector("form button")?.click();
  }
});

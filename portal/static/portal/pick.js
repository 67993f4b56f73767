// A long list of checkboxes behind a disclosure: a search line in it, and what is ticked as chips
// above it. Labels move only while nobody is choosing, so that nothing jumps under a finger.
const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");
const ticked = (label) => label.querySelector("input").checked;

for (const pick of document.querySelectorAll("[data-pick]")) {
  const chosen = pick.querySelector("[data-pick-chosen]");
  const list = pick.querySelector("[data-pick-list]");
  const fold = pick.querySelector("details");
  const search = pick.querySelector("[data-pick-search]");
  const line = search.querySelector("input");

  const narrow = () => {
    const words = folded(line.value).split(/\s+/);
    for (const label of list.querySelectorAll("label")) {
      const name = folded(label.textContent);
      label.hidden = !ticked(label) && !words.every((word) => name.includes(word));
    }
  };
  const arrange = () => {
    line.value = "";
    narrow();
    chosen.append(...[...list.querySelectorAll("label")].filter(ticked));
    list.prepend(...[...chosen.querySelectorAll("label")].filter((label) => !ticked(label)));
  };

  if (list.querySelectorAll("label").length > 5) search.hidden = false;
  line.addEventListener("input", narrow);
  line.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // Enter searches, it does not send the form
  });
  fold.addEventListener("toggle", () => { if (!fold.open) arrange(); });
  chosen.addEventListener("change", () => {
    arrange();
    fold.querySelector("summary").focus();
  });
  if (!fold.open) arrange(); // what a draft brought back
}

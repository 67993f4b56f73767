// A search line above a long list of checkboxes. Ticked ones always stay in sight.
const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");

for (const search of document.querySelectorAll("[data-pick-search]")) {
  const list = document.getElementById(search.dataset.pickSearch);
  const choices = [...(list?.querySelectorAll("label") ?? [])];
  if (choices.length < 6) continue;
  search.hidden = false;
  const line = search.querySelector("input");
  line.addEventListener("input", () => {
    const words = folded(line.value).split(/\s+/);
    for (const choice of choices) {
      const name = folded(choice.textContent);
      choice.hidden = !choice.querySelector("input").checked && !words.every((word) => name.includes(word));
    }
  });
  line.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // Enter searches, it does not send the form
  });
}

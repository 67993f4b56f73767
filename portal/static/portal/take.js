// Puts what this browser kept (shortlist.js) into the account whose page this is, once, by the
// page's own form. What was sent leaves the store when the page says that it was taken.
{
  const form = one("[data-shortlist-take]"), taken = "taken" in form.dataset;
  const session = () => sessionStorage, SENT = "shortlist:sent";
  const sent = read(session, SENT);
  if (taken) {
    write(without(read(), sent));
    write([], session, SENT);
  }
  form.addEventListener("submit", () => {
    write(new FormData(form).getAll("park"), session, SENT);
  });
  const left = read();
  if (left.length && !asked.length) {
    for (const slug of left) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: "park", value: slug });
      form.append(input);
    }
    form.hidden = false;
    if (taken || !sent.length) form.requestSubmit(); // what was refused is sent by hand
  }
}

// The library tells a failed passkey to the console alone. A person is told on the page.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const said = document.querySelector("[data-passkey-failed]");
  if (!said) return;
  said.hidden = false;
  said.scrollIntoView({ block: "nearest" });
});

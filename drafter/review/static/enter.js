// The secret stands behind the # of the link, which no browser sends: it goes out of the address and into the form.

function enter() {
  const secret = location.hash.slice(1);
  if (!secret) return;
  history.replaceState(null, "", location.pathname);
  const form = document.querySelector("form");
  form.elements.pass.value = secret;
  form.requestSubmit();
}

addEventListener("hashchange", enter);
enter();

// The hands of `drafter start`: files and forms go to the server, the parts of the page come back as HTML, escaped.

const policy = window.trustedTypes
  ? window.trustedTypes.createPolicy("drafter", { createHTML: (text) => text })
  : { createHTML: (text) => text };
const find = (query, from = document) => from.querySelector(query);
const all = (query, from = document) => [...from.querySelectorAll(query)];
const words = find("#words").dataset, page = find("#parts");
const base = page?.dataset.report ?? "";
const EVERY = 700; // milliseconds between looks at a run
const shown = new Map(); // parts as the server sent them
let busy = Promise.resolve(); // one deed after another

function say(text, bad = false) {
  const place = find("#said");
  place.textContent = text;
  place.classList.toggle("bad", bad);
}

async function ask(path, body) {
  try {
    const options = body ? { method: "POST", body } : {};
    const answer = await fetch(path, { ...options, credentials: "same-origin", redirect: "error" });
    return { status: answer.status, where: answer.headers.get("x-where") ?? "", text: await answer.text() };
  } catch {
    return { status: 0, where: "", text: words.lost };
  }
}

function parsed(html) {
  const box = document.createElement("template");
  box.innerHTML = policy.createHTML(html);
  return [...box.content.children];
}

/* Only the parts that are others; what had the focus keeps it, what was opened stays open. */
function apply(html) {
  const focused = document.activeElement?.id;
  for (const part of parsed(html)) {
    const old = document.getElementById(part.id), text = part.outerHTML;
    if (!old || shown.get(part.id) === text) continue;
    shown.set(part.id, text);
    const opened = all("details", old).map((one) => one.open);
    all("details", part).forEach((one, n) => (one.open ||= opened[n] ?? false));
    old.replaceWith(part);
  }
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  watch();
}

let watching = 0;
function watch() {
  clearTimeout(watching);
  if (find("#do[data-going]")) watching = setTimeout(look, EVERY);
}
async function look() {
  const answer = await ask(`${base}/now`);
  if (answer.status !== 200) return say(answer.text, true), (watching = setTimeout(look, EVERY * 4));
  const was = find("#do[data-going]");
  apply(answer.text);
  if (!was || find("#do[data-going]")) return;
  const failed = find("#do .error");
  (failed ?? find("#result")).scrollIntoView({ block: failed ? "nearest" : "start" });
  if (!failed) say(words.done);
}

function deed(path, body) {
  busy = busy.then(async () => {
    const answer = await ask(path, body);
    if ([400, 413].includes(answer.status)) return say(words.toolarge, true);
    if (answer.status !== 200) return say(answer.text || words.lost, true);
    if (answer.where) return location.assign(answer.where);
    say("");
    apply(answer.text);
  });
  return busy;
}

function send(form, files) {
  if (!files.length) return;
  const body = new FormData();
  for (const file of files) body.append("file", file, file.name);
  say(words.sending);
  const to = form.dataset.upload;
  deed(to.startsWith("/") ? to : `${base}/${to}`, body);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  event.preventDefault();
  if ("review" in form.dataset) return deed(`${base}/review`, new URLSearchParams());
  if (form.dataset.do && !("auto" in form.dataset)) deed(`${base}/do/${form.dataset.do}`, new URLSearchParams(new FormData(form, event.submitter)));
});

document.addEventListener("change", (event) => {
  const input = event.target, form = input.form;
  if (input.type === "file") return send(form, [...input.files]), (input.value = "");
  if (form && "auto" in form.dataset) deed(`${base}/do/say`, new URLSearchParams(new FormData(form)));
});

for (const name of ["dragover", "dragleave", "drop"])
  document.addEventListener(name, (event) => {
    const place = event.target.closest?.(".panel"), form = place && find("form[data-upload]", place);
    event.preventDefault(); // a file beside the place must not take the page away
    all(".panel.over").forEach((one) => one !== place && one.classList.remove("over"));
    if (!form) return;
    place.classList.toggle("over", name === "dragover");
    if (name === "drop") send(form, [...event.dataTransfer.files]);
  });

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  say(words.copied);
});

all("#parts section").forEach((part) => shown.set(part.id, part.outerHTML));
watch();

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
const settled = new Map(); // id of a field → what the server has answered to
const carried = new WeakSet(); // fields that took the place of others, with what was typed there
let replacing = false; // a browser takes the end of a field that has the focus for a change by hand
let composing = false, late = false; // an input method is at work; an answer waits for its end
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

/* The texts and ticks below an element: the field, what a person made of it, what the server sent. */
const given = (from) =>
  all("input[type=text], input[type=checkbox]", from).map((field) =>
    field.type === "checkbox" ? [field, "checked", field.defaultChecked] : [field, "value", field.defaultValue]);

/* What a person gave that no answer knows of yet goes into the new fields. */
function carry(old, part) {
  for (const [field, name, sent] of given(old)) {
    const now = field[name], fresh = find(`[id="${field.id}"]`, part);
    if (fresh && now !== sent && now !== settled.get(field.id)) (fresh[name] = now), carried.add(fresh);
    settled.delete(field.id), carried.delete(field);
  }
}

/* Only the parts that are others; what had the focus keeps it, what was opened stays open. */
function apply(html) {
  if (composing) return (late = true), watch();
  const { id: focused, selectionStart: from, selectionEnd: to } = document.activeElement ?? {};
  for (const part of parsed(html)) {
    const old = document.getElementById(part.id), text = part.outerHTML;
    if (!old || shown.get(part.id) === text) continue;
    shown.set(part.id, text);
    const opened = all("details", old).map((one) => one.open);
    all("details", part).forEach((one, n) => (one.open ||= opened[n] ?? false));
    carry(old, part);
    replacing = true;
    old.replaceWith(part);
    replacing = false;
  }
  const place = focused && document.activeElement?.id !== focused && document.getElementById(focused);
  if (place) place.focus(), from != null && place.setSelectionRange(from, to);
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

function deed(path, body, form) {
  const told = form ? given(form).map(([field, name]) => [field.id, field[name]]) : [];
  busy = busy.then(async () => {
    const answer = await ask(path, body);
    if ([400, 413].includes(answer.status)) return say(words.toolarge, true);
    if (answer.status !== 200) return say(answer.text || words.lost, true);
    if (answer.where) return location.assign(answer.where);
    say("");
    for (const [id, now] of told) settled.set(id, now);
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
  if (form.dataset.do && !("auto" in form.dataset)) deed(`${base}/do/${form.dataset.do}`, new URLSearchParams(new FormData(form, event.submitter)), form);
});

document.addEventListener("change", (event) => {
  const input = event.target, form = input.form;
  if (replacing) return;
  if (input.type === "file") return send(form, [...input.files]), (input.value = "");
  carried.delete(input);
  if (form && "auto" in form.dataset) deed(`${base}/do/say`, new URLSearchParams(new FormData(form)), form);
});

/* To a browser what was carried is no change by hand. */
document.addEventListener("focusout", ({ target }) => {
  if (!replacing && carried.delete(target)) target.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("compositionstart", () => (composing = true));
document.addEventListener("compositionend", () => {
  composing = false;
  if (late) (late = false), setTimeout(look); // once the field has its text
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

// The page's hands: selection, keys, forms. What is shown comes from the server, already escaped; what is typed goes
// there as form fields, with the revision the page shows.

const policy = window.trustedTypes
  ? window.trustedTypes.createPolicy("drafter", { createHTML: (text) => text })
  : { createHTML: (text) => text };
const find = (query, from = document) => from.querySelector(query);
const all = (query, from = document) => [...from.querySelectorAll(query)];
const text = find("#text"), side = find("#side"), dialog = find("#dialog"), words = find("#words").dataset;

let { stamp, edition } = document.body.dataset; // the state of the draft, and of the page, that is shown
let at = ""; // what is selected: a sentence, a heading, a line
let editing = null; // { id, box, before }
let asked = 0, idled = 0; // requests for the side, so that a late answer does not cover a newer one
let busy = Promise.resolve(); // deeds go one after another
const typed = new Map(); // what was typed and not saved, by sentence
const seen = new Map(); // sides of this revision

// --- talking to the server ---

/* quiet: the page asks by itself, which is no sign that somebody is at work. */
async function ask(path, fields, quiet = false) {
  const options = fields ? { method: "POST", body: new URLSearchParams(fields) } : {};
  if (quiet) options.headers = { "x-quiet": "1" };
  try {
    const answer = await fetch(path, { ...options, credentials: "same-origin", redirect: "error" });
    const header = (name) => answer.headers.get(name) ?? "";
    return {
      status: answer.status,
      stamp: header("x-stamp"),
      edition: header("x-edition"),
      sure: header("x-sure"),
      where: decodeURIComponent(header("x-where")),
      said: decodeURIComponent(header("x-said")),
      text: await answer.text(),
    };
  } catch {
    return { status: 0, said: words.lost, text: "" };
  }
}

function parsed(html) {
  const box = document.createElement("template");
  box.innerHTML = policy.createHTML(html);
  return [...box.content.children];
}

const rows = (list) => all("li", list);

/* Of a long outline only the rows that are others: laying out all of them is what would be felt. */
function replaceRows(old, part) {
  const fresh = rows(part);
  rows(old).forEach((row, n) => {
    const current = find("[aria-current]", row);
    current?.removeAttribute("aria-current"); // set here, not by the server
    if (row.innerHTML !== fresh[n].innerHTML) row.replaceWith(fresh[n]);
    else current?.setAttribute("aria-current", "true");
  });
}

/* Whether the draft in the file now has other sections: then no part fits into the page. */
function otherSections(answer) {
  const list = parsed(answer.text).find((part) => part.id === "outline");
  const ids = (links) => links.map((link) => link.dataset.section).join(" ");
  return list !== undefined && ids(all("a", list)) !== ids(all(".sec[data-section]", text));
}

/* The page of what is in the file now; what was typed comes along. */
function anew() {
  close();
  sessionStorage.setItem("typed", JSON.stringify([...typed]));
  location.reload();
}

/* quiet: nobody here did it, so that nothing scrolls. */
function apply(answer, { quiet = false } = {}) {
  const focused = document.activeElement;
  const inText = text.contains(focused) || focused === document.body;
  const keep = editing && { id: editing.id, value: value(editing.box) };
  const menuAt = !find("#exports").hidden && { link: focused?.closest?.("#exports a")?.getAttribute("href") };
  for (const part of parsed(answer.text)) {
    const old = document.getElementById(part.id);
    if (!old) continue;
    if (editing && old.contains(editing.box)) editing = null;
    if (part.id === "outline" && rows(old).length === rows(part).length) replaceRows(old, part);
    else if (["outline", "side", "bar"].includes(part.id)) old.replaceChildren(...part.childNodes);
    else old.replaceWith(part);
  }
  if (answer.stamp && (answer.stamp !== stamp || answer.edition !== edition)) {
    ({ stamp, edition } = answer);
    seen.clear();
  }
  listPlaces();
  find("#editing").hidden = !editing;
  if (keep && !editing) open(keep.id, keep.value);
  mark();
  markOthers();
  if (menuAt && find("#exports").hidden) {
    menu(true); // a late answer does not close what is open
    if (menuAt.link) find(`#exports a[href="${CSS.escape(menuAt.link)}"]`)?.focus();
    return;
  }
  if (editing) return;
  const lost = document.activeElement === document.body; // what had the focus is no more
  const again = lost && focused?.dataset?.key && find(`#bar [data-key="${focused.dataset.key}"]:not(:disabled)`);
  if (again) again.focus();
  else if (inText || lost) focusText(quiet);
}

function deed(name, fields, then) {
  busy = busy.then(async () => {
    const answer = await ask(`do/${name}`, { ...fields, stamp, edition, at });
    if (answer.status === 409) return stale(answer, name, fields, then);
    if (answer.status !== 200) return say(answer.text || words.lost, true), then?.(answer);
    if (name === "edit") (close(), typed.delete(fields.sentence));
    if (otherSections(answer)) return anew();
    apply(answer);
    const going = answer.where && goTo(answer.where);
    say(answer.said); // told where it is seen
    await going;
    then?.(answer);
    settle();
  });
  return busy;
}

/* What the rules on the whole text find takes longer, and comes after. */
let settling;
function settle() {
  clearTimeout(settling);
  settling = setTimeout(() => refresh(true), 150);
}

async function refresh(settled = false, quiet = false) {
  const answer = await ask(`since/${edition}${settled ? "?settled=true" : ""}`, undefined, quiet);
  if (answer.status !== 200 || !answer.text) return;
  if (otherSections(answer)) return anew();
  apply(answer, { quiet });
  await show(at, { idle: true, quiet });
}

function say(message, bad = false) {
  const line = find("#said");
  line.textContent = message;
  line.title = message;
  line.classList.toggle("bad", bad);
}

/* Somebody else, or another tab, was quicker: what changed is shown, and nothing typed is lost. */
function stale(answer, name, fields, then) {
  if (fields.sentence && name === "edit") typed.set(fields.sentence, fields.text);
  const kept = editing && { id: editing.id };
  const parts = parsed(answer.text);
  const told = parts.find((part) => part.id === "stale");
  if (kept) editing.box.blur();
  const another = otherSections(answer);
  if (another) ({ stamp, edition } = answer);
  else apply(answer);
  find("#dialog-body").replaceChildren(...told.childNodes);
  const mine = fields.text ?? fields.value ?? fields.reason ?? "";
  const shown = find("#stale-mine");
  if (shown) shown.textContent = mine;
  find("#stale-own")?.toggleAttribute("hidden", !mine);
  if (!mine) find("[data-answer=leave]", dialog).textContent = words.leave;
  find("[data-answer=again]", dialog).onclick = () => {
    dialog.close();
    close();
    const done = deed(name, fields, then);
    if (another) done.then(anew);
  };
  find("[data-answer=leave]", dialog).onclick = () => {
    dialog.close();
    if (mine) say(words.kept);
    close();
    another ? anew() : focusText();
  };
  dialog.showModal();
}

// --- selection ---

const stops = () => all("[data-at]", text);
const element = (id) => find(`[data-at="${CSS.escape(id)}"]`, text);

function mark() {
  let here = element(at);
  if (!here) here = stops()[0];
  for (const old of all("[aria-current]", text)) old !== here && old.removeAttribute("aria-current");
  for (const stop of all("[data-at][tabindex='0']", text)) stop !== here && (stop.tabIndex = -1);
  if (!here) return;
  at = here.dataset.at;
  here.setAttribute("aria-current", "true");
  here.tabIndex = 0;
  const section = here.closest("[data-section]")?.dataset.section ?? "";
  for (const link of all("#outline a")) {
    const current = link.dataset.section === section;
    if (current === link.hasAttribute("aria-current")) continue;
    current ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
    if (current) link.scrollIntoView({ block: "nearest" });
  }
}

function focusText(quiet = false) {
  const here = element(at);
  if (here) {
    here.focus({ preventScroll: true });
    if (!quiet) here.scrollIntoView({ block: "nearest" });
  }
}

async function select(id, { focus = true } = {}) {
  if (editing && editing.id !== id) await save();
  clearTimeout(dwell); // what is chosen goes before what the mouse rests on
  at = id;
  mark();
  if (focus) focusText();
  return show(id);
}

/* idle: nobody asked for it, so it gives way to whoever is at work there, now or by the time the answer comes. */
async function show(id, { idle = false, quiet = false } = {}) {
  const used = () => idle && (dirty() || side.contains(document.activeElement));
  if (used()) return;
  const ticket = idle ? asked : ++asked, turn = ++idled;
  const late = () => ticket !== asked || (idle && (turn !== idled || used()));
  if (!seen.has(id)) {
    const answer = await ask(`side/${encodeURIComponent(id)}`, undefined, quiet);
    if (answer.status !== 200) return say(answer.text || words.lost, true);
    if (answer.edition === edition) seen.set(id, answer.text);
    if (late()) return;
    put(answer.text);
  } else put(seen.get(id));
}

function put(html) {
  const [part] = parsed(html);
  side.replaceChildren(...part.childNodes);
  listPlaces();
  side.scrollTop = 0;
}

/* Each choice of a place has the same list, which is sent once. */
function listPlaces() {
  for (const choice of all("select[data-list]", side)) {
    choice.replaceChildren(find(`template[data-list="${choice.dataset.list}"]`, side).content.cloneNode(true));
    choice.value = choice.dataset.value;
    if (choice.selectedIndex < 0) choice.selectedIndex = 0;
  }
}

const dirty = () =>
  all("#side input[type=text], #side textarea").some((box) => box.value !== box.defaultValue) ||
  all("#side select[data-list]").some((box) => box.dataset.value && box.value !== box.dataset.value);

/* Where something was undone or done again; a button that was pressed keeps the focus. */
async function goTo(id) {
  const held = document.activeElement?.closest("#bar button:not(:disabled)");
  await select(id, { focus: !held });
  element(id)?.scrollIntoView({ block: "nearest" });
}

function step(by, query = "[data-at]") {
  const list = stops();
  const here = list.findIndex((stop) => stop.dataset.at === at);
  for (let n = here + by; n >= 0 && n < list.length; n += by) if (list[n].matches(query)) return select(list[n].dataset.at);
  say(by > 0 ? words.last : words.first);
}

/* The next of a kind after the selection, from the top again when there is none below. */
function next(query, by = 1) {
  const list = stops();
  const here = list.findIndex((stop) => stop.dataset.at === at);
  for (let n = 1; n <= list.length; n++) {
    const stop = list[(here + by * n + list.length * 2) % list.length];
    if (stop.matches(query)) return select(stop.dataset.at);
  }
  say(words.none);
  return null;
}

// --- editing in place ---

const value = (box) => {
  const copy = box.cloneNode(true);
  all(".unseen", copy).forEach((one) => one.remove());
  return copy.textContent;
};

function open(id = at, given) {
  const box = find(".words", element(id) ?? text.ownerDocument.createElement("i"));
  if (!box || editing) return;
  const before = element(id).classList.contains("gone") ? "" : value(box);
  editing = { id, box, before, html: [...box.childNodes] };
  box.textContent = given ?? typed.get(id) ?? before;
  box.contentEditable = "plaintext-only";
  if (box.contentEditable !== "plaintext-only") box.contentEditable = "true";
  box.setAttribute("role", "textbox");
  box.setAttribute("aria-label", words.edit);
  box.spellcheck = false;
  element(id).classList.add("editing");
  find("#editing").hidden = false;
  box.focus();
  const range = document.createRange();
  range.selectNodeContents(box);
  range.collapse(false);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  say(words.editing);
}

/* Leave the editor; what was typed is remembered until it is saved. */
function close() {
  if (!editing) return;
  const { id, box, before, html } = editing;
  const now = value(box);
  editing = null;
  if (now !== before) typed.set(id, now);
  box.replaceChildren(...html);
  for (const name of ["contenteditable", "role", "aria-label", "spellcheck"]) box.removeAttribute(name);
  box.closest(".s").classList.remove("editing");
  find("#editing").hidden = true;
}

function drop() {
  close();
  say(typed.has(at) ? words.dropped : "");
  focusText();
}

function save() {
  if (!editing) return Promise.resolve();
  if (editing.saving) return editing.saving;
  const { id, box, before } = editing;
  const now = value(box).trim();
  if (now === before) {
    typed.delete(id);
    close();
    return Promise.resolve(focusText());
  }
  const mine = editing;
  mine.saving = deed("edit", { sentence: id, text: now }).finally(() => (mine.saving = null));
  return mine.saving;
}

// --- who else is there ---

const present = find("#present");
let shownPresent = "";

/* Where each of the others is, and what they decided meanwhile. */
async function look() {
  if (document.hidden) return;
  const answer = await ask("present", { at, editing: editing ? "1" : "" }, true);
  if (answer.status !== 200) return say(answer.text || words.lost, true);
  if (answer.text !== shownPresent) {
    present.replaceChildren(...parsed(answer.text)[0].childNodes);
    shownPresent = answer.text;
  }
  if (answer.edition !== edition && !editing && !dirty() && !dialog.open) await refresh(false, true);
  markOthers();
}

function markOthers() {
  for (const old of all("[data-other]", text)) delete old.dataset.other;
  for (const one of present ? all("[data-goto]", present) : []) {
    const place = element(one.dataset.goto);
    if (place) place.dataset.other = one.dataset.other;
  }
}

// --- keys ---

const current = () => element(at);
const section = () => current()?.closest("[data-section]")?.dataset.section ?? "";
const isSentence = () => current()?.classList.contains("s");

async function box(query) {
  await busy;
  const shown = find("#side [data-panel]")?.dataset.panel;
  if (shown !== at) await show(at);
  const place = find(query, side);
  if (!place) return say(words.nothing), focusText();
  place.closest("details")?.setAttribute("open", "");
  (place.matches("form") ? find("input[type=text], textarea, button", place) : place).focus();
}

async function sectionBox(query) {
  const id = section();
  if (!id) return say(words.nothing);
  if (at !== id && element(id)) await select(id, { focus: false });
  else if (at !== id) await show(id);
  return box(query);
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  J: () => step(1, ".stop-heading"),
  K: () => step(-1, ".stop-heading"),
  n: () => next(".s:not(.accepted)"),
  g: async () => (await next("[data-gaps]")) !== null && box("form[data-deed=fill]:not([data-closed])"),
  G: async () => (await next("[data-gaps]", -1)) !== null && box("form[data-deed=fill]:not([data-closed])"),
  f: () => next("[data-findings]"),
  F: () => next("[data-findings]", -1),
  t: () => next("[data-proposals]"),
  T: () => next("[data-proposals]", -1),
  v: async () => (find("#bar [data-key=v]") ? (await select("front"), box("#unplaced")) : say(words.nothing)),
  a: () => (isSentence() ? accept() : say(words.heading)),
  A: () => acceptSection(),
  b: () => (current()?.classList.contains("accepted") ? deed("reopen", { names: at }) : say(words.nothing)),
  e: () => (isSentence() ? open() : say(words.nothing)),
  Enter: () => (isSentence() ? open() : box("button, input")),
  r: () => deed("restore", { names: isSentence() ? at : section() }),
  u: () => deed("undo", {}),
  U: () => deed("redo", {}),
  c: () => box("form[data-deed=comment]"),
  i: () => box("form[data-deed=intend]"),
  w: () => sectionBox("form[data-deed=redraft]"),
  p: () => sectionBox("form[data-deed=pick] button"),
  P: () => box("form[data-deed=borrow] button"),
  "[": () => plan("up"),
  "]": () => plan("down"),
  "+": () => plan("join"),
  "=": () => plan("join"),
  "-": () => plan("part"),
  "|": () => plan("paragraph"),
  l: () => (find("form[data-deed=lead]", side) ? box("form[data-deed=lead]") : sectionBox("form[data-deed=lead]")),
  m: () => find("#plain").click(),
  o: () => outline(true),
  x: () => menu(true),
  s: () => box("h2"),
  "?": () => help(),
};

const plan = (move) => (isSentence() ? attempt("replan", { section: section(), sentence: at, move }) : say(words.nothing));

/* Shown with its proof first; done only at a word. */
async function attempt(name, fields, told = () => {}) {
  if (editing) await save();
  await busy;
  const answer = await ask(`try/${name}`, fields);
  if (answer.status !== 200) return say(answer.text || words.lost, true), told(answer);
  const [part] = parsed(answer.text);
  find("#dialog-body").replaceChildren(...part.childNodes);
  find("[data-answer=yes]", dialog).onclick = () => {
    dialog.close();
    deed(name, fields, told);
  };
  dialog.showModal();
  find("[autofocus]", dialog).focus();
}

/* Good as it stands, and on to the next that nobody has decided; one that is accepted already stays so. */
function accept() {
  const here = at;
  if (current().classList.contains("accepted")) return onward(here);
  return deed("accept", { names: here }, (answer) => {
    if (answer.status === 200 && at === here) onward(here);
  });
}

/* The next sentence below that is not accepted: never one above. */
function onward(here) {
  const list = stops();
  const below = list.slice(list.findIndex((stop) => stop.dataset.at === here) + 1);
  const open = below.find((stop) => stop.matches(".s:not(.accepted)"));
  return open ? select(open.dataset.at) : say(words.below);
}

/* A whole section at once, after one question that says how much that is. */
function acceptSection() {
  const id = section();
  const open = all(".s:not(.accepted)", current()?.closest("[data-section]") ?? side);
  if (!id || !open.length) return say(words.nothing);
  const found = (query) => open.filter((one) => one.matches(query)).length;
  const left = [found("[data-gaps]"), found("[data-findings]")];
  find("#dialog-body").replaceChildren(find("#sure").content.cloneNode(true));
  find("#sure-about").textContent = words.sure.replace("{count}", open.length);
  find("#sure-open").textContent = words.unsure.replace("{gaps}", left[0]).replace("{findings}", left[1]);
  find("#sure-open").hidden = !(left[0] || left[1]);
  find("[data-answer=yes]", dialog).onclick = () => {
    dialog.close();
    deed("accept", { names: id, whole: "1" });
  };
  dialog.showModal();
  find("[data-answer=yes]", dialog).focus();
}

function help() {
  find("#dialog-body").replaceChildren(find("#help").content.cloneNode(true));
  dialog.showModal();
}

function outline(shown) {
  document.body.classList.toggle("outlined", shown);
  find("#toggle-outline")?.setAttribute("aria-expanded", String(shown));
  if (shown) (find("#outline a[aria-current]") ?? find("#outline a"))?.focus();
}

function menu(shown) {
  const list = find("#exports"), button = find("#export");
  list.hidden = !shown;
  button.setAttribute("aria-expanded", String(shown));
  if (shown) find("a", list).focus();
}

document.addEventListener("keydown", (event) => {
  if (dialog.open || event.isComposing || event.keyCode === 229) return;
  const target = event.target;
  if (editing && target === editing.box) {
    if (event.key === "Enter") (event.preventDefault(), save());
    if (event.key === "Escape") (event.preventDefault(), drop());
    return;
  }
  if (event.key === "Escape") {
    if (!find("#exports").hidden) return menu(false), find("#export").focus();
    if (document.body.classList.contains("outlined")) outline(false);
    return focusText();
  }
  if (target.closest("#exports") && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    const links = all("#exports a");
    const to = links.indexOf(target) + (event.key === "ArrowDown" ? 1 : -1);
    return event.preventDefault(), links[(to + links.length) % links.length].focus();
  }
  if (target.closest("#outline") && ["ArrowDown", "ArrowUp", "j", "k"].includes(event.key)) {
    const links = all("#outline a");
    const to = links.indexOf(target) + (["ArrowDown", "j"].includes(event.key) ? 1 : -1);
    return event.preventDefault(), links[Math.max(0, Math.min(to, links.length - 1))].focus();
  }
  if (target.matches("input, textarea, select")) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && ["z", "y"].includes(event.key.toLowerCase())) {
    event.preventDefault();
    return deed(event.shiftKey || event.key.toLowerCase() === "y" ? "redo" : "undo", {});
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (["Enter", "ArrowDown", "ArrowUp"].includes(event.key) && !text.contains(target) && target !== document.body) return;
  if (event.repeat && ["a", "A", "b"].includes(event.key)) return event.preventDefault(); // a key that stays down decides once
  const act = KEYS[event.key];
  if (act) (event.preventDefault(), act());
});

// --- mouse, touch, forms ---

text.addEventListener("click", (event) => {
  if (editing?.box.contains(event.target)) return;
  const stop = event.target.closest("[data-at]");
  if (stop && getSelection().isCollapsed) select(stop.dataset.at);
});
text.addEventListener("dblclick", (event) => {
  const stop = event.target.closest(".s");
  if (stop && !editing) (getSelection().removeAllRanges(), select(stop.dataset.at).then(() => open()));
});
text.addEventListener("paste", (event) => {
  if (!editing || editing.box.contentEditable === "plaintext-only") return;
  event.preventDefault();
  document.execCommand("insertText", false, event.clipboardData.getData("text/plain").replace(/\s*\n\s*/g, ""));
});
text.addEventListener("focusin", (event) => {
  const stop = event.target.closest("[data-at]");
  if (stop && stop.dataset.at !== at && !editing) select(stop.dataset.at, { focus: false });
});
text.addEventListener("focusout", () =>
  setTimeout(() => {
    if (editing && document.hasFocus() && !dialog.open && document.activeElement !== editing.box) save();
  }),
);

/* A mouse that rests is no wish to see what a new text or scrolling puts below it. */
let dwell, rests = "";
const place = (event) => `${event.clientX} ${event.clientY}`;
text.addEventListener("pointermove", (event) => (rests = place(event)));
text.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse" || editing || dialog.open || rests === place(event)) return;
  const stop = event.target.closest("[data-at]");
  clearTimeout(dwell);
  dwell = setTimeout(() => show(stop?.dataset.at ?? at, { idle: true }), 90);
});
text.addEventListener("pointerleave", () => {
  clearTimeout(dwell);
  if (find("#side [data-panel]")?.dataset.panel !== at) show(at, { idle: true });
});

find("#editing").addEventListener("pointerdown", (event) => event.preventDefault()); // the editor keeps the focus
find("#editing").addEventListener("click", (event) => (event.target.closest("[data-edit=save]") ? save() : drop()));

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.deed) return;
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(form));
  const said = find(".said", form);
  if (said) said.textContent = "";
  if (form.dataset.deed === "redraft") return redraft(form, fields);
  const act = "try" in form.dataset ? attempt : deed;
  act(form.dataset.deed, fields, (answer) => {
    if (answer.status === 200) return focusText();
    if (said) said.textContent = answer.text || words.lost;
    const sure = find(".sure", form);
    if (sure) sure.hidden = !answer.sure;
    find("input[type=text], textarea", form)?.focus();
  });
});

/* The writer may take minutes; the page goes on meanwhile. */
async function redraft(form, fields) {
  const wait = find(".wait", form);
  wait.hidden = false;
  find("button[type=submit]", form).disabled = true;
  const answer = await ask("redraft", fields);
  seen.clear();
  if (answer.status !== 200) {
    say(answer.text || words.lost, true);
    wait.hidden = true;
    if (form.isConnected) find("button[type=submit]", form).disabled = false;
    return;
  }
  say(words.redrafted);
  if (find("#side [data-panel]")?.dataset.panel === fields.section) {
    await show(fields.section);
    find("form[data-deed=choose] button", side)?.focus();
  }
}

/* Fetched first, so that a refusal is told on the page and no empty file is saved. */
async function fetchFile(link) {
  say(words.exporting);
  try {
    const answer = await fetch(link.href, { credentials: "same-origin", redirect: "error" });
    if (!answer.ok) return say(await answer.text(), true);
    const name = (answer.headers.get("content-disposition") ?? "").split("''")[1] ?? "";
    const file = document.createElement("a");
    file.href = URL.createObjectURL(await answer.blob());
    file.download = decodeURIComponent(name);
    file.click();
    setTimeout(() => URL.revokeObjectURL(file.href), 60_000);
    say(words.exported);
  } catch {
    say(words.lost, true);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("#outline a");
  if (link) {
    event.preventDefault();
    outline(false);
    const id = link.dataset.at;
    select(id).then(() => element(id)?.scrollIntoView({ block: "start" }));
    return;
  }
  const button = event.target.closest("button");
  if (!find("#exports").hidden && !event.target.closest(".menu")) menu(false);
  const file = event.target.closest("#exports a");
  if (file) (event.preventDefault(), menu(false), find("#export").focus(), fetchFile(file));
  if (!button) return;
  if (button.dataset.goto) select(button.dataset.goto);
  if (button.dataset.key) KEYS[button.dataset.key]();
  if (button.dataset.word) {
    const area = find("textarea, input[type=text]", button.form);
    area.value = area.value ? `${area.value}；${button.dataset.word}` : button.dataset.word;
    area.focus();
  }
  if (button.id === "export") menu(find("#exports").hidden);
  if (button.id === "toggle-outline") outline(!document.body.classList.contains("outlined"));
  if (button.id === "plain") {
    const plain = find(".sheet").classList.toggle("plain");
    button.setAttribute("aria-pressed", String(plain));
  }
  if (button.dataset.answer === "close") dialog.close();
});
dialog.addEventListener("close", () => !editing && focusText());

addEventListener("beforeunload", (event) => {
  if (editing && value(editing.box) !== editing.before) event.preventDefault();
});
/* Back in this tab: what was done in another one meanwhile. */
document.addEventListener("visibilitychange", () => !document.hidden && !editing && !dirty() && refresh());

for (const [id, words] of JSON.parse(sessionStorage.getItem("typed") ?? "[]")) typed.set(id, words);
sessionStorage.removeItem("typed");
at = find("#side [data-panel]")?.dataset.panel ?? "";
listPlaces();
mark();
focusText();
if (present) {
  setInterval(look, 4000);
  look();
}

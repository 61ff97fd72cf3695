// Reading: the other language at the same place, an address that follows, notes beside the text, links to copy.

const find = (selector) => document.querySelector(selector);
const main = find("main");
const languages = document.querySelectorAll(".languages a");
const status = find("#status");
const target = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));

/** Put a text where screen readers hear it and everybody sees it, for a while. */
function say(text) {
  status.textContent = text;
  setTimeout(() => status.textContent === text && (status.textContent = ""), 3000);
}

/** Whether a click means this window. */
const plain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey);

/** A store that readers may have switched off. */
const store = {
  take(name) {
    try {
      const value = JSON.parse(sessionStorage.getItem(name));
      sessionStorage.removeItem(name);
      return value?.path === location.pathname ? value : null;
    } catch {
      return null;
    }
  },
  put(name, value) {
    try {
      sessionStorage.setItem(name, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
};

// The place that is being read. Its id is the same in every language.

const marks = [...main.querySelectorAll(":is(h1, h2, h3, h4, p, li, .pair)[id]")];
const topOf = (element) => element.getBoundingClientRect().top;
const edge = () => parseFloat(getComputedStyle(main).scrollMarginTop) - 16; // below the bar
const middle = () => (edge() + innerHeight) / 2;

/** The first mark that begins in the upper half of the window; else the one that fills it, and how much was read. */
function place() {
  if (!marks.length) return {};
  const next = marks.findIndex((mark) => topOf(mark) >= edge());
  const [before, after] = next < 0 ? [marks.at(-1)] : [marks[next - 1], marks[next]];
  if (after && (!before || topOf(after) < middle())) return { id: after.id, top: topOf(after) };
  const end = after ? topOf(after) : main.getBoundingClientRect().bottom;
  return { id: before.id, read: (edge() - topOf(before)) / (end - topOf(before)), next: after?.id };
}

/** Scroll to a place, with blank space above or below where the page is too short for it. */
function land({ id, top, read, next }) {
  const mark = document.getElementById(id);
  if (!mark) return;
  const end = next ? document.getElementById(next) : null;
  const length = (end ? topOf(end) : main.getBoundingClientRect().bottom) - topOf(mark);
  const y = scrollY + topOf(mark) - (read === undefined ? top : edge() - read * length);
  const lack = y + innerHeight - document.documentElement.scrollHeight;
  if (y < 0) main.style.marginBlockStart = `${-y}px`;
  if (lack > 0) main.style.marginBlockEnd = `${lack}px`;
  scrollTo({ top: y, behavior: "instant" });
}

/** Let the address, the languages and the contents follow. */
function follow() {
  const { id } = place();
  const hash = id === marks[0]?.id ? "" : `#${id}`;
  for (const link of languages) link.hash = hash;
  const named = location.hash && target(location.hash);
  const seen = named && topOf(named) >= edge() && topOf(named) < middle();
  if (!seen) history.replaceState(history.state, "", hash || location.pathname + location.search);
  const headings = [...document.querySelectorAll("#contents ol a")];
  const current = headings.findLast((link) => target(link.hash) && topOf(target(link.hash)) < middle());
  for (const link of headings) link.ariaCurrent = link === current ? "location" : null;
}

let scrolled;
addEventListener("scroll", () => {
  clearTimeout(scrolled);
  scrolled = setTimeout(follow, 120);
});

for (const link of languages) {
  link.addEventListener("click", (event) => {
    if (!plain(event)) return;
    const kept = store.put("place", { ...place(), note: shown?.hash, path: link.pathname });
    if (kept) link.hash = "";
  });
}

// Notes beside their references: on hover, focus and tap.

const note = document.createElement("div");
Object.assign(note, { id: "note", className: "note", popover: "manual", role: "note" });
let shown, pending;

function show(reference) {
  clearTimeout(pending);
  if (shown === reference) return;
  hide();
  shown = reference;
  const number = reference.cloneNode(true);
  number.className = "note__number";
  const text = target(reference.hash);
  const own = `.pair__text[lang="${reference.closest("[lang]").lang}"]`; // side by side, a note is in both languages
  const copy = (text.querySelector(own) ?? text).cloneNode(true);
  for (const back of copy.querySelectorAll(".footnote-backref")) back.remove();
  note.replaceChildren(number, ...copy.childNodes);
  note.ariaLabel = `${find("h2#notes, #notes h2").firstChild.textContent} ${number.textContent}`;
  reference.classList.add("open");
  reference.parentElement.after(note); // so that Tab leads from the reference into the note
  note.showPopover();
}

function hide() {
  clearTimeout(pending);
  shown?.classList.remove("open");
  shown = null;
  note.remove();
}

function later(action, milliseconds) {
  clearTimeout(pending);
  pending = setTimeout(action, milliseconds);
}

document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType !== "mouse") return;
  const reference = target.closest(".footnote-ref");
  if (reference) later(() => show(reference), 100);
  else if (!shown || note.contains(target) || note.contains(document.activeElement)) clearTimeout(pending);
  else later(hide, 300);
});

document.addEventListener("focusin", ({ target }) => {
  if (target.matches(".footnote-ref:focus-visible")) show(target);
  else if (shown && !note.contains(target)) hide();
});

document.addEventListener("pointerdown", ({ target }) => {
  if (shown && ![note, shown, ...languages].some((element) => element.contains(target))) hide();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link?.matches(".footnote-ref") && event.detail && plain(event)) {
    event.preventDefault(); // the note comes to the reader; from the keyboard, Enter leads to it
    show(link);
  } else if (link?.matches(".paragraph-number, .headerlink")) {
    navigator.clipboard?.writeText(link.href).then(() => say(status.dataset.copied), () => {});
  } else if (link?.matches(".note__number")) {
    hide();
  } else if (link?.closest("#contents:popover-open")) {
    find("#contents").hidePopover();
  }
});

// Coming from the other language

const arrived = store.take("place");
if (arrived) land(arrived);
if (arrived?.note) show([...document.querySelectorAll(".footnote-ref")].find((link) => link.hash === arrived.note));
addEventListener("load", follow); // not before: the browser would scroll to the address once more

// Colors, search, keys

const theme = find(".theme");
const names = theme.dataset.words.split("|");
const themes = ["", "light", "dark"];

function paint(choice) {
  document.documentElement.dataset.theme = choice;
  theme.ariaLabel = theme.title = names[themes.indexOf(choice)];
}

paint(document.documentElement.dataset.theme);
theme.addEventListener("click", () => {
  paint(themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % 3]);
  say(theme.title);
  try {
    localStorage.setItem("theme", document.documentElement.dataset.theme);
  } catch {} // it holds for this page
});

const search = find(".search-open");
const searching = () => import("./search.js");
search.addEventListener("click", async () => (await searching()).open());
theme.hidden = search.hidden = false;

const sought = store.take("sought");
if (sought) searching().then(({ mark }) => mark(sought.query));

document.addEventListener("keydown", ({ altKey, code, key }) => {
  if (altKey && code === "KeyL") languages[0]?.click();
  if (altKey && code === "KeyK") search.click();
  if (key === "Escape" && shown) {
    if (note.contains(document.activeElement)) shown.focus();
    hide();
  }
});

// Reading: the other language at the same place, an address that follows, notes beside the text, links to copy.

const find = (selector) => document.querySelector(selector);
const main = find("main");
const languages = document.querySelectorAll(".languages a");
const status = find("#status");

/** The element that a fragment names, if any; readers' fragments may be malformed. */
function named(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
}

let said;

/** Put a text where screen readers hear it and everybody sees it, for a while. */
function say(text) {
  clearTimeout(said);
  status.replaceChildren(new Text(text)); // a new node, so that the same text is heard again
  said = setTimeout(() => status.replaceChildren(), 5000);
}

/** Put a text into the clipboard and say so; if it is the address of a paragraph, offer to cite that. */
function copy(text, paragraph) {
  navigator.clipboard?.writeText(text).then(() => {
    say(status.dataset.copied);
    if (!paragraph) return;
    const link = Object.assign(document.createElement("a"), { href: "#cite", textContent: status.dataset.cite });
    link.addEventListener("click", () => cite(paragraph));
    status.append(" ", link);
  }, () => {});
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

const marks = [...main.querySelectorAll(":is(h1, h2, h3, h4, p, li, tr, .pair)[id]")];
const topOf = (element) => element.getBoundingClientRect().top;

/** The part of the window where the text shows: below the bar, on phones above it. */
function view() {
  const { top, bottom } = find(".bar").getBoundingClientRect();
  return top > 0 ? [0, top] : [bottom, innerHeight];
}

const edge = () => view()[0];
const middle = () => (view()[0] + view()[1]) / 2;

/** The first mark that begins in the upper half of the window; else the one that fills it, and how much was read. */
function place() {
  if (!marks.length) return {};
  const first = marks.findIndex((mark) => topOf(mark) >= edge());
  const [before, after] = first < 0 ? [marks.at(-1)] : [marks[first - 1], marks[first]];
  if (after && (!before || topOf(after) < middle())) return { id: after.id, top: topOf(after) };
  const next = before.getBoundingClientRect().bottom < edge() ? after?.id : undefined; // what follows a heading has no mark
  return { id: before.id, read: (edge() - topOf(before)) / extent(before, next), next };
}

/** How far it is from the top of a mark to that of another, or else to its own end. */
const extent = (mark, next) =>
  (next ? topOf(document.getElementById(next)) : mark.getBoundingClientRect().bottom) - topOf(mark);

/** Scroll to a place, with blank space above or below where the page is too short for it; Tab goes on from there. */
function land({ id, top, read, next }) {
  const mark = document.getElementById(id);
  if (!mark) return;
  const y = scrollY + topOf(mark) - (read === undefined ? top : edge() - read * extent(mark, next));
  const lack = y + innerHeight - document.documentElement.scrollHeight;
  if (y < 0) main.style.marginBlockStart = `${-y}px`;
  if (lack > 0) main.style.marginBlockEnd = `${lack}px`;
  scrollTo({ top: y, behavior: "instant" });
  mark.tabIndex = -1;
  mark.focus({ preventScroll: true });
  mark.removeAttribute("tabindex");
}

/** Take back the blank space above when it is far out of sight. */
function tidy() {
  const blank = parseFloat(main.style.marginBlockStart);
  if (!blank || scrollY < innerHeight) return;
  const top = scrollY - blank;
  main.style.marginBlockStart = "";
  scrollTo({ top, behavior: "instant" });
}

let followed;

/** Let the address, the languages and the contents follow; but an address that led here stays while it is in view. */
function follow() {
  tidy();
  const { id } = place();
  const hash = id === marks[0]?.id ? "" : `#${id}`;
  for (const link of languages) link.hash = hash;
  const led = location.hash && location.hash !== followed && named(location.hash);
  const seen = led && topOf(led) >= edge() && topOf(led) < view()[1];
  const address = seen ? location.href : hash || location.pathname + location.search;
  history.replaceState({ y: scrollY }, "", address);
  if (!seen) followed = location.hash;
  const headings = [...document.querySelectorAll("#contents ol a")];
  const current = headings.findLast((link) => named(link.hash) && topOf(named(link.hash)) < middle());
  for (const link of headings) link.ariaCurrent = link === current ? "location" : null;
}

// Back within the page: to where one was, and not to the fragment that stood in the address.
addEventListener("popstate", ({ state }) => {
  if (state) requestAnimationFrame(() => scrollTo({ top: state.y, behavior: "instant" }));
});

let scrolled;
addEventListener("scroll", () => {
  clearTimeout(scrolled);
  scrolled = setTimeout(follow, 120);
});

for (const link of languages) {
  link.addEventListener("click", (event) => {
    if (!plain(event)) return;
    const here = place();
    const stored = store.put("place", { ...here, note: shown?.hash, path: link.pathname });
    link.hash = stored ? "" : here.id ?? "";
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
  const text = named(reference.hash);
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

/** Whether the note that shows has the focus, or its reference has it from the keyboard. */
const kept = () => note.contains(document.activeElement) || shown.matches(":focus-visible");

document.addEventListener("pointerover", ({ target, pointerType, buttons }) => {
  if (pointerType !== "mouse" || buttons) return; // a button is down: text is being selected
  const reference = target.closest(".footnote-ref");
  if (reference) later(() => show(reference), 100);
  else if (!shown || note.contains(target) || kept()) clearTimeout(pending);
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
    event.preventDefault(); // the note comes to the reader, and goes with a second tap
    if (shown === link && event.pointerType !== "mouse") hide();
    else show(link);
  } else if (link?.matches(".paragraph-number, .headerlink")) {
    copy(link.href, find(".cite__paragraph") && link.dataset.number);
  } else if (link?.matches(".footnote-ref, .note__number")) {
    hide(); // from the keyboard, Enter leads to the note
  } else if (link?.closest("#contents:popover-open")) {
    find("#contents").hidePopover();
  }
});

// How to cite: the whole essay, or a paragraph

function cite(paragraph) {
  const input = find(".cite input");
  input.value = paragraph;
  for (const pattern of document.querySelectorAll(".cite template")) {
    const reference = pattern.previousElementSibling;
    reference.whole ??= [...reference.childNodes];
    const part = pattern.content.cloneNode(true);
    fill(part, input.dataset.slot, paragraph);
    reference.replaceChildren(...(paragraph ? [part] : reference.whole));
  }
}

/** Put a text in the place of a slot, wherever it is in texts and addresses. */
function fill(part, slot, text) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replaceAll(slot, text);
  for (const link of part.querySelectorAll("a")) link.setAttribute("href", link.getAttribute("href").replaceAll(slot, text));
}

for (const tool of document.querySelectorAll(":is(.cite__paragraph, .copy)[hidden]")) tool.hidden = false;
find(".cite input")?.addEventListener("input", ({ target }) => cite(target.checkValidity() ? target.value : ""));
for (const button of document.querySelectorAll(".copy")) {
  const text = button.closest("dd, details").querySelector(".reference, pre");
  button.addEventListener("click", () => copy(text.innerText));
}

// Coming from the other language

const arrived = store.take("place");
if (arrived) land(arrived);
if (arrived?.note) {
  const reference = [...document.querySelectorAll(".footnote-ref")].find((link) => link.hash === arrived.note);
  reference?.focus({ preventScroll: true });
  if (reference) show(reference);
}
addEventListener("load", follow); // not before: the browser would scroll to the address once more

// Colors, search, keys

const theme = find(".theme");
const themes = ["", "light", "dark"];
const themeNames = theme.dataset.words.split("|");

function paint(choice) {
  document.documentElement.dataset.theme = choice;
  theme.ariaLabel = theme.title = themeNames[themes.indexOf(choice)];
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
const remember = (query, path) => store.put("sought", { query, path });
search.addEventListener("click", async () => (await searching()).open(remember));
theme.hidden = search.hidden = find(".keys").hidden = false;

const sought = store.take("sought");
if (sought) searching().then(({ mark }) => mark(sought.query));

document.addEventListener("keydown", (event) => {
  const shortcut = event.altKey && plain(event) && { KeyL: languages[0], KeyK: search }[event.code];
  if (shortcut) {
    event.preventDefault();
    shortcut.click();
  }
  if (event.key === "Escape" && shown) {
    if (note.contains(document.activeElement)) shown.focus();
    hide();
  }
});

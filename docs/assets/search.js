// Search in the pages of this language: they are read when it is first used, and looked through as they stand.

const dialog = document.querySelector("#search");
const input = dialog.querySelector("input");
const count = dialog.querySelector("[role=status]");
const list = dialog.querySelector("ol");

const BLOCKS = ":is(h1, h2, h3, h4, h5, h6, p, li, th, td, pre, dt, dd, figcaption):not([data-about] *)";
const SILENT = "sup, .headerlink, .footnote-backref, [data-about]"; // signs beside the text
const LETTER = "[\\p{Script=Latin}\\p{Nd}]";
const SAME = { "’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "–": "-", "—": "-" };

/** One character as it is compared: without case, width, and kinds of quotes and dashes. */
const fold = (character) => [...character.normalize("NFKC").toLowerCase()].map((c) => SAME[c] ?? c.replace(/\s/, " "));

/** The text of a block, folded, and for each of its characters where it stands: text node, offset. */
function read(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const points = [];
  let text = "";
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(SILENT)) continue;
    [...node.data].reduce((offset, character) => {
      for (const c of fold(character)) {
        if (c === " " && (text === "" || text.endsWith(" "))) continue;
        text += c;
        points.push([node, offset, character]);
      }
      return offset + character.length;
    }, 0);
  }
  return { text, points };
}

/** The blocks of a page that contain no other, with the id that leads there and a name of the place. */
function* blocks(main, page) {
  let id = "", section = "";
  for (const block of main.querySelectorAll(BLOCKS)) {
    const heading = /^H\d$/.test(block.tagName);
    const owner = block.closest("[id]");
    if (owner !== main && main.contains(owner)) id = owner.id; // main itself is where the skip link leads
    if (heading) section = block.firstChild.textContent;
    if (block.querySelector(BLOCKS)) continue;
    const item = block.closest(".footnote li");
    const number = item && [...item.parentElement.children].indexOf(item) + 1;
    const name = block.querySelector(".paragraph-number")?.ariaLabel ?? (number ? `${section} ${number}` : heading ? "" : section);
    yield { ...read(block), id, name: name ? `${page} · ${name}` : page };
  }
}

let places;
async function load() {
  const links = [...document.querySelectorAll("#contents .contents__pages a:not([data-unsearched])")];
  const pages = links.map(async (link) => {
    const main = (await page(link.href)).querySelector("main");
    return [...blocks(main, link.textContent)].map((place) => ({ ...place, path: link.pathname }));
  });
  return (await Promise.all(pages)).flat();
}

/** The document at an address. Not by fetch(): the policy of the page lets no script make markup of text. */
const page = (address) => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  request.responseType = "document";
  request.onload = () => (request.response ? resolve(request.response) : reject(new Error(address)));
  request.onerror = () => reject(new Error(address));
  request.open("GET", address);
  request.send();
});

/** What finds a query in folded text. Latin letters and digits begin a word; Japanese has no words to begin. */
function pattern(query) {
  const folded = [...query.trim()].flatMap(fold).join("").replace(/ +/g, " ");
  const exact = folded.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return new RegExp((RegExp(`^${LETTER}`, "u").test(folded) ? `(?<!${LETTER})` : "") + exact, "gu");
}

function result(place, query, [start, end]) {
  const original = (from, to) => place.points.slice(Math.max(from, 0), to).map(([, , c]) => c).join("");
  const link = document.createElement("a");
  link.href = `${place.path}${place.id && `#${place.id}`}`;
  const name = Object.assign(document.createElement("span"), { className: "search__place", textContent: place.name });
  const found = Object.assign(document.createElement("mark"), { textContent: original(start, end) });
  const before = original(start - 40, start), after = original(end, end + 80); // from and to whole words
  link.append(name, start > 40 ? `… ${before.replace(/^\S{0,15} /, "")}` : before, found);
  link.append(place.points.length > end + 80 ? `${after.replace(/ \S{0,15}$/, "")} …` : after);
  link.addEventListener("click", () => {
    dialog.close();
    if (link.pathname === location.pathname) mark(query);
    else remember(query, link.pathname);
  });
  const item = document.createElement("li");
  item.append(link);
  return item;
}

async function search() {
  const query = input.value;
  const all = await (places ??= load());
  if (query !== input.value) return; // the next one has been typed
  const found = pattern(query);
  const results = query.trim() ? all.flatMap((place) => {
    const { value } = place.text.matchAll(found).next();
    return value ? [result(place, query, [value.index, value.index + value[0].length])] : [];
  }) : [];
  const { none, one, several } = dialog.dataset;
  count.textContent = query.trim() && (["", one][results.length] || several).replace("{number}", results.length);
  if (query.trim() && !results.length) count.textContent = none;
  list.replaceChildren(...results);
}

/** Mark on this page what a query finds, without touching the text. */
export function mark(query) {
  const ranges = [...blocks(document.querySelector("main"), "")].flatMap(({ text, points }) =>
    [...text.matchAll(pattern(query))].map(({ index, 0: { length } }) => {
      const range = new Range();
      const [node, offset, character] = points[index + length - 1];
      range.setStart(...points[index]);
      range.setEnd(node, offset + character.length);
      return range;
    }));
  CSS.highlights?.set("found", new Highlight(...ranges));
}

let remember;

/** Show the search. `keep` is told what was sought, and on which page it shall be marked. */
export function open(keep) {
  remember = keep;
  if (!dialog.open) dialog.showModal();
  input.select();
  search();
}

input.addEventListener("input", search);
dialog.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.isComposing) return;
  const stops = [input, ...list.querySelectorAll("a")];
  stops[Math.max(stops.indexOf(document.activeElement) + step, 0)]?.focus();
  event.preventDefault();
});
dialog.querySelector("button").addEventListener("click", () => dialog.close());
dialog.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("a")?.click();
});

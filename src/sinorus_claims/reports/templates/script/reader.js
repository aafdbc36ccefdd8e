/* The panel that shows a claim in its article. */

let opener = null;
let shownClaim = null;

function relationItem(number, pair) {
  const other = pair[0] === number ? pair[1] : pair[0];
  const claim = DATA.claims[other];
  const ground = pair[3] ? ` (${pair[3].replaceAll("_", " ")})` : "";
  const link = placeLink(other);
  link.replaceChildren(brief(wordsOf(claim), 160));
  return make("li", { className: pair[2] },
    make("b", null, pair[2].replaceAll("_", " ") + ground), " ",
    bdi(DATA.tellers[claim[TELLER]][0]), " in ", bdi(outletOf(claim)), ": ", link);
}

function aboutClaim(number) {
  const claim = DATA.claims[number];
  const [name, role] = DATA.tellers[claim[TELLER]];
  const box = make("div", { className: "about" });
  const who = make("p", null, make("b", null, bdi(name)));
  if (role) who.append(" ", make("span", { className: "role" }, bdi(role)));
  if (claim[CUE]) who.append(" ", bdi(saidOf(claim)));
  who.append("; " + claim[KIND]);
  if (claim[CHAIN]) who.append(", by way of ", bdi(claim[CHAIN]));
  box.append(who);
  if (!DATA.inPage) {
    const words = make("blockquote", { className: claim[KIND], dir: "auto" });
    words.textContent = inMarks(claim, wordsOf(claim));
    box.append(words);
  }
  const pairs = (PAIRS_OF.get(number) || []).filter((pair) => pair[2] !== "related");
  if (pairs.length) {
    const list = make("ul", null, ...pairs.slice(0, 12).map((pair) => relationItem(number, pair)));
    if (pairs.length > 12) list.append(make("li", null, `and ${pairs.length - 12} more`));
    box.append(list);
  }
  for (const anchor of GROUPS_OF.get(number) || []) {
    if (byId(anchor)) {
      box.append(make("p", null, make("a", { href: "#" + anchor }, "The finding it is part of")));
      break;
    }
  }
  return box;
}

function readerHead(number) {
  const claim = DATA.claims[number];
  const [, , date, title] = DATA.articles[claim[ARTICLE]];
  const close = make("button", { id: "reader-close", type: "button" }, "Close");
  const back = make("button", { type: "button", id: "reader-back" }, "Previous claim");
  const next = make("button", { type: "button", id: "reader-next" }, "Next claim");
  const meta = make("p", { className: "meta" }, make("b", null, bdi(outletOf(claim))),
    " · " + (date || "no date") + " · ",
    make("code", { title: placeOf(claim) }, placeOf(claim).split(/[/\\]/).pop()));
  const live = liveAddress(claim);
  if (live) {
    meta.append(" · ", make("a", {
      className: "live", href: live, rel: "noopener noreferrer", target: "_blank",
    }, "live page"));
  }
  const near = neighbours();
  const ordinal = `${near.indexOf(number) + 1} of ${near.length}`;
  return [make("p", { className: "buttons" }, back, " ", next, " ", close, " ",
    make("small", null, ordinal)),
    make("h2", { id: "reader-title", dir: "auto" }, title || "(no title)"), meta];
}

/** A copy of the article's text with this claim's passages marked. */
function readerText(number) {
  const claim = DATA.claims[number];
  const original = document.querySelector("#" + DATA.articles[claim[ARTICLE]][0] + " .text");
  if (!original) return originalFile(number);
  const text = original.cloneNode(true);
  const own = "p-" + safeName(claim[ID]);
  for (const place of text.querySelectorAll("[id]")) place.removeAttribute("id");
  for (const mark of text.querySelectorAll("mark")) {
    mark.classList.toggle("hit", mark.classList.contains(own));
  }
  return text;
}

/** As the page's makers write ids: anything but letters, digits and hyphens as its code. */
function safeName(id) {
  return Array.from(id, (c) => /[A-Za-z0-9-]/.test(c) ? c : `_${c.codePointAt(0).toString(16)}_`)
    .join("");
}

function originalFile(number) {
  const link = document.querySelector("#" + DATA.articles[DATA.claims[number][ARTICLE]][0] +
    " a[href^='report_articles/']");
  if (!link) return make("p", { className: "empty" }, "The article's text is not in this report.");
  const href = link.getAttribute("href") + "#p-" + safeName(DATA.claims[number][ID]);
  return make("p", null, make("a", { href }, "Open the article at this place"));
}

function openReader(number, from) {
  const reader = byId("reader");
  if (reader.hidden) opener = from || document.activeElement;
  shownClaim = number;
  reader.replaceChildren(...readerHead(number), aboutClaim(number), readerText(number));
  reader.hidden = false;
  document.body.classList.add("reading");
  const hit = reader.querySelector("mark.hit");
  if (hit) hit.scrollIntoView({ block: "center" });
  else reader.scrollTop = 0;
  reader.focus({ preventScroll: true });
}

function closeReader() {
  const reader = byId("reader");
  if (reader.hidden) return false;
  reader.hidden = true;
  reader.replaceChildren();
  shownClaim = null;
  document.body.classList.remove("reading");
  if (opener && opener.isConnected) opener.focus();
  opener = null;
  return true;
}

/** The claims of the shown article in the order of its text. */
function neighbours() {
  const article = DATA.claims[shownClaim][ARTICLE];
  const found = [];
  DATA.claims.forEach((claim, number) => claim[ARTICLE] === article && found.push(number));
  const placed = found.every((number) => typeof DATA.claims[number][WORDS] !== "string");
  const start = (number) => DATA.claims[number][placed ? WORDS : LINE];
  const first = (place) => Array.isArray(place) ? place[0] : place;
  return found.sort((one, other) => first(start(one)) - first(start(other)) || one - other);
}

function beside(step) {
  const near = neighbours();
  return near[(near.indexOf(shownClaim) + step + near.length) % near.length];
}

/** The shortest claim that a mark in an article's text belongs to. */
function claimAt(mark) {
  const names = new Set([...mark.classList]);
  let found = null;
  let length = Infinity;
  const details = mark.closest("details.article");
  const article = details ? DATA.articles.findIndex((a) => a[0] === details.id)
    : DATA.claims[shownClaim][ARTICLE];
  DATA.claims.forEach((claim, number) => {
    if (claim[ARTICLE] !== article || !names.has("p-" + safeName(claim[ID]))) return;
    const size = wordsOf(claim).length;
    if (size < length) [found, length] = [number, size];
  });
  return found;
}

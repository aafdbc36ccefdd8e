/* The list of all claims by speaker, a page at a time. */

const PAGE = 100;
let listed = [];
let shownCount = 0;
let lastSpeaker = -1;

function claimItem(number) {
  const claim = DATA.claims[number];
  const parts = [bdi(outletOf(claim)), ", " + (dateOf(claim) || "no date")];
  if (claim[MENTION]) parts.push(" · as ", bdi(claim[MENTION]));
  if (claim[CUE]) parts.push(" · ", bdi(saidOf(claim)));
  if (claim[CHAIN]) parts.push(" · by way of ", bdi(claim[CHAIN]));
  const item = make("li", null, ...parts, " · ", placeLink(number));
  item.dataset.claim = claim[ID];
  const words = make("blockquote", { className: claim[KIND], dir: "auto" });
  words.textContent = inMarks(claim, brief(wordsOf(claim), 400));
  item.append(words);
  return item;
}

function placeLink(number) {
  const claim = DATA.claims[number];
  const link = make("a", { className: "place", href: hashOf({ claim: claim[ID] }) });
  link.dataset.claim = claim[ID];
  link.title = placeOf(claim);
  link.append(make("code", null, placeOf(claim).split(/[/\\]/).pop()));
  return link;
}

function speakerHead(number, counts) {
  const [name, about] = DATA.speakers[number];
  const head = make("h3", null, bdi(name));
  if (about) head.append(" ", make("span", { className: "role" }, bdi(about)));
  head.append(" ", make("small", null, counted(counts.get(number), "claim", "claims")));
  return head;
}

function listClaims(claimed) {
  listed = [];
  claimed.forEach((yes, number) => yes && listed.push(number));
  shownCount = 0;
  lastSpeaker = -1;
  byId("claims-list").replaceChildren();
  showMore(PAGE);
}

function showMore(count) {
  const counts = new Map();
  for (const number of listed) {
    const speaker = DATA.claims[number][SPEAKER];
    counts.set(speaker, (counts.get(speaker) || 0) + 1);
  }
  const place = byId("claims-list");
  let list = place.lastElementChild;
  for (const number of listed.slice(shownCount, shownCount + count)) {
    const speaker = DATA.claims[number][SPEAKER];
    if (speaker !== lastSpeaker) {
      list = make("ul", { className: "members" });
      place.append(speakerHead(speaker, counts), list);
      lastSpeaker = speaker;
    }
    list.append(claimItem(number));
  }
  shownCount = Math.min(listed.length, shownCount + count);
  const more = byId("claims-more");
  more.hidden = shownCount >= listed.length;
  more.textContent = `Show ${Math.min(PAGE, listed.length - shownCount)} more of ` +
    counted(listed.length - shownCount, "claim", "claims");
  byId("claims-note").textContent = `${shownCount} of ${listed.length} claims are listed`;
}

/* The claims as the page's data hold them; their words are cut out of the articles' texts. */

const DATA = JSON.parse(byId("data").textContent);
const NUMBER = new Map(DATA.claims.map((row, number) => [row[0], number]));
// SPEAKER is whoever speaks over all articles, TELLER the same as this article names them.
const [ID, ARTICLE, SPEAKER, TELLER, KIND, STANCE, CUE, NEGATED, MENTION, CHAIN, LINE, QUOTED,
  WORDS] = Array(13).keys();
const PAIRS_OF = new Map();
for (const pair of DATA.pairs) {
  for (const end of [pair[0], pair[1]]) {
    if (!PAIRS_OF.has(end)) PAIRS_OF.set(end, []);
    PAIRS_OF.get(end).push(pair);
  }
}
const GROUPS_OF = new Map();
for (const [anchor, members] of DATA.groups) {
  for (const number of members) {
    if (!GROUPS_OF.has(number)) GROUPS_OF.set(number, []);
    GROUPS_OF.get(number).push(anchor);
  }
}

const texts = new Map();

/** An article's text, by code point as Python counts: an array only where that differs. */
function textOf(article) {
  if (!texts.has(article)) {
    const place = document.querySelector("#" + DATA.articles[article][0] + " .text");
    const text = place ? place.textContent : "";
    texts.set(article, /[\ud800-\udfff]/.test(text) ? Array.from(text) : text);
  }
  return texts.get(article);
}

function slice(text, start, end) {
  const part = text.slice(start, end);
  return typeof part === "string" ? part : part.join("");
}

/** The parts of a claim's words. */
function partsOf(claim) {
  if (typeof claim[WORDS] === "string") return [claim[WORDS]];
  const text = textOf(claim[ARTICLE]);
  const parts = [];
  for (let n = 0; n < claim[WORDS].length; n += 2) {
    parts.push(slice(text, claim[WORDS][n], claim[WORDS][n + 1]));
  }
  return parts;
}

function wordsOf(claim) {
  return partsOf(claim).join(" … ");
}

function inMarks(claim, words) {
  return claim[QUOTED] ? "“" + words + "”" : words;
}

function outletOf(claim) {
  return DATA.outlets[DATA.articles[claim[ARTICLE]][1]];
}

function dateOf(claim) {
  return DATA.articles[claim[ARTICLE]][2];
}

function placeOf(claim) {
  return DATA.articles[claim[ARTICLE]][5] + ":" + claim[LINE];
}

/** `“said”, states it`. */
function saidOf(claim) {
  if (!claim[CUE]) return "";
  if (claim[NEGATED]) return claim[CUE] + ", negated: the speaker did not";
  return claim[CUE] + ", " + (DATA.plain.stances[claim[STANCE]] || claim[STANCE]);
}

function wordsIn(text) {
  return text.trim().split(/\s+/).filter(Boolean);
}

/** The live page, at the words where the browser finds them there (a text fragment).
    Long words, and such as run over paragraphs, are given by their beginning and end. */
function liveAddress(claim) {
  const url = DATA.articles[claim[ARTICLE]][4];
  if (!url) return "";
  // What the page writes out (<U+200B>) is no word of the live page.
  const parts = partsOf(claim)[0].replace(/<(?:U\+)?[0-9A-F]{2,6}>/g, "").split("\n")
    .map(wordsIn).filter((words) => words.length);
  if (!parts.length) return url;
  const [first, last] = [parts[0], parts[parts.length - 1]];
  const whole = parts.length === 1 && first.length <= 10;
  const ends = whole ? [first] : [first.slice(0, 5), last.slice(-5)];
  const encoded = ends.map((end) => encodeURIComponent(end.join(" ")).replaceAll("-", "%2D"));
  return url + (url.includes("#") ? "" : "#") + ":~:text=" + encoded.join(",");
}

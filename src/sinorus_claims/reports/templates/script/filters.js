/* What the reader asked for, kept in the address so that a view can be sent on. */

const FIELDS = {
  q: "f-text", speaker: "f-speaker", outlet: "f-outlet", relation: "f-relation",
  ground: "f-ground", stance: "f-stance", kind: "f-kind", from: "f-from", to: "f-to",
};

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Words parted by single blanks, one before the first: what is asked for starts at a word. */
function inWords(name) {
  return (" " + fold(name)).replace(/[^\p{L}\p{N}]+/gu, " ").trimEnd();
}

function optionsOf(id, all, values, table) {
  const select = byId(id);
  select.append(make("option", { value: "" }, all));
  for (const value of values) {
    const name = value.replaceAll("_", " ");
    const label = table && table[value] ? name + ": " + table[value] : name;
    select.append(make("option", { value }, brief(label, 60)));
  }
}

function present(values) {
  return [...new Set(values)].filter(Boolean).sort();
}

function fillFilters() {
  optionsOf("f-outlet", "all", DATA.outlets, null);
  optionsOf("f-relation", "all", present(DATA.pairs.map((p) => p[2])), DATA.plain.relations);
  optionsOf("f-ground", "all", present(DATA.pairs.map((p) => p[3])), DATA.plain.grounds);
  optionsOf("f-stance", "all", present(DATA.claims.map((c) => c[STANCE])), DATA.plain.stances);
  optionsOf("f-kind", "all", present(DATA.claims.map((c) => c[KIND])), DATA.plain.kinds);
  byId("f-speakers").append(
    ...DATA.speakers.slice(0, 500).map((one) => make("option", { value: one[0] })),
  );
}

/** Values of the form, without the empty ones. */
function asked() {
  const found = {};
  for (const [name, id] of Object.entries(FIELDS)) {
    const value = byId(id).value.trim();
    if (value) found[name] = value;
  }
  return found;
}

/** The state that an address holds; null for a plain anchor. */
function stateOf(hash) {
  return hash.includes("=") ? Object.fromEntries(new URLSearchParams(hash.slice(1))) : null;
}

function hashOf(state) {
  const hash = new URLSearchParams(state).toString();
  return hash ? "#" + hash : "";
}

let searched = null;

/** Words, speaker, outlet and title of every claim, folded; made at the first search. */
function searchable() {
  if (!searched) {
    searched = DATA.claims.map((claim) => fold([
      wordsOf(claim), DATA.speakers[claim[SPEAKER]][0], DATA.tellers[claim[TELLER]][0],
      claim[MENTION], outletOf(claim),
      DATA.articles[claim[ARTICLE]][3],
    ].join("\n")));
  }
  return searched;
}

/** Which claims a state asks for: one boolean for each, relations and ground included. */
function matching(state) {
  const claimed = matchingClaims(state);
  if (!state.relation && !state.ground) return claimed;
  const related = new Array(DATA.claims.length).fill(false);
  for (const [left, right, relation, ground] of DATA.pairs) {
    if ((!state.relation || relation === state.relation) &&
        (!state.ground || ground === state.ground)) {
      related[left] = related[right] = true;
    }
  }
  return claimed.map((yes, number) => yes && related[number]);
}

function matchingClaims(state) {
  const words = fold(state.q || "").split(/\s+/).filter(Boolean);
  const speaker = inWords(state.speaker || "");
  const has = (one) => inWords(one[0]).includes(speaker);
  const [speakers, tellers] = [DATA.speakers.map(has), DATA.tellers.map(has)];
  const texts = words.length ? searchable() : null;
  return DATA.claims.map((claim, number) => {
    const date = dateOf(claim);
    return (speakers[claim[SPEAKER]] || tellers[claim[TELLER]]) &&
      (!state.outlet || outletOf(claim) === state.outlet) &&
      (!state.stance || claim[STANCE] === state.stance) &&
      (!state.kind || claim[KIND] === state.kind) &&
      (!state.from || (date !== "" && date >= state.from)) &&
      (!state.to || (date !== "" && date <= state.to)) &&
      (!texts || words.every((word) => texts[number].includes(word)));
  });
}

/* Findings, matrix rows and dots of the drawings: shown if one of their claims is asked for. */

const CARDS = [...document.querySelectorAll("[data-claims]")].map((card) => ({
  card,
  claims: (card.dataset.claims || "").split(" ").map((id) => NUMBER.get(id)),
  relations: (card.dataset.relation || "").split(" ").filter(Boolean),
  ground: card.dataset.ground || "",
  section: card.closest("section"),
}));
const ROWS = [...document.querySelectorAll("tr[data-group]")];
const DOTS = [...document.querySelectorAll("svg.timeline [data-claim]")];
const MEMBERS = new Map(DATA.groups);

function matchesCard(one, state, claimed) {
  return (!state.relation || one.relations.includes(state.relation)) &&
    (!state.ground || one.ground === state.ground) &&
    one.claims.some((number) => claimed[number]);
}

/** Shows and hides; returns how many findings are left. */
function showFindings(state, claimed, listed, all) {
  const left = new Map();
  let total = 0;
  for (const one of CARDS) {
    if (one.card instanceof SVGElement) {
      one.card.classList.toggle("dim", !all && !one.claims.some((number) => listed[number]));
      continue;
    }
    const shown = all || matchesCard(one, state, claimed);
    one.card.hidden = !shown;
    if (one.section && one.card.matches(".entry")) {
      const [of, yes] = left.get(one.section) || [0, 0];
      left.set(one.section, [of + 1, yes + shown]);
      if (!one.card.matches(".small")) total += shown; // a claim alone is counted as a claim
    }
  }
  for (const [section, [of, yes]] of left) noteSection(section, of, yes);
  for (const row of ROWS) {
    const members = MEMBERS.get(row.dataset.group) || [];
    row.hidden = !all && !members.some((number) => listed[number]);
  }
  for (const dot of DOTS) {
    dot.classList.toggle("dim", !all && !listed[NUMBER.get(dot.dataset.claim)]);
  }
  for (const head of document.querySelectorAll("tr.part")) {
    head.hidden = ![...head.parentElement.querySelectorAll("tr[data-group]")].some((r) => !r.hidden);
  }
  for (const drawing of document.querySelectorAll("svg")) drawing.classList.toggle("partly", !all);
  return total;
}

/** Says under a heading how many of its entries the filters leave, and opens what is folded. */
function noteSection(section, of, yes) {
  let note = section.querySelector(":scope > .filtered");
  if (!note) {
    note = make("p", { className: "filtered" });
    section.querySelector("h2").after(note);
  }
  note.hidden = yes === of;
  const whole = section.querySelector(":scope > h2 > small");
  const part = whole && Number(whole.textContent.replaceAll(",", "")) > of;
  note.textContent = (yes ? `${yes} of ${of} match the filters` : "None matches the filters") +
    (part ? " among those shown here; the list by speaker has all" : "");
  for (const folded of section.querySelectorAll("details.more")) folded.open = yes < of;
}

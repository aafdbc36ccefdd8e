/* One state, in the address: set it, and the page follows. */

let current = {};
const PRINTED = 2000; // claims on paper: some two hundred pages

function render(state) {
  const all = !Object.keys(FIELDS).some((name) => state[name]);
  const claimed = matchingClaims(state);
  const listedClaims = matching(state);
  const findings = showFindings(state, claimed, listedClaims, all);
  listClaims(listedClaims);
  const claims = listedClaims.filter(Boolean).length;
  byId("f-count").textContent = counted(claims, "claim", "claims") + " and " +
    counted(findings, "finding", "findings") + (all ? "" : " match");
  byId("f-clear").hidden = all;
}

function fieldsChanged(state) {
  return Object.keys(FIELDS).some((name) => (state[name] || "") !== (current[name] || ""));
}

/** Follow a state; the form is set from it unless it came from there. */
function follow(state, from) {
  const changed = fieldsChanged(state);
  current = state;
  for (const [name, id] of Object.entries(FIELDS)) {
    const value = state[name] || "";
    if (byId(id).value.trim() !== value) byId(id).value = value;
  }
  if (changed) render(state);
  const number = NUMBER.get(state.claim);
  if (number !== undefined) openReader(number, from);
  else closeReader();
  if (state.claim && number === undefined) say("This report has no such claim");
  if (state.at) openAround(byId(state.at));
}

function go(state, { replace = false, from = null } = {}) {
  const address = location.pathname + location.search + hashOf(state);
  window.history[replace ? "replaceState" : "pushState"](null, "", address);
  follow(state, from);
}

/** The address says what is shown: a state, a claim, or a place of the page. */
function followAddress() {
  const state = stateOf(location.hash);
  if (state) {
    follow(state, null);
    return;
  }
  const claim = DATA.claims.find((c) => [`#p-${safeName(c[ID])}`, `#c-${safeName(c[ID])}`]
    .includes(location.hash));
  if (/^#[pc]-/.test(location.hash) && claim) follow({ ...current, claim: claim[ID] }, null);
  else if (/^#c-/.test(location.hash)) say("This report has no such claim");
  else if (location.hash === "" || location.hash === "#") follow({}, null);
  else openAround(byId(location.hash.slice(1)));
}

/** What is folded away around a place is opened, and the place brought into sight. */
function openAround(place) {
  if (!place) return;
  if (place.hidden && place.matches(".entry, tr[data-group]")) {
    go({}, { replace: true }); // the filters hide it
  }
  for (let up = place.closest("details"); up; up = up.parentElement.closest("details")) {
    up.open = true;
  }
  place.scrollIntoView();
}

function withoutClaim() {
  const { claim, at, ...rest } = current;
  return rest;
}

/** A place of this page: filters and an open claim stay in the address beside it. */
function goTo(event, link) {
  const id = link.getAttribute("href").slice(1);
  const { at, ...rest } = current;
  if (!byId(id) || id.includes("=") || !Object.keys(rest).length) return;
  event.preventDefault();
  go({ ...rest, at: id });
}

function onClick(event) {
  const target = event.target instanceof Element ? event.target : null;
  if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = target.closest("a.link");
  const place = target.closest("a[data-claim]");
  const mark = target.closest(".text mark");
  if (link) {
    if (Object.keys(current).length) event.preventDefault(); // the address keeps the filters
    copy(location.href.split("#")[0] + link.getAttribute("href"));
  } else if (place && NUMBER.has(place.dataset.claim)) {
    event.preventDefault();
    go({ ...withoutClaim(), claim: place.dataset.claim }, { from: place });
  } else if (target.closest("a[href^='#']")) {
    goTo(event, target.closest("a[href^='#']"));
  } else if (mark && claimAt(mark) !== null) {
    go({ ...withoutClaim(), claim: DATA.claims[claimAt(mark)][ID] });
  } else if (target.id === "reader-close") {
    go(withoutClaim());
  } else if (target.id === "reader-back" || target.id === "reader-next") {
    const number = beside(target.id === "reader-back" ? -1 : 1);
    go({ ...withoutClaim(), claim: DATA.claims[number][ID] }, { replace: true });
    byId(target.id).focus();
  }
}

function printing() {
  const closed = [...document.querySelectorAll("details:not([open])")];
  for (const one of closed) one.open = true;
  const before = shownCount;
  if (DATA.claims.length) showMore(PRINTED);
  const left = listed.length - shownCount;
  if (left > 0) {
    byId("claims-list").append(
      make("p", { id: "unprinted" }, `${left} further claims are not printed.`));
  }
  window.addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
    if (DATA.claims.length && shownCount > before) listClaims(matching(current));
    byId("unprinted")?.remove();
  }, { once: true });
}

function start() {
  window.addEventListener("beforeprint", printing);
  if (DATA.claims.length) startTools(); // else the page is as it was written
  document.documentElement.dataset.ready = Math.round(performance.now());
}

function startTools() {
  fillFilters();
  for (const one of document.querySelectorAll("details.article[open]")) one.open = false;
  const form = byId("filters");
  form.hidden = false;
  let waiting = 0;
  form.addEventListener("input", (event) => {
    window.clearTimeout(waiting);
    const typed = event.target.type === "search";
    waiting = window.setTimeout(() => {
      const claim = current.claim ? { claim: current.claim } : {};
      go({ ...asked(), ...claim }, { replace: typed });
    }, typed ? 150 : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("f-clear").addEventListener("click", () => go(current.claim ? { claim: current.claim } : {}));
  byId("f-link").addEventListener("click", () => copy(
    location.href.split("#")[0] + (hashOf(current) || location.hash)));
  byId("claims-more").addEventListener("click", () => showMore(PAGE));
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !byId("reader").hidden) go(withoutClaim());
  });
  window.addEventListener("popstate", followAddress);
  window.addEventListener("hashchange", followAddress);
  render({});
  if (location.hash) followAddress();
}

start();

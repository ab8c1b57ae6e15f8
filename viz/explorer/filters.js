// Which facts and entities are shown, and how many each further choice would leave.

const UNKNOWN = "unknown";
const valuesOfFact = {
  type: (fact) => new Set(fact.entities.map((entity) => entity.type)),
  relation: (fact) => fact.relations,
  country: (fact) => [fact.country ?? UNKNOWN],
  document: (fact) => [fact.document],
  modality: (fact) => [fact.modality],
  layer: (fact) => [fact.layer],
};
const shown = { facts: new Set(facts), entities: new Set(entities), counts: {}, total: facts.length };

const allYears = facts.flatMap((fact) => fact.years ?? []);
const firstYear = allYears.reduce((a, b) => Math.min(a, b), 9999);
const lastYear = allYears.reduce((a, b) => Math.max(a, b), 0);

function passesPeriod(fact) {
  if (state.from === null && state.to === null) return true;
  if (!fact.years) return false;
  return fact.years[1] >= (state.from ?? 0) && fact.years[0] <= (state.to ?? 9999);
}

/** Country is a choice of one place, or of everything but Japan. */
function passesFacet(name, fact) {
  const chosen = state.facets[name];
  if (!chosen.size) return true;
  if (name === "country" && chosen.has("others") && fact.country && fact.country !== JAPAN) return true;
  for (const value of valuesOfFact[name](fact)) if (chosen.has(value)) return true;
  return false;
}

function passesTop(entity) {
  return state.top === null || (ranks.get("pagerank")?.get(entity.id) ?? Infinity) <= state.top;
}

/** Recompute ``shown``: a choice is counted over the facts that every other filter leaves. */
function applyFilters() {
  const counts = Object.fromEntries(FACETS.map((name) => [name, new Map()]));
  shown.facts = new Set();
  for (const fact of facts) {
    if (!passesPeriod(fact)) continue;
    const failed = FACETS.filter((name) => !passesFacet(name, fact));
    if (!failed.length) shown.facts.add(fact);
    for (const name of failed.length ? (failed.length === 1 ? failed : []) : FACETS) {
      for (const value of valuesOfFact[name](fact)) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
    }
  }
  const spokenOf = new Set([...shown.facts].flatMap((fact) => fact.entities));
  const types = state.facets.type;
  const fits = (entity) => (!types.size || types.has(entity.type)) && passesTop(entity);
  shown.entities = new Set([...spokenOf].filter(fits));
  shown.counts = counts;
}

const isFiltered = () =>
  FACETS.some((name) => state.facets[name].size) || state.from !== null || state.to !== null || state.top !== null;

const edgesShown = (list) => list.filter((edge) => shown.facts.has(edge.fact));

function toggleFacet(name, value, only = false) {
  const chosen = new Set(only ? [] : state.facets[name]);
  if (!only && chosen.has(value)) chosen.delete(value);
  else if (value !== null) chosen.add(value);
  adjust({ facets: { ...state.facets, [name]: chosen } });
}

const noFacets = () => Object.fromEntries(FACETS.map((name) => [name, new Set()]));

function clearFilters() {
  adjust({ facets: noFacets(), from: null, to: null, top: null });
}

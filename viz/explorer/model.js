// The data of the page, read once from the embedded JSON and indexed for every view.

const readJson = (id) => JSON.parse(document.getElementById(id).textContent);
const data = readJson("data");
const settings = readJson("settings");

const JAPAN = "place/jp";
const DATED = ["date", "startDate", "endDate", "deadline", "fiscalYear", "startFiscalYear", "endFiscalYear"];
const ROLES_OF_STATEMENT = new Set(["subject", "predicate", "object"]);
const UNDIRECTED = new Set([...settings.edges.undirected, "statedIn", "country"]); // the last two hold of whole facts

/** Documents are looked at like entities, under the ids they have in the graph, but they are not counted as such. */
const documentEntities = data.documents.map((source) => ({
  id: `document/${source.id}`,
  type: "Document",
  labels: source.labels,
  measures: {},
  source,
}));
const entities = data.entities;
const everything = [...entities, ...documentEntities];
const facts = data.facts;
const entityById = new Map(everything.map((entity) => [entity.id, entity]));
const factById = new Map(facts.map((fact) => [fact.id, fact]));
const documentById = new Map(data.documents.map((item) => [item.id, item]));
const groupOfType = new Map(settings.colours.groups.flatMap((group) => group.types.map((type) => [type, group])));

/** Every drawn relation: {source, target, relation, fact}, entities and fact as objects. */
const edges = data.edges.map(([source, target, relation, fact]) => ({
  source: entities[source],
  target: entities[target],
  relation,
  fact: facts[fact],
}));

for (const entity of everything) {
  entity.facts = [];
  entity.edges = [];
  entity.mentions = [];
  entity.group = groupOfType.get(entity.type) ?? groupOfType.get("Entity");
}
for (const edge of edges) {
  edge.source.edges.push(edge);
  edge.target.edges.push(edge);
}
for (const fact of facts) {
  fact.modality = fact.modality.split("/").pop();
  fact.layer = fact.layer.split("/").pop();
  fact.entities = entitiesOf(fact);
  fact.years = yearsOf(fact);
  fact.relations = [];
  for (const entity of [...fact.entities, entityById.get(`document/${fact.document}`)]) entity?.facts.push(fact);
}
for (const { fact, relation } of edges) if (!fact.relations.includes(relation)) fact.relations.push(relation);
for (const fact of facts) if (!fact.relations.length) fact.relations.push(kindOf(fact));

for (const [entity, source, places] of data.mentions ?? []) {
  const named = places.map(([line, start, end, page, heading]) => ({ line, start, end, page, heading }));
  entities[entity].mentions.push({ document: source, places: named });
}

/** Name of a measure to Map(entity id -> rank from 1); ties share a rank. */
const ranks = new Map(measureNames().map((name) => [name, ranking(name)]));

function measureNames() {
  const names = new Set(entities.flatMap((entity) => Object.keys(entity.measures ?? {})));
  return [...names].sort((a, b) => (b === "pagerank") - (a === "pagerank") || a.localeCompare(b));
}

function ranking(name) {
  const scored = entities.filter((entity) => name in entity.measures);
  scored.sort((a, b) => b.measures[name] - a.measures[name] || (a.id < b.id ? -1 : 1));
  const found = new Map();
  scored.forEach((entity, position) => {
    const before = scored[position - 1];
    const tied = before && before.measures[name] === entity.measures[name];
    found.set(entity.id, tied ? found.get(before.id) : position + 1);
  });
  return found;
}

const pagerank = (entity) => entity.measures.pagerank ?? 0;
const byRank = (a, b) => pagerank(b) - pagerank(a) || b.facts.length - a.facts.length || (a.id < b.id ? -1 : 1);

/** The predicate of a binary statement, the class of any other fact. */
function kindOf(fact) {
  return fact.roles.predicate ?? fact.type;
}

function listOf(value) {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** Loops, not chains of arrays: this runs for every fact before anything is shown. */
function entitiesOf(fact) {
  const found = [];
  const add = (value) => {
    const entity = typeof value === "string" ? entityById.get(value) : undefined;
    if (entity && !found.includes(entity)) found.push(entity);
  };
  for (const role in fact.roles) {
    const value = fact.roles[role];
    if (Array.isArray(value)) value.forEach(add);
    else add(value);
  }
  return found;
}

/** First and last year the fact speaks of, or null when it names none. */
function yearsOf(fact) {
  let [first, last] = [Infinity, -Infinity];
  for (const role of DATED) {
    if (fact.roles[role] === undefined) continue;
    for (const value of listOf(fact.roles[role])) {
      const year = parseInt(value, 10);
      if (!(year > 1000 && year < 3000)) continue;
      first = Math.min(first, year);
      last = Math.max(last, year);
    }
  }
  return first <= last ? [first, last] : null;
}

const pairId = (a, b) => (a.id < b.id ? `${a.id}~${b.id}` : `${b.id}~${a.id}`);
const otherEnd = (edge, entity) => (edge.source === entity ? edge.target : edge.source);

// What is being looked at, kept in the address (#entity=org/jst&steps=2&country=place/jp) so that it can be linked to.

const FACETS = ["type", "relation", "country", "document", "modality", "layer"];
const state = readState();
const trail = []; // ids of the entities on the way here, for the breadcrumb

function readState() {
  const given = new URLSearchParams(location.hash.slice(1));
  const facets = Object.fromEntries(
    FACETS.map((name) => [name, new Set((given.get(name) ?? "").split(",").filter(Boolean))]),
  );
  const year = (name) => (/^\d{4}$/.test(given.get(name) ?? "") ? Number(given.get(name)) : null);
  return {
    entity: given.get("entity"),
    steps: given.get("steps") === "2" ? 2 : 1,
    all: given.get("all") === "1",
    fact: given.get("fact"),
    pair: given.get("pair"),
    path: given.get("path"),
    size: given.get("size"),
    colour: given.get("colour"),
    view: given.get("view") === "table" ? "table" : "network",
    rows: given.get("rows") === "facts" ? "facts" : "entities",
    from: year("from"),
    to: year("to"),
    top: Number(given.get("top")) || null,
    lang: given.get("lang"),
    theme: given.get("theme"),
    facets,
  };
}

function hashOf(values) {
  const parts = [];
  const put = (name, value) =>
    value && parts.push(`${name}=${encodeURIComponent(value).replace(/%2F/g, "/").replace(/%2C/g, ",")}`);
  for (const name of ["entity", "path", "fact", "pair", "from", "to", "top", "size", "colour", "lang", "theme"])
    put(name, values[name]);
  if (values.entity && values.steps === 2) put("steps", "2");
  if (values.all) put("all", "1");
  if (values.view === "table") put("view", "table");
  if (values.rows === "facts") put("rows", "facts");
  for (const name of FACETS) put(name, [...values.facets[name]].sort().join(","));
  return "#" + parts.join("&");
}

/** Go somewhere: a new entry in the browser's history. */
function go(changes) {
  const target = hashOf({ ...state, ...changes });
  if (target === (location.hash || "#")) return;
  location.hash = target;
}

/** Change how the same place is seen: the entry in the history is replaced. */
function adjust(changes) {
  location.replace(hashOf({ ...state, ...changes }));
}

const openEntity = (entity) => go({ entity: entity.id, path: null, fact: null, pair: null, all: false });
const openFact = (fact) => go({ fact: fact.id, pair: null });
const openPair = (id) => go({ pair: id, fact: null });
const openPath = (from, to) => go({ path: `${from.id},${to.id}`, entity: null, fact: null, pair: null, all: false });
const openOverview = () => go({ entity: null, path: null, fact: null, pair: null, all: false });

/** Follow the address; an id the page does not know is dropped instead of shown as an empty view. */
function followAddress() {
  Object.assign(state, readState());
  if (!entityById.has(state.entity)) state.entity = null;
  if (!factById.has(state.fact)) state.fact = null;
  if (state.pair && !state.pair.split("~").every((id) => entityById.has(id))) state.pair = null;
  const ends = (state.path ?? "").split(",");
  if (ends.length !== 2 || !ends.every((id) => entityById.has(id))) state.path = null;
  if (state.path) state.entity = null;
  if (!sizeChoices().includes(state.size)) state.size = null;
  if (!colourChoices().includes(state.colour)) state.colour = null;
  const known = trail.indexOf(state.entity);
  if (inOverview()) trail.length = 0;
  else if (!state.entity) return;
  else if (known >= 0) trail.length = known + 1;
  else trail.push(state.entity);
}

const focused = () => entityById.get(state.entity) ?? null;
const inOverview = () => !state.entity && !state.path;

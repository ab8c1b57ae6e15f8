// Strategies, laws and programmes in time: each row one instrument, each mark something that happened to it, each arrow
// a succession.

const INSTRUMENTS = new Set(["strategy", "programme"]);
const isInstrument = (id) => INSTRUMENTS.has(entityById.get(id)?.group.id);
const events = facts.filter((fact) => fact.type === "Event" && fact.years);
const successions = facts.filter((fact) => fact.type === "Succession");
const subjectsOf = (fact) => listOf(fact.roles.about).filter(isInstrument);

/** Laws and strategies by default; programmes and funds when asked for. */
function isKind(entity) {
  if (state.kind === "laws") return entity.type === "Law";
  if (state.kind === "programmes") return entity.group.id === "programme";
  return state.kind === "all" ? true : entity.group.id === "strategy";
}

function timelineRows() {
  const rows = new Map();
  const rowOf = (id) => {
    if (!rows.has(id)) rows.set(id, { key: id, entity: entityById.get(id), marks: [], from: [] });
    return rows.get(id);
  };
  for (const fact of events) for (const id of subjectsOf(fact)) rowOf(id).marks.push(fact);
  for (const fact of successions) {
    for (const later of listOf(fact.roles.successor).filter(isInstrument))
      for (const earlier of listOf(fact.roles.predecessor).filter(isInstrument)) {
        rowOf(later).from.push({ fact, earlier });
        rowOf(earlier);
      }
  }
  const found = [...rows.values()].filter(({ entity }) => isKind(entity) && isWhere(countryOf(entity)));
  return inOrder(found);
}

const countryOf = (entity) => entity.country ?? entity.facts.find((fact) => fact.country)?.country ?? null;
const firstOf = (row) => Math.min(...row.marks.map((fact) => fact.years[0]), 9999);

/** By first year, but a successor directly behind what it succeeds. */
function inOrder(rows) {
  const sorted = [...rows].sort((a, b) => firstOf(a) - firstOf(b) || (a.entity.id < b.entity.id ? -1 : 1));
  const placed = [];
  const add = (row) => {
    if (placed.includes(row)) return;
    placed.push(row);
    sorted.filter((other) => other.from.some(({ earlier }) => earlier === row.entity.id)).forEach(add);
  };
  const known = new Set(rows.map(({ entity }) => entity.id));
  sorted.filter((row) => !row.from.some(({ earlier }) => known.has(earlier))).forEach(add);
  sorted.forEach(add); // what is left succeeds itself in a circle
  return placed;
}

let typesKnown = null;
const eventTypes = () => (typesKnown ??= countedTypes());

function countedTypes() {
  const counts = new Map();
  for (const { roles } of events) counts.set(roles.eventType, (counts.get(roles.eventType) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([type]) => type);
}

const COLOURED = 7; // the most frequent kinds of event have a colour of their own
const eventColour = (fact) => {
  const position = eventTypes().indexOf(fact.roles.eventType);
  return position < COLOURED ? colourAt(position) : canvasColours().muted;
};

function timelineRow({ key, entity, marks }, axis) {
  return {
    key,
    name: nameOf(entity),
    note: countryOf(entity) ? idToName(countryOf(entity)) : "",
    address: addressOf("explorer", { entity: entity.id }),
    shape: entity.group,
    chosen: state.entity === entity.id,
    text: false,
    marks: marks.map((fact) => eventMark(fact, axis)),
  };
}

/** A circle where something began, with a bar as far as it lasts. */
function eventMark(fact, axis) {
  const [from, to] = fact.years.map(axis.at);
  const kind = termOf(fact.roles.eventType ?? "Event");
  return {
    from,
    to: Math.max(from, to),
    x: from + (fact.years[0] === from ? partOfYear(fact) : 0),
    size: 110,
    colour: eventColour(fact),
    open: fact.modality !== "decided",
    title: [when(fact), kind, ...listOf(fact.roles.item), termOf(`modality/${fact.modality}`)]
      .filter(Boolean)
      .join(" · "),
    address: addressOf("explorer", { fact: fact.id }),
  };
}

/** Within its year by month, where the month is known. */
function partOfYear(fact) {
  const month = Number(/^\d{4}-(\d{2})/.exec(listOf(fact.roles.date)[0] ?? "")?.[1] ?? 1);
  return ((month - 1) / 12) * 0.9;
}

/** At the left of the years, from the line of a predecessor to the line of its successor, with a tip. */
function successionLayers(rows) {
  const known = new Map(rows.map((row) => [row.entity.id, row]));
  const found = rows.flatMap((row) =>
    row.from
      .filter(({ earlier }) => known.has(earlier))
      .map((link) => ({ row, before: known.get(link.earlier), ...link })),
  );
  const values = found.map(({ row, before, fact }, number) => ({
    line: `${before.key} 0`,
    later: `${row.key} 0`,
    gutter: 10 + (number % 3) * 7, // neighbours side by side
    title: `${nameOf(before.entity)} → ${nameOf(row.entity)}`,
    address: addressOf("explorer", { fact: fact.id }),
  }));
  const stubs = values.flatMap(({ line, later, gutter }) => [
    { line, gutter, start: 0 },
    { line: later, gutter, start: 5, tip: true },
  ]);
  const look = { color: cssValue("--muted"), aria: false };
  return [
    {
      name: "successions",
      data: { values },
      mark: { ...look, type: "rule", strokeWidth: 1.5, cursor: "pointer", aria: true },
      encoding: { x: pixels("gutter"), y2: { field: "later" }, ...LEADING },
    },
    {
      data: { values: stubs },
      mark: { ...look, type: "rule", strokeWidth: 1.5 },
      encoding: { x: pixels("start"), x2: { field: "gutter" } },
    },
    {
      data: { values: stubs },
      transform: [{ filter: "datum.tip" }],
      mark: { ...look, type: "point", shape: "triangle-left", filled: true, opacity: 1, size: 60 },
      encoding: { x: { value: 4 } },
    },
  ];
}

const TIMELINE_COLUMNS = [
  ["what", ({ entity }) => nameOf(entity), ({ entity }) => entityAnchor(entity)],
  ["facet.type", ({ entity }) => termOf(entity.type)],
  ["facet.country", ({ entity }) => (countryOf(entity) ? idToName(countryOf(entity)) : "")],
  ["when", ({ fact }) => when(fact)],
  [
    "kind",
    ({ fact }) => termOf(fact.roles.eventType ?? fact.type),
    ({ fact }) => factAnchor(fact, termOf(fact.roles.eventType ?? fact.type)),
  ],
  [
    "details",
    ({ fact, earlier }) =>
      [earlier ? nameOf(entityById.get(earlier)) : "", ...listOf(fact.roles.item)].filter(Boolean).join(" · "),
  ],
  ["facet.modality", ({ fact }) => termOf(`modality/${fact.modality}`)],
  ["evidence", ({ fact }) => fact.evidence.map((e) => placeOf(e, true)).join(" "), ({ fact }) => sourceAnchor(fact)],
];

async function drawTimeline() {
  const kinds = ["", "laws", "programmes", "all"].map((kind) => [kind, say(`timeline.${kind || "strategies"}`)]);
  put("controls", [segments("kind", kinds), countrySegments()]);
  const rows = timelineRows();
  const tableRows = rows.flatMap(({ entity, marks, from }) => [
    ...from.map(({ fact, earlier }) => ({ entity, fact, earlier })),
    ...[...marks].sort((a, b) => a.years[0] - b.years[0]).map((fact) => ({ entity, fact })),
  ]);
  put("table", tableOf(TIMELINE_COLUMNS, tableRows, "timeline"));
  if (!rows.length) return put("picture", [say("noHits")]);
  const years = rows.flatMap(({ marks }) => marks.flatMap((fact) => fact.years));
  const axis = yearAxis(years.length ? years : [2020, 2025]);
  const drawn = rows.map((row) => timelineRow(row, axis));
  return drawChart(rowsSpec(say("timeline.title"), drawn, axis, successionLayers(rows)), [eventLegend()]);
}

const eventLegend = () =>
  legendOf([
    ...eventTypes()
      .slice(0, COLOURED)
      .map((type, number) => [colourAt(number), termOf(type)]),
    ...(eventTypes().length > COLOURED ? [[canvasColours().muted, say("otherEvents")]] : []),
  ]);

startPage(drawTimeline);

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
    if (!rows.has(id)) rows.set(id, { entity: entityById.get(id), marks: [], from: [] });
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

function timelineRow(row, y, scale) {
  const { entity } = row;
  const address = addressOf("explorer", { entity: entity.id });
  const note = countryOf(entity) ? idToName(countryOf(entity)) : "";
  const frame = { name: nameOf(entity), note, address, chosen: state.entity === entity.id, shape: entity.group };
  return [
    ...rowFrame(y, pictureWidth(), frame),
    ...row.marks.map((fact) => eventMark(fact, y + ROW_HEIGHT / 2, scale)),
  ];
}

function eventMark(fact, y, scale) {
  const [from, to] = fact.years;
  const title = [when(fact), termOf(fact.roles.eventType ?? "Event"), ...listOf(fact.roles.item)].join(" · ");
  const open = fact.modality === "decided" ? "amount" : "amount open";
  return svgLink(addressOf("explorer", { fact: fact.id }), title, [
    from !== to
      ? svgNode("line", { x1: scale.x(from), x2: scale.x(to), y1: y, y2: y, stroke: eventColour(fact), class: "span" })
      : null,
    svgNode("circle", {
      cx: scale.x(from) + monthShift(fact, scale),
      cy: y,
      r: 6,
      fill: eventColour(fact),
      class: open,
    }),
  ]);
}

/** Within its year by month, where the month is known. */
function monthShift(fact, scale) {
  const month = Number(/^\d{4}-(\d{2})/.exec(listOf(fact.roles.date)[0] ?? "")?.[1] ?? 1);
  return ((month - 1) / 12) * (scale.x(scale.last) - scale.x(scale.last - 1)) * 0.9;
}

/** An arrow from the row of the predecessor to the row of the successor, left of the years. */
function successionMarks(rows) {
  const position = new Map(rows.map(({ entity }, number) => [entity.id, HEAD + (number + 0.5) * ROW_HEIGHT]));
  return rows.flatMap(({ entity, from }) =>
    from
      .filter(({ earlier }) => position.has(earlier))
      .map(({ fact, earlier }) => {
        const [a, b] = [position.get(earlier), position.get(entity.id)];
        const bend = NAME_WIDTH + 6 + Math.min(24, Math.abs(b - a) / 3);
        const title = `${nameOf(entityById.get(earlier))} → ${nameOf(entity)}`;
        const line = `M${NAME_WIDTH} ${a}C${bend + 8} ${a} ${bend + 8} ${b} ${NAME_WIDTH + 4} ${b}`;
        const tip = `M${NAME_WIDTH - 1} ${b}l8 -4v8z`;
        return svgLink(addressOf("explorer", { fact: fact.id }), title, [
          svgNode("path", { d: line, class: "succession" }),
          svgNode("path", { d: tip, class: "tip" }),
        ]);
      }),
  );
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

function drawTimeline() {
  const kinds = ["", "laws", "programmes", "all"].map((kind) => [kind, say(`timeline.${kind || "strategies"}`)]);
  put("controls", [segments("kind", kinds), countrySegments()]);
  const rows = timelineRows();
  put("picture", rows.length ? [eventLegend(), timelinePicture(rows)] : [say("noHits")]);
  const tableRows = rows.flatMap(({ entity, marks, from }) => [
    ...from.map(({ fact, earlier }) => ({ entity, fact, earlier })),
    ...[...marks].sort((a, b) => a.years[0] - b.years[0]).map((fact) => ({ entity, fact })),
  ]);
  put("table", tableOf(TIMELINE_COLUMNS, tableRows, "timeline"));
}

const eventLegend = () =>
  legendOf([
    ...eventTypes()
      .slice(0, COLOURED)
      .map((type, number) => [colourAt(number), termOf(type)]),
    ...(eventTypes().length > COLOURED ? [[canvasColours().muted, say("otherEvents")]] : []),
  ]);

function timelinePicture(rows) {
  const years = rows.flatMap(({ marks }) => marks.flatMap((fact) => fact.years));
  const scale = yearScale(years.length ? years : [2020, 2025], pictureWidth());
  const height = HEAD + rows.length * ROW_HEIGHT + 10;
  const marks = rows.flatMap((row, number) => timelineRow(row, HEAD + number * ROW_HEIGHT, scale));
  return pictureOf(pictureWidth(), height, say("timeline.title"), [
    ...axisOf(scale, height),
    ...marks,
    ...successionMarks(rows),
  ]);
}

startPage(drawTimeline);

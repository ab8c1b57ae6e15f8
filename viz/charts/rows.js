// Rows against years: what budgets and timeline have in common. A row has one line or, where its marks would lie over
// one another, several; every line is a value of the picture's nominal y.

const LINE = 29; // height of a line
const NAME_WIDTH = 270;
const BEHIND = 250; // room for texts behind the last year
const SHAPE_NAMES = { dot: "circle", triangle: "triangle-up", triangleDown: "triangle-down" };
const HEXAGON = "M-0.5,-0.87L0.5,-0.87L1,0L0.5,0.87L-0.5,0.87L-1,0Z";

const ruler = document.createElement("canvas").getContext("2d");

function widthOfText(text) {
  ruler.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  return ruler.measureText(text).width;
}

/** As wide as the page gives room, but never too narrow for the years. */
const plotWidth = (behind) => Math.max(420, document.getElementById("picture").clientWidth - NAME_WIDTH - behind - 60);

/** A scale of years; those long before the others stand at the left under "earlier", amounts without year before them. */
function yearAxis(years, { undated = false, behind = 30 } = {}) {
  const first = Math.max(Math.min(...years), Math.max(...years) - 30);
  const last = Math.max(...years, first + 1);
  const early = years.some((year) => year < first);
  const width = plotWidth(behind);
  const columns = (early ? 1 : 0) + (undated ? 1 : 0);
  const column = (70 * (last - first)) / Math.max(100, width - 70 * columns - 60); // 70 pixels, in years
  const start = first - columns * column - column * 0.6;
  const step = width / (last + column * 0.3 - start);
  const every = [1, 2, 5, 10].find((n) => n * step >= 38) ?? 10;
  const ticks = [];
  for (let year = Math.ceil(first / every) * every; year <= last; year += every) ticks.push(year);
  const names = new Map(ticks.map((year) => [year, String(year)]));
  if (early) names.set(first - column, `<${first}`);
  if (undated) names.set(first - columns * column, say("noYear"));
  return {
    width,
    domain: [start, last + column * 0.3],
    names,
    at: (year) => (year === null ? first - columns * column : year < first ? first - column : year),
    pixel: (value) => (value - start) * step,
  };
}

/** The axis with its names; Vega shows a value by looking it up among them. */
function yearChannel(axis) {
  const [values, texts] = [[...axis.names.keys()], [...axis.names.values()]];
  const labelExpr =
    values.map((value, n) => `datum.value === ${value} ? ${JSON.stringify(texts[n])} : `).join("") + "''";
  const scale = { domain: axis.domain, nice: false, zero: false };
  return { type: "quantitative", scale, axis: { orient: "top", values, labelExpr, title: null, labelOverlap: false } };
}

/** Lines for the marks of each row, the larger marks first, so that none lies over the text of another. */
function linesOf(row, axis) {
  const ends = [];
  const marks = [...row.marks].sort((a, b) => b.size - a.size || a.x - b.x);
  for (const mark of marks) {
    const from = axis.pixel(Math.min(mark.x, mark.from)) - Math.sqrt(mark.size) / 2 - 4;
    let line = row.text === false ? 0 : ends.findIndex((end) => end < from);
    if (line < 0) line = ends.length;
    ends[line] = axis.pixel(Math.max(mark.x, mark.to)) + 16 + (mark.text ? widthOfText(mark.text) : 0);
    mark.line = `${row.key} ${line}`;
  }
  return Array.from({ length: Math.max(1, ends.length) }, (_, line) => `${row.key} ${line}`);
}

const nameOfRow = ({ key, name, note, address, shape }) => ({
  line: `${key} 0`,
  name,
  note,
  address,
  title: [name, note].filter(Boolean).join("\n"),
  colour: shape?.[theme()] ?? null,
  shape: shape ? (shape.shape === "hexagon" ? HEXAGON : (SHAPE_NAMES[shape.shape] ?? shape.shape)) : null,
});

/**
 * The specification for rows of {key, name, note, address, shape, chosen, marks}; a mark is
 * {x, from, to, size, colour, open, text, title, address} with places on the axis and its area in square pixels.
 * ``more`` are further layers.
 */
function rowsSpec(title, rows, axis, more = []) {
  const lines = new Map(rows.map((row) => [row, linesOf(row, axis)]));
  const chosen = rows.filter((row) => row.chosen).flatMap((row) => lines.get(row).map((line) => ({ line })));
  const marks = rows.flatMap((row) =>
    row.marks.map((mark) => ({ ...mark, fill: mark.open ? cssValue("--sheet") : mark.colour })),
  );
  const y = { field: "line", type: "nominal", scale: { domain: [...lines.values()].flat() }, axis: null };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: title,
    width: axis.width,
    height: { step: LINE },
    encoding: { y },
    layer: [bandLayer(chosen, axis), ...nameLayers(rows.map(nameOfRow)), ...markLayers(marks, axis), ...more],
  };
}

const bandLayer = (values, axis) => ({
  name: "chosen",
  data: { values },
  mark: { type: "rect", color: cssValue("--accent-soft"), aria: false },
  encoding: { x: { value: -NAME_WIDTH }, x2: { value: axis.width } },
});

function nameLayers(values) {
  const text = { type: "text", align: "left", limit: NAME_WIDTH - 26 };
  const x = { value: 18 - NAME_WIDTH };
  const within = (test) => [{ filter: test }];
  const name = (dy) => ({
    mark: { ...text, dy, cursor: "pointer" },
    encoding: { x, text: { field: "name" }, ...LEADING },
  });
  return [
    { data: { values }, transform: within("datum.note"), ...name(-6), name: "names" },
    { data: { values }, transform: within("!datum.note"), ...name(0), name: "plainNames" },
    {
      data: { values },
      transform: within("datum.note"),
      mark: { ...text, dy: 8, fontSize: 10.5, color: cssValue("--muted"), aria: false },
      encoding: { x, text: { field: "note" } },
    },
    {
      data: { values },
      transform: within("datum.shape"),
      mark: { type: "point", size: 60, filled: true, opacity: 1, aria: false },
      encoding: { x: { value: 8 - NAME_WIDTH }, shape: raw("shape"), color: raw("colour") },
    },
  ];
}

function markLayers(values, axis) {
  const x = { field: "x", ...yearChannel(axis) };
  return [
    {
      data: { values },
      transform: [{ filter: "datum.from !== datum.to" }],
      mark: { type: "rule", strokeWidth: 4, opacity: 0.45, aria: false },
      encoding: { x: { ...x, field: "from" }, x2: { field: "to" }, color: raw("colour") },
    },
    {
      name: "marks",
      data: { values },
      mark: { type: "point", shape: "circle", opacity: 1, strokeWidth: 1.5, cursor: "pointer" },
      encoding: { x, size: pixels("size"), fill: raw("fill"), stroke: raw("colour"), ...LEADING },
    },
    {
      name: "figures",
      data: { values },
      transform: [{ filter: "datum.text" }],
      mark: { type: "text", align: "left", dx: 14, limit: BEHIND, cursor: "pointer" },
      encoding: { x, text: { field: "text" }, href: LEADING.href, tooltip: LEADING.tooltip },
    },
  ];
}

// Rows against years: what budgets and timeline have in common.

const ROW_HEIGHT = 30;
const NAME_WIDTH = 250;
const HEAD = 30;

/** As wide as the page gives room, but never too narrow for the years. */
const pictureWidth = () => Math.max(760, document.getElementById("picture").clientWidth - 30);

/** A scale from years to pixels. Years before the first are drawn at its left, under "earlier". */
function yearScale(years, width, { undated = false } = {}) {
  const first = Math.max(Math.min(...years), Math.max(...years) - 30);
  const last = Math.max(...years, first + 1);
  const early = years.some((year) => year < first);
  const left = NAME_WIDTH + (undated ? 110 : 40) + (early ? 50 : 0);
  const step = (width - left - 90) / (last - first);
  const x = (year) => (year < first ? left - 50 : left + (year - first) * step);
  const every = [1, 2, 5, 10].find((n) => n * step >= 38) ?? 10;
  const ticks = [];
  for (let year = Math.ceil(first / every) * every; year <= last; year += every) ticks.push(year);
  return { x, ticks, first, last, undated: NAME_WIDTH + 50, early };
}

function axisOf(scale, height, undatedText) {
  const lines = scale.ticks.map((year) => [
    svgNode("line", { x1: scale.x(year), x2: scale.x(year), y1: HEAD - 6, y2: height, class: "tick" }),
    svgNode("text", { x: scale.x(year), y: 16, "text-anchor": "middle", class: "year" }, String(year)),
  ]);
  const others = [
    undatedText
      ? svgNode("text", { x: scale.undated, y: 16, "text-anchor": "middle", class: "year" }, undatedText)
      : null,
    scale.early
      ? svgNode("text", { x: scale.x(0), y: 16, "text-anchor": "middle", class: "year" }, `<${scale.first}`)
      : null,
  ];
  return [...lines.flat(), ...others.filter(Boolean)];
}

/** The frame of one row: its band and its name at the left. */
function rowFrame(y, width, { name, address, note, chosen, shape, height = ROW_HEIGHT }) {
  const label = svgNode("text", { x: 20, y: y + (note ? 13 : 19), class: "name" }, fitted(name, NAME_WIDTH - 30));
  return [
    svgNode("rect", { x: 0, y, width, height, class: chosen ? "band chosen" : "band" }),
    shape
      ? svgNode("path", {
          d: SHAPES[shape.shape],
          transform: `translate(4 ${y + (note ? 4 : 9)}) scale(0.75)`,
          fill: shape[theme()],
        })
      : null,
    address ? svgLink(address, name, [label]) : label,
    note ? svgNode("text", { x: 20, y: y + 26, class: "row-note" }, fitted(note, NAME_WIDTH - 30)) : null,
  ].filter(Boolean);
}

const pictureOf = (width, height, title, children) =>
  svgNode("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": title }, children);

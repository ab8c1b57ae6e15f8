// Names on the canvas: always the same size on the screen, never one over another, the important ones first.

const FONT = '"Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP", "Noto Sans JP", system-ui, sans-serif';
const LINE = 1.3; // line height in ems
const TRIES = 600; // names without room, after which the canvas counts as full
const widths = new Map();

function widthOf(context, text) {
  const key = context.font + text;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}

/** Break a text into at most ``lines`` lines of ``width`` pixels, as even as they go; what does not fit ends in "…". */
function wrap(context, text, width, lines) {
  const found = broken(context, text, width, lines);
  if (found.length < 2 || isCut(found)) return found;
  const whole = found.reduce((sum, line) => sum + widthOf(context, line), 0);
  const even = broken(context, text, Math.min(width, (whole / found.length) * 1.12), found.length);
  return isCut(even) ? found : even;
}

const isCut = (lines) => lines[lines.length - 1].endsWith("…");

function broken(context, text, width, lines) {
  const found = [];
  let rest = Array.from(shorten(text, 120));
  while (rest.length && found.length < lines) {
    let end = rest.length;
    while (end > 1 && widthOf(context, rest.slice(0, end).join("")) > width) end -= 1;
    const space = rest.lastIndexOf(" ", end);
    if (end < rest.length && space > end * 0.4) end = space + 1;
    found.push(rest.slice(0, end).join("").trim());
    rest = rest.slice(end);
  }
  if (rest.length) found.push(found.pop().replace(/.$/u, "…"));
  return found;
}

/** The corner of a label's box for each side of its node it may stand on. */
function cornersOf(label, width, height) {
  const { px: x, py: y, radius } = label;
  const gap = 4;
  const corners = {
    below: [x - width / 2, y + radius + gap - 1],
    above: [x - width / 2, y - radius - gap - height],
    right: [x + radius + gap, y - height / 2],
    left: [x - radius - gap - width, y - height / 2],
    start: [x, y - height / 2],
    end: [x - width, y - height / 2],
  };
  return label.sides.map((side) => corners[side]);
}

const CELL = 64;

/** A function from a box to the boxes that may overlap it, each once. */
function gridOf(boxes) {
  const cells = new Map();
  const eachCell = ({ x, y, w, h }, visit) => {
    for (let column = Math.floor(x / CELL); column * CELL <= x + w; column += 1)
      for (let row = Math.floor(y / CELL); row * CELL <= y + h; row += 1) visit(`${column} ${row}`);
  };
  for (const box of boxes)
    eachCell(box, (cell) => (cells.has(cell) ? cells.get(cell).push(box) : cells.set(cell, [box])));
  return (box) => {
    const found = new Set();
    eachCell(box, (cell) => cells.get(cell)?.forEach((one) => found.add(one)));
    return found;
  };
}

const overlaps = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/**
 * Place labels in order of importance, draw those that find room inside the canvas, and return their boxes.
 * A label: {id, px, py, radius, text, sides, size, bold, colour, width, lines, must}; ``nodes`` are boxes of the drawn
 * nodes: a label stands where it hides the fewest of them, and stays away where it would hide ``may`` or more.
 */
function drawLabels(context, labels, area, nodes, most) {
  const boxes = [];
  const near = gridOf(nodes);
  let failed = 0;
  for (const label of labels) {
    if (boxes.length >= most || failed > TRIES) break;
    context.font = fontOf(label);
    const lines = wrap(context, label.text, label.width, label.lines);
    const width = Math.max(...lines.map((line) => widthOf(context, line)));
    const box = room(label, width, lines.length * label.size * LINE, area, boxes, near);
    if (!box) failed += 1;
    if (!box) continue;
    boxes.push({ ...box, lines, label });
    writeLines(context, lines, label, box);
  }
  return boxes;
}

const fontOf = ({ size, bold }) => `${bold ? 600 : 400} ${size}px ${FONT}`;

function room(label, width, height, area, boxes, near) {
  const spots = cornersOf(label, width, height).map(([x, y]) => ({ x, y, w: width, h: height }));
  if (label.must) return spots[0];
  let [best, fewest] = [null, label.may ?? 2];
  for (const spot of spots) {
    const wide = { x: spot.x - 3, y: spot.y - 2, w: width + 6, h: height + 4 };
    const inside = wide.x >= 2 && wide.y >= 2 && wide.x + wide.w <= area.w - 2 && wide.y + wide.h <= area.h - 2;
    if (!inside || boxes.some((other) => overlaps(wide, other))) continue;
    let hidden = 0;
    for (const node of near(spot)) if (node.id !== label.id && overlaps(spot, node)) hidden += node.weight;
    if (hidden < fewest) [best, fewest] = [spot, hidden];
  }
  return best;
}

/** The end of its lines by which a label hangs: at its node where it can stand on one side only, else the middle. */
function anchorOf({ sides }) {
  return { left: "end", end: "end", right: "start", start: "start" }[sides.length === 1 ? sides[0] : ""] ?? "middle";
}

/** Lines of one label: towards its node where it stands beside it, else centred. */
function writeLines(context, lines, label, box) {
  const colours = canvasColours();
  const align = { end: "right", start: "left", middle: "center" }[anchorOf(label)];
  const x = box.x + { right: box.w, left: 0, center: box.w / 2 }[align];
  Object.assign(context, { textAlign: align, textBaseline: "middle", lineJoin: "round", lineWidth: 3.5 });
  context.strokeStyle = colours.halo;
  context.fillStyle = label.colour ?? colours.text;
  lines.forEach((line, number) => {
    const y = box.y + (number + 0.5) * label.size * LINE;
    context.strokeText(line, x, y);
    context.fillText(line, x, y);
  });
}

const ruler = document.createElement("canvas").getContext("2d");

/** How many lines a text takes, before anything is drawn. */
function lineCount(text, size, width, most) {
  ruler.font = fontOf({ size });
  return wrap(ruler, text, width, most).length;
}

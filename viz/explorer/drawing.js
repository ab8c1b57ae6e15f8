// The network on its canvas: vis-network holds the camera and draws focus views, overview.js the overview, labels.js the
// names.

const canvasBox = document.getElementById("network");
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();

let network = null;
let view = null; // what is drawn now: {nodes, edges, labels, key}
let hovered = null;
let homeScale = 1;
let namesDrawn = []; // boxes of the names on the canvas, each with its label

const area = () => ({ w: canvasBox.clientWidth, h: canvasBox.clientHeight });

function viewWanted(size) {
  if (state.path) return pathView(size);
  if (!focused()) return overviewView();
  return state.steps === 2 ? ringsView(focused(), size) : columnsView(focused(), size);
}

/** Build the view the state asks for; keep pan and zoom when only its filters changed. */
function drawNetwork() {
  const size = area();
  const next = viewWanted(size);
  next.key = [state.path, state.entity, state.steps, state.all, size.w, size.h].join(" ");
  const moved = !view || view.key !== next.key;
  view = next;
  hovered = null;
  edgeSet.clear();
  nodeSet.clear();
  if (!inOverview()) {
    nodeSet.add(view.nodes.map(styledNode));
    edgeSet.add(view.edges.map(styledEdge));
  }
  drawLegend();
  if (moved) {
    namesDrawn = []; // they were chosen for another view or another size of the canvas
    home();
  }
  markEdge();
}

function styledNode(node) {
  const colours = canvasColours();
  const fill = node.entity ? colourOf(node.entity) : colours.muted;
  const rim = node.centre ? colours.text : colours.background;
  const lit = { background: fill, border: colours.text };
  const { id, x, y, size, shape } = node;
  return { id, x, y, size, shape, color: { background: fill, border: rim, highlight: lit, hover: lit } };
}

function styledEdge({ fact, ...edge }) {
  const { strong, accent } = canvasColours();
  return { ...edge, color: { color: strong, hover: accent, highlight: accent, opacity: 1 }, chosen: true };
}

/** Show the whole overview, or the focus view at its true size with its first row in sight. */
function home() {
  const { w, h } = area();
  if (!inOverview()) {
    const tall = view.top < -h / 2;
    network.moveTo({ position: { x: 0, y: tall ? view.top + h / 2 - 10 : 0 }, scale: 1 });
    homeScale = 1;
    return;
  }
  const xs = data.network.discs.flatMap(([x, , r]) => [x - r, x + r]);
  const ys = data.network.discs.flatMap(([, y, r]) => [y - r, y + r]);
  if (!xs.length) return;
  const box = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  homeScale = Math.min((w - 30) / (box[1] - box[0]), (h - 24) / (box[3] - box[2]), 1.6);
  network.moveTo({ position: { x: (box[0] + box[1]) / 2, y: (box[2] + box[3]) / 2 }, scale: homeScale });
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: { duration: 150 } });
}

function drawNames(context) {
  if (!view) return;
  const size = area();
  const ratio = context.canvas.width / (size.w || 1);
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (inOverview() && !resting && namesDrawn.length) moveNames(context);
  else namesDrawn = placeNames(context, size);
  context.restore();
}

/** While the overview moves, its names go along; they are chosen anew when it rests. */
function moveNames(context) {
  for (const box of namesDrawn) {
    const { x, y } = network.canvasToDOM(box.label.world);
    const [dx, dy] = [x - box.label.px, y - box.label.py];
    writeLines(context, box.lines, box.label, { ...box, x: box.x + dx, y: box.y + dy });
  }
}

function placeNames(context, size) {
  const scale = network.getScale();
  const colours = canvasColours();
  const placed = view.labels.map((label) => onScreen(label, scale, colours)).filter((label) => inSight(label, size));
  placed.sort((a, b) => (b.id === hovered && hovered ? 1 : 0) - (a.id === hovered && hovered ? 1 : 0));
  const nodes = placed.filter((label) => label.radius > 1).map(boxOfNode);
  const most = inOverview() ? Math.min(400, Math.round(28 * Math.max(1, scale / homeScale) ** 2)) : 400;
  return drawLabels(context, placed, size, nodes, most);
}

function onScreen(label, scale, colours) {
  const { x, y } = network.canvasToDOM(label.world);
  const lit = hovered && label.id === hovered;
  return {
    ...label,
    px: x,
    py: y,
    radius: label.radius * scale,
    width: label.width * (inOverview() ? 1 : Math.max(scale, 1)),
    lines: lit ? 3 : label.lines,
    bold: label.bold || lit,
    must: label.must || lit,
    colour: label.tone ? colours[label.tone] : undefined,
  };
}

const boxOfNode = ({ px, py, radius, id }) => ({
  x: px - radius,
  y: py - radius,
  w: 2 * radius,
  h: 2 * radius,
  id,
  weight: 1 + radius ** 2 / 10,
});
const inSight = ({ px, py }, { w, h }) => px > -20 && py > -20 && px < w + 20 && py < h + 20;

function markEdge() {
  if (inOverview()) network.redraw();
  const chosen = inOverview() ? [] : view.edges.filter(({ pair }) => pair === state.pair).map(({ id }) => id);
  network.setSelection({ nodes: [], edges: chosen }, { highlightEdges: false });
}

/** What lies under the pointer of one of vis-network's events. */
function hitBy({ nodes, edges: hit, pointer }) {
  if (inOverview()) return overviewHit(pointer.canvas);
  if (nodes.length) return { node: view.nodes.find(({ id }) => id === nodes[0]) };
  return { edge: hit.length ? view.edges.find(({ id }) => id === hit[0]) : null };
}

function onCanvasClick(event) {
  const { node, edge } = hitBy(event);
  if (node?.more) go({ all: true });
  else if (node?.fact) openFact(node.fact);
  else if (node && node.entity !== focused()) openEntity(node.entity);
  else if (node) go({ fact: null, pair: null });
  else if (edge?.fact) openFact(edge.fact);
  else if (edge) openPair(edge.pair);
  else if (state.pair || state.fact) go({ pair: null, fact: null });
}

function startDrawing() {
  network = new vis.Network(canvasBox, { nodes: nodeSet, edges: edgeSet }, data.network.options);
  network.on("beforeDrawing", (context) => view && inOverview() && drawOverview(context));
  network.on("afterDrawing", drawNames);
  network.on("click", onCanvasClick);
  network.on("hoverNode", ({ node }) => hover(view.nodes.find(({ id }) => id === node)?.entity?.id ?? null));
  network.on("blurNode", () => hover(null));
  network.on("hoverEdge", () => (canvasBox.style.cursor = "pointer"));
  network.on("blurEdge", () => (canvasBox.style.cursor = ""));
  canvasBox.addEventListener("mousemove", onOverviewMove);
  new ResizeObserver(() => view && canvasBox.clientWidth && drawNetwork()).observe(canvasBox);
}

function onOverviewMove(event) {
  if (!view || !inOverview() || event.buttons) return;
  const box = canvasBox.getBoundingClientRect();
  const spot = network.DOMtoCanvas({ x: event.clientX - box.left, y: event.clientY - box.top });
  const slack = 3 / network.getScale();
  const node = view.nodes.find(({ x, y, radius }) => Math.hypot(x - spot.x, y - spot.y) <= radius + slack);
  if ((node?.id ?? null) !== hovered) hover(node?.id ?? null);
}

function hover(id) {
  hovered = id;
  canvasBox.style.cursor = id ? "pointer" : "";
  network.redraw();
}

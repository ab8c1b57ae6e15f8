// The network on its canvas: vis-network draws nodes and edges, labels.js the names.

const canvasBox = document.getElementById("network");
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
const overviewPairs = new Map(); // pair id -> its relations
for (const edge of edges) {
  const id = pairId(edge.source, edge.target);
  overviewPairs.set(id, [...(overviewPairs.get(id) ?? []), edge]);
}
const overviewNodes = data.network.nodes.map((node) => ({
  ...node,
  label: undefined,
  entity: entityById.get(node.id),
}));
overviewNodes.sort((a, b) => byRank(a.entity, b.entity));

let network = null;
let view = null; // what is drawn now: {nodes, edges, labels, key}
let hovered = null;
let homeScale = 1;
let namesDrawn = []; // boxes of the names on the canvas

const area = () => ({ w: canvasBox.clientWidth, h: canvasBox.clientHeight });
const discOf = (node) => data.network.discs.findIndex(([x, y, r]) => Math.hypot(node.x - x, node.y - y) <= r + 2);
const discOfNode = new Map(overviewNodes.map((node) => [node.id, discOf(node)]));

function overviewView() {
  const nodes = overviewNodes.filter((node) => shown.entities.has(node.entity));
  const drawn = data.network.edges.filter((edge) => {
    const list = overviewPairs.get(edge.id);
    return (
      shown.entities.has(list[0].source) &&
      shown.entities.has(list[0].target) &&
      list.some(({ fact }) => shown.facts.has(fact))
    );
  });
  const inside = (edge) => discOfNode.get(edge.from) === discOfNode.get(edge.to);
  const leaders = new Map(); // the first node of each disc is named before all others
  for (const node of nodes) if (!leaders.has(discOfNode.get(node.id))) leaders.set(discOfNode.get(node.id), node);
  const named = [...leaders.values(), ...nodes.filter((node) => leaders.get(discOfNode.get(node.id)) !== node)];
  const labels = named.map((node, position) =>
    overviewLabel(node, position < leaders.size ? Infinity : position < leaders.size + 12 ? 14 : 2),
  );
  return { nodes, edges: drawn.map((edge) => ({ ...edge, pair: edge.id, faint: !inside(edge) })), labels };
}

/** The name beside a node; ``may`` says how much of other nodes it may hide. */
function overviewLabel(node, may) {
  const bold = node.size > 0.6 * overviewNodes[0].size;
  return labelOf(node.entity, {
    x: node.x,
    y: node.y,
    radius: node.size,
    sides: ["below", "above", "right", "left"],
    size: bold ? 13 : 11.5,
    bold,
    width: bold ? 200 : 170,
    lines: 1,
    may,
  });
}

/** Build the view the state asks for; keep pan and zoom when only its filters changed. */
function drawNetwork() {
  const entity = focused();
  const size = area();
  const next = !entity ? overviewView() : state.steps === 2 ? ringsView(entity, size) : columnsView(entity, size);
  next.key = entity ? `${entity.id} ${state.steps} ${state.all} ${size.w}x${size.h}` : `overview ${size.w}x${size.h}`;
  const moved = !view || view.key !== next.key;
  view = next;
  hovered = null;
  edgeSet.clear();
  nodeSet.clear();
  nodeSet.add(view.nodes.map(styledNode));
  edgeSet.add(view.edges.map(styledEdge));
  drawLegend();
  if (moved) home();
  markEdge();
}

function styledNode(node) {
  const colours = canvasColours();
  const group = settings.colours.groups.find(({ id }) => id === node.group);
  const fill = node.more ? colours.muted : group[theme()];
  const rim = node.centre ? colours.text : colours.background;
  const lit = { background: fill, border: colours.text };
  const { entity, group: _, ...rest } = node;
  return { ...rest, label: undefined, color: { background: fill, border: rim, highlight: lit, hover: lit } };
}

function styledEdge(edge) {
  const colours = canvasColours();
  const calm = focused() ? colours.strong : edge.faint ? colours.crossing : colours.edge;
  return {
    ...edge,
    color: { color: calm, hover: colours.accent, highlight: colours.accent, opacity: 1 },
    chosen: true,
  };
}

/** Show the whole overview, or the focus view at its true size with its first row in sight. */
function home() {
  const { w, h } = area();
  if (focused()) {
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

function drawDiscs(context) {
  if (focused()) return;
  const colours = canvasColours();
  context.fillStyle = colours.disc;
  context.strokeStyle = colours.rim;
  context.lineWidth = 1.5;
  for (const [x, y, radius] of data.network.discs) {
    context.beginPath();
    context.arc(x, y, radius + 6, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}

function drawNames(context) {
  if (!view) return;
  const size = area();
  const ratio = context.canvas.width / (size.w || 1);
  const scale = network.getScale();
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const colours = canvasColours();
  const placed = view.labels.map((label) => onScreen(label, scale, colours));
  placed.sort((a, b) => (b.id === hovered && hovered ? 1 : 0) - (a.id === hovered && hovered ? 1 : 0));
  const nodes = placed.filter((label) => label.radius > 1 && inSight(label, size)).map(boxOfNode);
  const most = focused() ? 400 : Math.min(400, Math.round(28 * Math.max(1, scale / homeScale) ** 2));
  namesDrawn = drawLabels(
    context,
    placed.filter((label) => inSight(label, size)),
    size,
    nodes,
    most,
  );
  context.restore();
}

function onScreen(label, scale, colours) {
  const { x, y } = network.canvasToDOM(label.world);
  const lit = hovered && label.id === hovered;
  return {
    ...label,
    px: x,
    py: y,
    radius: label.radius * scale,
    width: label.width * (focused() ? Math.max(scale, 1) : 1),
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
  const chosen = view.edges.filter((edge) => edge.pair === state.pair).map((edge) => edge.id);
  network.setSelection({ nodes: [], edges: chosen }, { highlightEdges: false });
}

function onCanvasClick({ nodes, edges: hit }) {
  const node = nodes.length ? view.nodes.find(({ id }) => id === nodes[0]) : null;
  if (node?.more) go({ all: true });
  else if (node && node.entity !== focused()) openEntity(node.entity);
  else if (node) go({ fact: null, pair: null });
  else if (hit.length) openPair(view.edges.find(({ id }) => id === hit[0]).pair);
  else if (state.pair || state.fact) go({ pair: null, fact: null });
}

function startDrawing() {
  const options = { ...data.network.options };
  options.interaction = {
    ...options.interaction,
    hideEdgesOnDrag: edges.length > 4000,
    hideEdgesOnZoom: edges.length > 4000,
  };
  network = new vis.Network(canvasBox, { nodes: nodeSet, edges: edgeSet }, options);
  network.on("beforeDrawing", drawDiscs);
  network.on("afterDrawing", drawNames);
  network.on("click", onCanvasClick);
  network.on("hoverNode", ({ node }) => hover(view.nodes.find(({ id }) => id === node)?.entity?.id ?? null));
  network.on("blurNode", () => hover(null));
  network.on("hoverEdge", () => (canvasBox.style.cursor = "pointer"));
  network.on("blurEdge", () => (canvasBox.style.cursor = ""));
  new ResizeObserver(() => view && canvasBox.clientWidth && drawNetwork()).observe(canvasBox);
}

function hover(id) {
  hovered = id;
  canvasBox.style.cursor = id ? "pointer" : "";
  network.redraw();
}

/** The canvas as a picture on its own background. */
function savePicture() {
  const drawn = canvasBox.querySelector("canvas");
  const sheet = element("canvas", { width: drawn.width, height: drawn.height });
  const context = sheet.getContext("2d");
  context.fillStyle = canvasColours().background;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(drawn, 0, 0);
  save("policyscape.png", sheet.toDataURL("image/png"));
}

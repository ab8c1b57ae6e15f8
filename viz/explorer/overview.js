// The overview: what is in it and what lies where. painting.js puts it on the canvas.

const WIDEST_BAND = 7; // pixels on the screen, seen as a whole
const MOST_LINES = 3000; // between communities; more than these are drawn as one band for each pair of communities

const overviewPairs = new Map(); // pair id -> its relations
for (const edge of edges) {
  const id = pairId(edge.source, edge.target);
  if (!overviewPairs.has(id)) overviewPairs.set(id, []);
  overviewPairs.get(id).push(edge);
}
const placeOfNode = new Map(overviewNodes.map((node) => [node.id, node]));
const overviewEdges = data.network.edges.map((edge) => {
  const pair = edge.from < edge.to ? `${edge.from}~${edge.to}` : `${edge.to}~${edge.from}`;
  const [a, b] = [placeOfNode.get(edge.from), placeOfNode.get(edge.to)];
  const faint = community.get(edge.from) !== community.get(edge.to);
  return { ...edge, id: pair, pair, a, b, faint, list: overviewPairs.get(pair) };
});

function overviewView() {
  const radius = radiusScale();
  const nodes = overviewNodes.filter((node) => shown.entities.has(node.entity));
  for (const node of nodes) Object.assign(node, { radius: radius(node), fill: colourOf(node.entity) });
  const visible = new Set(nodes);
  const isShown = ({ a, b, list }) =>
    visible.has(a) && visible.has(b) && list.some(({ fact }) => shown.facts.has(fact));
  const drawn = isFiltered() ? overviewEdges.filter(isShown) : overviewEdges;
  sharp.transform = whole.transform = null;
  const crossing = drawn.filter(({ faint }) => faint);
  const bundled = crossing.length > MOST_LINES; // as long as the whole is in sight
  const bands = bandsOf(crossing);
  return { nodes, edges: drawn, labels: overviewLabels(nodes), batches: batchesOf(nodes), bands, bundled };
}

/** The lines between communities as one band for each two of them: {a, b, width} from middle to middle. */
function bandsOf(crossing) {
  const counts = new Map();
  for (const { from, to } of crossing) {
    const [one, other] = [community.get(from), community.get(to)].sort((a, b) => a - b);
    const key = `${one} ${other}`;
    if (!counts.has(key)) counts.set(key, { one, other, count: 0 });
    counts.get(key).count += 1;
  }
  const found = [...counts.values()].filter(({ one }) => one >= 0);
  const most = found.reduce((highest, { count }) => Math.max(highest, count), 1);
  const middle = (disc) => ({ x: data.network.discs[disc][0], y: data.network.discs[disc][1] });
  return found.map(({ one, other, count }) => ({
    a: middle(one),
    b: middle(other),
    width: WIDEST_BAND * Math.sqrt(count / most),
  }));
}

/** The first node of each disc is named before all others, then the larger ones. */
function overviewLabels(nodes) {
  const ordered = [...nodes].sort((a, b) => b.radius - a.radius || byRank(a.entity, b.entity));
  const first = new Map();
  for (const node of ordered) if (!first.has(community.get(node.id))) first.set(community.get(node.id), node);
  const heads = new Set(first.values());
  const named = [...heads, ...ordered.filter((node) => !heads.has(node))];
  const largest = ordered[0]?.radius ?? 0;
  return named.map((node, position) => {
    const may = position < heads.size ? Infinity : position < heads.size + 12 ? 14 : 2; // of other nodes to be hidden
    return overviewLabel(node, may, node.radius > 0.6 * largest);
  });
}

function overviewLabel(node, may, bold) {
  const sides = ["below", "above", "right", "left"];
  const look = { size: bold ? 13 : 11.5, bold, width: bold ? 200 : 170, lines: 1, may };
  return labelOf(node.entity, { x: node.x, y: node.y, radius: node.radius, sides, ...look });
}

/** Nodes that are painted alike, so that each look needs a single path. */
function batchesOf(nodes) {
  const batches = new Map();
  for (const node of nodes) {
    const look = `${node.fill} ${node.shape}`;
    if (!batches.has(look)) batches.set(look, { fill: node.fill, shape: node.shape, nodes: [] });
    batches.get(look).nodes.push(node);
  }
  return [...batches.values()];
}

/** The node, or else the edge, at a point of the layout. */
function overviewHit({ x, y }) {
  const slack = 3 / network.getScale();
  const node = view.nodes.find((one) => Math.hypot(one.x - x, one.y - y) <= one.radius + slack);
  if (node) return { node };
  let [edge, nearest] = [null, 5 / network.getScale()];
  for (const one of view.edges) {
    if (view.bundled && one.faint) continue; // not drawn by itself
    const away = distanceToLine(x, y, one);
    if (away < nearest) [edge, nearest] = [one, away];
  }
  return { edge };
}

function distanceToLine(x, y, { a, b }) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(a.x + along * dx - x, a.y + along * dy - y);
}

// The overview painted by hand: tens of thousands of lines are too many to be objects of their own. What takes long to
// paint is kept as a picture, which is moved while the hand moves and painted anew when it rests.

const QUICK = 8; // milliseconds: what is painted faster needs no picture
const REST = 140; // milliseconds without movement before painting anew
const WIDEST = 5;
const ARROWS_FROM = 2.2; // times the home scale; closer than that, arrow heads can be told apart

let paintTime = 0;
let resting = true;
let settle = 0;
let lastCamera = "";
const sharp = pictureLayer(); // what was last painted
const whole = pictureLayer(); // the home view, to stand in for what has not been painted yet

/** Called for every frame, with the context in the coordinates of the layout. */
function drawOverview(context) {
  noteMovement(context.getTransform());
  if (paintTime < QUICK) paintOverview(context);
  else drawFromPicture(context);
  paintMarks(context);
}

function noteMovement({ a, e, f }) {
  const camera = `${a} ${e} ${f}`;
  if (camera === lastCamera) return;
  resting = lastCamera === "";
  lastCamera = camera;
  clearTimeout(settle);
  settle = setTimeout(() => {
    resting = true;
    network.redraw();
  }, REST);
}

function drawFromPicture(context) {
  if (!sharp.transform || (resting && !sharp.isAt(context))) {
    sharp.take(context, paintOverview);
    if (!whole.transform) whole.copy(sharp);
  } else if (!sharp.isAt(context)) whole.put(context);
  sharp.put(context);
}

/** A canvas that remembers the transform it was painted with and can be put down under another one. */
function pictureLayer() {
  const canvas = document.createElement("canvas");
  const paper = canvas.getContext("2d");
  return {
    transform: null,
    take(context, paint) {
      Object.assign(canvas, { width: context.canvas.width, height: context.canvas.height });
      this.transform = context.getTransform();
      paper.fillStyle = canvasColours().background;
      paper.fillRect(0, 0, canvas.width, canvas.height);
      paper.setTransform(this.transform);
      paint(paper);
      paper.setTransform(1, 0, 0, 1, 0, 0);
    },
    copy(other) {
      Object.assign(canvas, { width: other.canvas.width, height: other.canvas.height });
      paper.drawImage(other.canvas, 0, 0);
      this.transform = other.transform;
    },
    isAt(context) {
      const { a, e, f } = context.getTransform();
      return this.transform.a === a && this.transform.e === e && this.transform.f === f;
    },
    put(context) {
      context.save();
      context.setTransform(context.getTransform().multiply(this.transform.inverse()));
      context.drawImage(canvas, 0, 0);
      context.restore();
    },
    canvas,
  };
}

function paintOverview(context) {
  const start = performance.now();
  const scale = network.getScale();
  const sight = worldInSight();
  paintDiscs(context);
  paintEdges(context, scale, sight);
  paintNodes(context, scale, sight);
  paintTime = performance.now() - start;
}

function paintDiscs(context) {
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

function worldInSight() {
  const { w, h } = area();
  const [from, to] = [network.DOMtoCanvas({ x: -20, y: -20 }), network.DOMtoCanvas({ x: w + 20, y: h + 20 })];
  return { x0: from.x, y0: from.y, x1: to.x, y1: to.y };
}

const isInSight = ({ x, y }, { x0, y0, x1, y1 }) => x >= x0 && x <= x1 && y >= y0 && y <= y1;

/** Lines with an end in sight; those between communities are bundled where they would be a tangle. */
function linesInSight(sight) {
  const seen = view.edges.filter(({ a, b }) => isInSight(a, sight) || isInSight(b, sight));
  const crossing = seen.reduce((sum, { faint }) => sum + (faint ? 1 : 0), 0);
  view.bundled = crossing > MOST_LINES;
  return view.bundled ? seen.filter(({ faint }) => !faint) : seen;
}

/** One path for each width, the lines between communities paler than those inside. */
function paintEdges(context, scale, sight) {
  const colours = canvasColours();
  const lines = linesInSight(sight);
  if (view.bundled) for (const band of view.bands) strokeLines(context, [band], band.width / homeScale, colours.edge);
  const paths = new Map();
  for (const edge of lines) {
    const look = `${edge.faint ? 1 : 0} ${Math.round(edge.width)}`;
    if (!paths.has(look)) paths.set(look, []);
    paths.get(look).push(edge);
  }
  for (const list of paths.values()) {
    strokeLines(context, list, Math.min(list[0].width, WIDEST), list[0].faint ? colours.crossing : colours.edge);
    if (scale > homeScale * ARROWS_FROM) paintArrows(context, list);
  }
}

function strokeLines(context, list, width, colour) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  for (const { a, b } of list) {
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
  }
  context.stroke();
}

function paintArrows(context, list) {
  context.fillStyle = canvasColours().strong;
  context.beginPath();
  for (const { a, b, arrows } of list) {
    if (!arrows) continue;
    const angle = Math.atan2(b.y - a.y, b.x - a.x);
    const [x, y] = [b.x - (b.radius + 1) * Math.cos(angle), b.y - (b.radius + 1) * Math.sin(angle)];
    context.moveTo(x, y);
    for (const turn of [2.75, -2.75]) context.lineTo(x + 6 * Math.cos(angle + turn), y + 6 * Math.sin(angle + turn));
  }
  context.fill();
}

function paintNodes(context, scale, { x0, y0, x1, y1 }) {
  context.strokeStyle = canvasColours().background;
  context.lineWidth = 1.5;
  for (const { fill, shape, nodes } of view.batches) {
    context.fillStyle = fill;
    context.beginPath();
    for (const { x, y, radius } of nodes) {
      if (x < x0 || x > x1 || y < y0 || y > y1) continue;
      if (radius * scale < 1.5) context.rect(x - radius * 0.8, y - radius * 0.8, radius * 1.6, radius * 1.6);
      else CONTOURS[shape](context, x, y, radius);
    }
    context.fill();
    if (scale > 0.4) context.stroke();
  }
}

const polygon = (points) => (context, x, y, r) => {
  points.forEach(([dx, dy], n) =>
    n ? context.lineTo(x + r * dx, y + r * dy) : context.moveTo(x + r * dx, y + r * dy),
  );
  context.closePath();
};
const CONTOURS = {
  dot: (context, x, y, r) => {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
  },
  square: polygon([
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ]),
  diamond: polygon([
    [0, -1.15],
    [1.15, 0],
    [0, 1.15],
    [-1.15, 0],
  ]),
  triangle: polygon([
    [0, -1.1],
    [1.05, 0.85],
    [-1.05, 0.85],
  ]),
  triangleDown: polygon([
    [-1.05, -0.85],
    [1.05, -0.85],
    [0, 1.1],
  ]),
  hexagon: polygon([
    [-0.5, -0.9],
    [0.5, -0.9],
    [1, 0],
    [0.5, 0.9],
    [-0.5, 0.9],
    [-1, 0],
  ]),
};

/** The lines of the entity under the pointer, and the pair that the panel shows. */
function paintMarks(context) {
  if (!hovered && !state.pair) return;
  const marked = view.edges.filter(
    ({ pair, a, b }) => pair === state.pair || (hovered && (a.id === hovered || b.id === hovered)),
  );
  strokeLines(context, marked, 2, canvasColours().accent);
}

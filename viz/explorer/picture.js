// The view as a picture: PNG as it is on the screen, SVG as lines and letters that can be enlarged and edited.

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

function saveDrawing() {
  const text = new XMLSerializer().serializeToString(drawingAsSvg());
  saveText("policyscape.svg", "image/svg+xml", text);
}

function drawingAsSvg() {
  const { w, h } = area();
  const frame = { viewBox: `0 0 ${w} ${h}`, width: w, height: h, "font-family": FONT };
  const places = new Map(view.nodes.map((node) => [node.id, placed(node)]));
  return svgNode("svg", frame, [
    svgNode("title", {}, document.title),
    svgNode("rect", { width: w, height: h, fill: canvasColours().background }),
    ...(inOverview() ? data.network.discs.map(discInSvg) : []),
    ...view.edges.map((edge) => edgeInSvg(edge, places)),
    ...view.nodes.map((node) => nodeInSvg(node, places.get(node.id))),
    ...namesDrawn.map(nameInSvg),
  ]);
}

const round = (number) => Math.round(number * 10) / 10;

function placed(node) {
  const { x, y } = network.canvasToDOM(node);
  return { x: round(x), y: round(y), r: round((node.radius ?? node.size) * network.getScale()) };
}

function discInSvg([x, y, r]) {
  const spot = placed({ x, y, radius: r + 6 });
  return svgNode("circle", { cx: spot.x, cy: spot.y, r: spot.r, fill: canvasColours().disc });
}

function edgeInSvg(edge, places) {
  const [a, b] = [places.get(edge.from), places.get(edge.to)];
  const middle = round((a.x + b.x) / 2);
  const line = edge.smooth
    ? `M${a.x} ${a.y}C${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`
    : `M${a.x} ${a.y}L${b.x} ${b.y}`;
  const colours = canvasColours();
  const stroke = inOverview() ? (edge.faint ? colours.crossing : colours.edge) : colours.strong;
  const width = round(Math.max(0.5, edge.width * (inOverview() ? network.getScale() : 1)));
  return svgNode("path", {
    d: line,
    fill: "none",
    stroke,
    "stroke-width": width,
    "stroke-dasharray": edge.dashes ? edge.dashes.join(" ") : undefined,
  });
}

function nodeInSvg(node, { x, y, r }) {
  const fill = node.entity ? colourOf(node.entity) : canvasColours().muted;
  const size = round(r / 7);
  const name = node.entity ? svgNode("title", {}, nameOf(node.entity)) : null;
  const shape = { d: SHAPES[node.shape], transform: `translate(${x - 8 * size} ${y - 8 * size}) scale(${size})`, fill };
  return svgNode("path", shape, name);
}

function nameInSvg({ x, y, w, lines, label }) {
  const { size, bold, colour } = label;
  const anchor = anchorOf(label);
  const at = round(x + { end: w, start: 0, middle: w / 2 }[anchor]);
  const text = { "font-size": size, "font-weight": bold ? 600 : 400, "text-anchor": anchor };
  const halo = {
    stroke: canvasColours().halo,
    "stroke-width": 3.5,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
  };
  const spans = lines.map((line, number) =>
    svgNode("tspan", { x: at, y: round(y + (number + 0.8) * size * LINE) }, line),
  );
  return svgNode("text", { ...text, ...halo, fill: colour ?? canvasColours().text }, spans);
}

// The shortest chain of facts between two entities, as a view of its own (#path=org/jst,tech/quantum).

const HOP = 104; // height of one hop

const pathEnds = () => state.path.split(",").map((id) => entityById.get(id));
const pathName = () =>
  pathEnds()
    .map((entity) => shorten(nameOf(entity), 24))
    .join(" ⇢ ");

/**
 * Entities from one to the other with as few hops as the shown facts allow, or null. Among equally short chains the one
 * over less connected entities is taken: that two bodies share a country says less than that they share a programme.
 */
function shortestPath(from, to) {
  const before = new Map([[from, null]]);
  for (let ring = [from]; ring.length && !before.has(to);) {
    const next = [];
    for (const entity of [...ring].sort(byDegree)) {
      for (const edge of edgesShown(entity.edges)) {
        const other = otherEnd(edge, entity);
        if (before.has(other)) continue;
        before.set(other, entity);
        next.push(other);
      }
    }
    ring = next;
  }
  if (!before.has(to)) return null;
  const path = [];
  for (let entity = to; entity; entity = before.get(entity)) path.unshift(entity);
  return path;
}

const byDegree = (a, b) => a.edges.length - b.edges.length || (a.id < b.id ? -1 : 1);

/** The shown relations of each hop, the firmest first: [{from, to, list}]. */
function pathHops() {
  const path = shortestPath(...pathEnds()) ?? [];
  return path.slice(1).map((to, number) => {
    const from = path[number];
    const list = edgesShown(from.edges).filter((edge) => otherEnd(edge, from) === to);
    const firm = ({ fact }) => ["decided", "planned", "proposed", "estimated"].indexOf(fact.modality);
    list.sort((a, b) => firm(a) - firm(b) || b.fact.confidence - a.fact.confidence || (a.fact.id < b.fact.id ? -1 : 1));
    return { from, to, list };
  });
}

/** The chain from top to bottom, each hop with the name of its first relation. */
function pathView(area) {
  const [from, to] = pathEnds();
  const hops = pathHops();
  const stops = hops.length ? [from, ...hops.map((hop) => hop.to)] : [from, to];
  const step = Math.min(HOP, (area.h - 60) / Math.max(1, stops.length - 1));
  const top = (-step * (stops.length - 1)) / 2;
  const x = -area.w * 0.16;
  const view = { nodes: [], edges: [], labels: [], top };
  stops.forEach((entity, number) => {
    const end = number === 0 || number === stops.length - 1;
    const y = top + number * step;
    view.nodes.push(nodeOf(entity, { x, y, size: end ? 15 : 11, centre: end }));
    const look = { sides: ["right"], size: 13, bold: end, width: area.w * 0.6, lines: 2, must: true };
    view.labels.push(labelOf(entity, { x, y, radius: 15, ...look }));
  });
  hops.forEach(({ from: a, to: b, list }, number) => {
    view.edges.push(edgeOf(a, b, list, a.id, b.id, false));
    const text = relationText(list[0]) + (list.length > 1 ? ` +${list.length - 1}` : "");
    const world = { x: x + 16, y: top + (number + 0.5) * step };
    const look = { radius: 0, size: 11.5, width: area.w * 0.6, lines: 1, must: true, tone: "accent" };
    view.labels.push({ ...look, sides: ["start"], text, world });
  });
  return view;
}

/** A relation as read downwards, from the upper entity to the lower one. */
function relationText(edge) {
  return UNDIRECTED.has(edge.relation) ? `${termOf(edge.relation)} ↕` : `${termOf(edge.relation)}`;
}

function pathPanel() {
  const hops = pathHops();
  const [from, to] = pathEnds();
  return [
    element("h2", {}, say("path")),
    element("p", { class: "ends" }, [entityLink(from), " ⇢ ", entityLink(to)]),
    element("p", { class: "second" }, hops.length ? say("hops", { n: hops.length }) : say("noPath")),
    ...hops.map(hopBlock),
    element("div", { class: "actions" }, [
      button(say("turnPath"), () => openPath(to, from), { class: "copy" }),
      copyButton("copyCitation", () => hops.map(({ list }) => citation(list[0].fact)).join("\n")),
      copyButton("copyTurtle", () =>
        turtle(
          hops.map(({ list }) => list[0].fact),
          hops.flatMap((hop) => [hop.from, hop.to]),
        ),
      ),
      copyButton("copyLink", () => location.href),
    ]),
  ];
}

function hopBlock({ from, to, list }, number) {
  const pair = pairId(from, to);
  return element("section", { class: "hop" }, [
    element("h3", {}, say("hop", { n: number + 1 })),
    factCard(list[0].fact, pair),
    list.length > 1 ? button(say("factsBetween", { n: list.length }), () => openPair(pair), { class: "link" }) : null,
  ]);
}

const pathFacts = () => [...new Set(pathHops().flatMap(({ list }) => list.map(({ fact }) => fact)))];

let pathFrom = null; // the entity whose partner is being searched

/** Ask for the other end: the search box takes the answer. */
function askForPath(entity) {
  pathFrom = entity;
  searchBox.value = "";
  searchBox.setAttribute("placeholder", say("pathHint", { name: shorten(nameOf(entity), 30) }));
  searchBox.focus();
}

function endPathSearch() {
  pathFrom = null;
  searchBox.setAttribute("placeholder", say("searchHint"));
}

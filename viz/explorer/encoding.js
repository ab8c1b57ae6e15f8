// Size and colour of what is drawn: by kind, by community or by a centrality, and the legend that explains them.

const RADII = { smallest: 4.5, largest: 15, equal: 7 }; // the layout keeps this much room for every node
const RANK_STEPS = [10, 50, 200]; // upper ends of the classes that colour by rank
const LEGEND_COMMUNITIES = 5;

const overviewNodes = data.network.nodes.map((node) => ({
  ...node,
  label: undefined,
  entity: entityById.get(node.id),
}));
overviewNodes.sort((a, b) => byRank(a.entity, b.entity));

const discOf = (node) => data.network.discs.findIndex(([x, y, r]) => Math.hypot(node.x - x, node.y - y) <= r + 2);
/** Id of an entity to the number of its community's disc. */
const community = new Map(overviewNodes.map((node) => [node.id, discOf(node)]));
/** Number of a disc to its most central entity, the one it is named after. */
const leaders = new Map();
for (const { id, entity } of overviewNodes) if (!leaders.has(community.get(id))) leaders.set(community.get(id), entity);

const sizeChoices = () => [...ranks.keys(), "facts", "equal"];
const colourChoices = () => ["type", "community", ...ranks.keys()];
const sizeChosen = () => state.size ?? (ranks.has("pagerank") ? "pagerank" : "facts");
const colourChosen = () => state.colour ?? "type";
const encodingName = (choice) => say(ranks.has(choice) ? `measure.${choice}` : `encode.${choice}`);

const measured = (entity, choice) => (choice === "facts" ? entity.facts.length : (entity.measures[choice] ?? 0));

/** A function from a node of the overview to its radius; areas compare as values do. */
function radiusScale() {
  const choice = sizeChosen();
  if (choice === "pagerank") return (node) => node.size; // what the layout made room for
  if (choice === "equal") return () => RADII.equal;
  const highest = overviewNodes.reduce((most, { entity }) => Math.max(most, measured(entity, choice)), 0) || 1;
  const span = RADII.largest - RADII.smallest;
  return ({ entity }) => RADII.smallest + span * Math.sqrt(measured(entity, choice) / highest);
}

function communityColour(number) {
  const colours = settings.colours.communities[theme()];
  const plain = number === undefined || number < 0 || number === data.network.mixed;
  return plain ? canvasColours().muted : colours[number % colours.length];
}

function rankClass(entity, measure) {
  const rank = ranks.get(measure)?.get(entity.id);
  if (rank === undefined) return RANK_STEPS.length;
  const found = RANK_STEPS.findIndex((end) => rank <= end);
  return found < 0 ? RANK_STEPS.length : found;
}

function colourOf(entity) {
  const choice = colourChosen();
  if (choice === "community") return communityColour(community.get(entity.id));
  if (ranks.has(choice)) return settings.colours.ranks[theme()][rankClass(entity, choice)];
  return entity.group[theme()];
}

const key = (mark, text) => element("span", { class: "key" }, [mark, text]);

/** What the colours of the drawn entities stand for. */
function colourKeys() {
  const drawn = view.nodes.map(({ entity }) => entity).filter(Boolean);
  const shapes = new Set(drawn.map(({ group: { id } }) => id));
  const groups = settings.colours.groups.filter(({ id }) => shapes.has(id));
  const plain = canvasColours().muted;
  if (colourChosen() === "type") return groups.map((one) => key(swatch(one), say(`group.${one.id}`)));
  const byShape = [...new Set(groups.map(({ shape }) => shape))].map((shape) =>
    key(swatch({ shape }, plain), say(`shape.${shape}`)),
  );
  if (colourChosen() !== "community") return [...rankKeys(), ...byShape];
  const numbers = [...new Set(drawn.map(({ id }) => community.get(id)))].filter(
    (n) => n >= 0 && n !== data.network.mixed,
  );
  numbers.sort((a, b) => a - b);
  const named = numbers.slice(0, LEGEND_COMMUNITIES);
  const rest = numbers.length - named.length;
  return [
    ...named.map((n) =>
      key(swatch({ shape: "dot" }, communityColour(n)), say("around", { name: shorten(nameOf(leaders.get(n)), 24) })),
    ),
    rest > 0 ? element("span", { class: "key note" }, say("moreCommunities", { n: rest })) : null,
    ...byShape,
  ].filter(Boolean);
}

function rankKeys() {
  const starts = [1, ...RANK_STEPS.map((end) => end + 1)];
  return starts.map((from, step) => {
    const text = say("ranks", { from, to: RANK_STEPS[step] ?? "" });
    return key(swatch({ shape: "dot" }, settings.colours.ranks[theme()][step]), text);
  });
}

function encodingSelect(name, choices, chosen) {
  const options = choices.map((choice) =>
    element("option", { value: choice, selected: choice === chosen }, encodingName(choice)),
  );
  const change = (event) => adjust({ [name]: event.target.value === choices[0] ? null : event.target.value });
  return element("label", { class: "encoding" }, [
    say(`encode.${name}`),
    element("select", { "data-key": `encode-${name}`, onchange: change }, options),
  ]);
}

function drawLegend() {
  const active = document.activeElement?.dataset?.key;
  const legend = document.getElementById("legend");
  const lines = ["decided", "planned", "proposed"].map((term, number) =>
    key(element("span", { class: `stroke ${["solid", "dashed", "dotted"][number]}` }), termOf(`modality/${term}`)),
  );
  legend.replaceChildren(
    element("div", { class: "encodings" }, [
      ...(inOverview() ? [encodingSelect("size", sizeChoices(), sizeChosen())] : []),
      encodingSelect("colour", colourChoices(), colourChosen()),
    ]),
    ...colourKeys(),
    ...(inOverview() ? (view.bundled ? [element("span", { class: "key note" }, say("bands"))] : []) : lines),
  );
  if (active) legend.querySelector(`[data-key="${CSS.escape(active)}"]`)?.focus();
}

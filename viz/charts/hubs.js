// Hubs and facilities of Japan on a schematic map: one tile for each prefecture, where it roughly lies.

const TILE = { w: 57, h: 42 };
const tiles = settings.prefectures.tiles;
const NOWHERE = "unknown";
const tileById = new Map(tiles.map((tile) => [tile.id, tile]));

/** The prefecture a place lies in, up its links; a city the record places in Japan only is looked up by name. */
function prefectureOf(id, depth = 0) {
  if (tileById.has(id)) return id;
  if (settings.prefectures.cities[id]) return settings.prefectures.cities[id];
  if (depth > 3) return null;
  const links = entityById.get(id)?.links ?? {};
  for (const above of [...(links.locatedIn ?? []), ...(links.partOf ?? [])]) {
    const found = prefectureOf(above, depth + 1);
    if (found) return found;
  }
  return null;
}

const prefecturesOf = (ids) => [...new Set(ids.map((id) => prefectureOf(id)).filter(Boolean))];
const objectsOf = (entity, predicate) =>
  entity.facts
    .filter((fact) => fact.roles.predicate === predicate && fact.roles.subject === entity.id)
    .map((fact) => fact.roles.object);
const hostsOf = (entity) =>
  entity.facts
    .filter((fact) => fact.roles.predicate === "hosts" && fact.roles.object === entity.id)
    .map((fact) => fact.roles.subject);
const membersOf = (entity) =>
  entity.facts.filter((fact) => fact.roles.programme === entity.id).flatMap((fact) => listOf(fact.roles.participant));

/** Where a hub is, and how that is known; the first way that leads somewhere counts. */
function placesOf(hub) {
  const links = hub.links ?? {};
  const hosts = [...(links.partOf ?? []), ...hostsOf(hub)];
  const places = (hub.facts ?? []).flatMap((fact) =>
    listOf(fact.roles.about).includes(hub.id) ? listOf(fact.roles.place) : [],
  );
  const ways = [
    ["stated", () => prefecturesOf([...(links.locatedIn ?? []), ...objectsOf(hub, "locatedIn"), ...places])],
    ["host", () => prefecturesOf(hosts.flatMap((id) => [id, ...(entityById.get(id)?.links?.locatedIn ?? [])]))],
    ["members", () => prefecturesOf(membersOf(hub))],
    ["name", () => named([hub, ...hosts.map((id) => entityById.get(id))].filter(Boolean))],
  ];
  for (const [basis, find] of ways) {
    const found = find();
    if (found.length) return { basis, found };
  }
  return { basis: "none", found: [] };
}

/** Prefectures whose own name, or that of one of their cities, begins one of the names. */
function named(things) {
  const stems = [
    ...tiles.map(({ id, ja }) => [id, ja.replace(/[都府県]$/, "")]),
    ...Object.entries(settings.prefectures.cities).map(([id, tile]) => [
      tile,
      (entityById.get(id)?.labels.ja ?? "").replace(/市$/, ""),
    ]),
    ...Object.entries(settings.prefectures.names).map(([stem, tile]) => [tile, stem]),
  ].filter(([, stem]) => stem);
  const found = things.flatMap((one) =>
    stems.filter(([, stem]) => (one.labels.ja ?? "").startsWith(stem)).map(([id]) => id),
  );
  return [...new Set(found)];
}

const isHub = (entity) => entity.group.id === "hub";
const isJapanese = (entity) =>
  entity.country === JAPAN || (!entity.country && entity.facts.some((fact) => fact.country === JAPAN));

function placedHubs() {
  const hubs = entities.filter((entity) => isHub(entity) && isJapanese(entity) && entity.facts.length);
  return hubs.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)).map((hub) => ({ hub, ...placesOf(hub) }));
}

/** One tile for each prefecture, its name and the number of its hubs. */
function mapSpec(values) {
  const text = { type: "text", align: "center", cursor: "pointer" };
  const [columns, lines] = ["col", "row"].map((name) => Math.max(...tiles.map((tile) => tile[name])));
  const place = (field, last) => ({
    field,
    type: "ordinal",
    axis: null,
    scale: { domain: Array.from({ length: last + 1 }, (_, n) => n), paddingInner: 0.06 },
  });
  const label = { tooltip: LEADING.tooltip, color: raw("ink") };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: say("hubs.title"),
    width: { step: TILE.w },
    height: { step: TILE.h },
    data: { values },
    encoding: { x: place("col", columns), y: place("row", lines) },
    layer: [
      {
        name: "tiles",
        mark: { type: "rect", cornerRadius: 6, cursor: "pointer" },
        encoding: {
          fill: raw("fill"),
          stroke: raw("rim"),
          strokeWidth: pixels("rimWidth"),
          tooltip: LEADING.tooltip,
          description: LEADING.description,
        },
      },
      {
        mark: { ...text, fontSize: language === "ja" ? 12 : 10, dy: -9, limit: TILE.w - 2, aria: false },
        encoding: { text: { field: "name" }, ...label },
      },
      {
        transform: [{ filter: "datum.press" }],
        mark: { ...text, fontSize: 14, fontWeight: 650, dy: 8, aria: false },
        encoding: { text: { field: "count" }, ...label },
      },
    ],
  };
}

function tileData(tile, rows) {
  const name = tile[language];
  const dark = Math.min(4, rows.length);
  const chosen = state.place === tile.id || rows.some(({ hub }) => hub.id === state.entity);
  return {
    ...tile,
    name: name.replace(/[都府県]$/, ""),
    count: rows.length,
    press: rows.length > 0,
    title: `${name}: ${say("hubsCount", { n: rows.length })}`,
    fill: cssValue(dark ? `--shade-${dark}` : "--soft"),
    ink: cssValue(dark === 4 ? "--on-shade-4" : "--text"),
    rim: cssValue(chosen ? "--accent" : "--line"),
    rimWidth: chosen ? 3 : 1,
  };
}

const tileName = (id) => tileById.get(id)?.[language] ?? id;
const HUB_COLUMNS = [
  ["name", ({ hub }) => nameOf(hub), ({ hub }) => entityAnchor(hub)],
  ["prefecture", ({ found }) => found.map(tileName).join(say("listComma"))],
  ["basis", ({ basis }) => say(`basis.${basis}`)],
  ["when", ({ hub }) => when(hub.facts.find((fact) => fact.type === "Event" && when(fact)) ?? { roles: {} })],
  ["facts", ({ hub }) => hub.facts.length],
];

const choosePlace = (id) => adjust({ place: state.place === id ? "" : id, entity: "" });

/** The map for the pointer, the same choice as a list for the keyboard, and the hubs of no known place by themselves. */
async function drawHubs() {
  const hubs = placedHubs();
  const at = (tile) => hubs.filter(({ found }) => found.includes(tile.id));
  const placeless = hubs.filter(({ found }) => !found.length);
  const chosen = { [NOWHERE]: placeless }[state.place] ?? hubs.filter(({ found }) => found.includes(state.place));
  const listed = state.place ? chosen : hubs;
  const choices = tiles
    .filter((tile) => at(tile).length)
    .map((tile) => [tile.id, `${tile[language]} (${at(tile).length})`]);
  if (placeless.length) choices.push([NOWHERE, `${say("placeNotStated")} (${placeless.length})`]);
  put("controls", [
    choiceOf("place", [["", say("everywhere")], ...choices]),
    element("span", { class: "second" }, say("hubsShown", { n: listed.length, of: hubs.length })),
  ]);
  put("table", tableOf(HUB_COLUMNS, listed, "hubs"));
  const spec = mapSpec(tiles.map((tile) => tileData(tile, at(tile))));
  await drawChart(spec, [], ({ id }) => choosePlace(id));
  if (placeless.length) document.getElementById("picture").append(placelessList(placeless));
}

const placelessList = (rows) =>
  element("div", { class: "placeless" }, [
    element("h3", {}, `${say("placeNotStated")} (${rows.length})`),
    element(
      "ul",
      { class: "plain" },
      rows.map(({ hub }) => element("li", {}, [entityAnchor(hub)])),
    ),
  ]);

startPage(drawHubs);

// Hubs and facilities of Japan on a schematic map: one tile for each prefecture, where it roughly lies.

const TILE = { w: 58, h: 43 };
const tiles = settings.prefectures.tiles;
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

function tileMark(tile, rows) {
  const [x, y] = [tile.col * TILE.w, tile.row * TILE.h];
  const chosen = state.place === tile.id || rows.some(({ hub }) => hub.id === state.entity);
  const name = tile[language];
  const title = `${name}: ${say("hubsCount", { n: rows.length })}`;
  const content = [
    svgNode("title", {}, title),
    svgNode("rect", {
      x: x + 2,
      y: y + 2,
      width: TILE.w - 4,
      height: TILE.h - 4,
      rx: 6,
      class: `tile fill-${Math.min(4, rows.length)}${chosen ? " chosen" : ""}`,
    }),
    svgNode(
      "text",
      {
        x: x + TILE.w / 2,
        y: y + 17,
        "text-anchor": "middle",
        class: `tile-name ${language}${rows.length > 3 ? " light" : ""}`,
      },
      fitted(name.replace(/[都府県]$/, ""), language === "en" ? TILE.w + 4 : TILE.w - 8),
    ),
    rows.length
      ? svgNode(
          "text",
          {
            x: x + TILE.w / 2,
            y: y + 34,
            "text-anchor": "middle",
            class: `tile-count${rows.length > 3 ? " light" : ""}`,
          },
          String(rows.length),
        )
      : null,
  ];
  if (!rows.length) return svgNode("g", {}, content);
  const go = () => adjust({ place: state.place === tile.id ? "" : tile.id, entity: "" });
  return svgNode(
    "g",
    {
      role: "button",
      tabindex: 0,
      "aria-label": title,
      "aria-pressed": String(state.place === tile.id),
      "data-key": tile.id,
      class: "press",
      onclick: go,
      onkeydown: (event) => ["Enter", " "].includes(event.key) && (event.preventDefault(), go()),
    },
    content,
  );
}

const tileName = (id) => tileById.get(id)?.[language] ?? id;
const HUB_COLUMNS = [
  ["name", ({ hub }) => nameOf(hub), ({ hub }) => entityAnchor(hub)],
  ["prefecture", ({ found }) => found.map(tileName).join(say("listComma"))],
  ["basis", ({ basis }) => say(`basis.${basis}`)],
  ["when", ({ hub }) => when(hub.facts.find((fact) => fact.type === "Event" && when(fact)) ?? { roles: {} })],
  ["facts", ({ hub }) => hub.facts.length],
];

function drawHubs() {
  const hubs = placedHubs();
  const at = (tile) => hubs.filter(({ found }) => found.includes(tile.id));
  const listed = state.place ? hubs.filter(({ found }) => found.includes(state.place)) : hubs;
  put("controls", [
    element("span", { class: "second" }, say("hubsShown", { n: listed.length, of: hubs.length })),
    state.place ? button(say("clear"), () => adjust({ place: "" }), { class: "link", "data-key": "clear" }) : null,
  ]);
  const [wide, high] = [14 * TILE.w, 12 * TILE.h];
  put("picture", [
    pictureOf(
      wide,
      high,
      say("hubs.title"),
      tiles.map((tile) => tileMark(tile, at(tile))),
    ),
  ]);
  put("table", tableOf(HUB_COLUMNS, listed, "hubs"));
}

startPage(drawHubs);

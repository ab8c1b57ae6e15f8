// The panel on the right: the map as a whole, one entity, one fact, or all facts between two entities.

const panel = document.getElementById("panel");
const LONG = 8; // rows of a list shown before "show all"
const MONEY_FIRST = { Allocation: 0, Target: 2, Observation: 3, RankingPosition: 3 };

function drawPanel() {
  const entity = focused();
  const fact = factById.get(state.fact);
  const content = fact ? factPanel(fact) : state.pair ? pairPanel() : wholePanel(entity);
  panel.replaceChildren(...content.filter(Boolean));
  panel.scrollTop = 0;
  if (document.activeElement === document.body && document.body.classList.contains("ready"))
    panel.focus({ preventScroll: true });
}

const wholePanel = (entity) => (state.path ? pathPanel() : entity ? entityPanel(entity) : overviewPanel());

function closeRow() {
  const place = state.path ? pathName() : focused() ? nameOf(focused()) : say("overview");
  return button(`← ${place}`, () => go({ fact: null, pair: null }), { class: "link back" });
}

function factPanel(fact) {
  return [closeRow(), element("h2", {}, say("oneFact")), factCard(fact)];
}

function pairPanel() {
  const [a, b] = state.pair.split("~").map((id) => entityById.get(id));
  const found = factsBetween(a, b);
  return [
    closeRow(),
    element("h2", {}, [shorten(nameOf(a), 60), " — ", shorten(nameOf(b), 60)]),
    element("p", { class: "second" }, say("factsBetween", { n: found.length })),
    ...found.slice(0, 40).map((fact) => factCard(fact, state.pair)),
    element("div", { class: "actions" }, [
      copyButton("copySparql", () => sparql("pair", { entity: iriOf(a), second: iriOf(b) })),
    ]),
  ];
}

function entityPanel(entity) {
  const own = entity.facts.filter((fact) => shown.facts.has(fact));
  const country = entity.country ?? null;
  return [
    element("p", { class: "type" }, [
      swatch(entity.group),
      termOf(entity.type),
      country ? ` · ${idToName(country)}` : "",
    ]),
    element("h2", { lang: language }, shorten(nameOf(entity), 300)),
    element("p", { class: "other-name", lang: otherLanguage() }, shorten(nameOf(entity, otherLanguage()), 300)),
    entity.aliases?.length
      ? element(
          "p",
          { class: "second" },
          `${say("aliases")}: ${entity.aliases.map((name) => shorten(name, 60)).join(language === "ja" ? "、" : ", ")}`,
        )
      : null,
    entity.source ? element("p", { class: "second" }, `${publisherOf(entity.source)}, ${entity.source.date}`) : null,
    linksOf(entity),
    element("div", { class: "actions" }, [
      button(say("pathFrom"), () => askForPath(entity), { class: "copy", "data-key": "path-from" }),
      ...chartsOf(entity).map((page) =>
        element(
          "a",
          { class: "copy link", href: addressOfPage(page, { entity: entity.id }) },
          say("onPage", { page: say(`page.${page}`) }),
        ),
      ),
    ]),
    measuresTable(entity),
    ...sectionsOf(entity, own),
    mentionsOf(entity),
    shown.counts.country.has(entity.id)
      ? button(
          say("onlyCountry", { n: shown.counts.country.get(entity.id) }),
          () => toggleFacet("country", entity.id, true),
          { class: "link" },
        )
      : null,
    own.length < entity.facts.length
      ? element("p", { class: "second" }, say("hiddenFacts", { n: entity.facts.length - own.length }))
      : null,
    element("div", { class: "actions" }, [
      copyButton("copyCitation", () => own.map(citation).join("\n")),
      copyButton("copyTurtle", () => turtle(own, [entity])),
      copyButton("copySparql", () => sparql("entity", { entity: iriOf(entity) })),
      copyButton("copyLink", () => location.href),
    ]),
  ];
}

/** The other pages that show the entity. */
function chartsOf(entity) {
  const has = (type, role) =>
    entity.facts.some((fact) => fact.type === type && listOf(fact.roles[role]).includes(entity.id));
  const found = [
    has("Allocation", "about") || has("Allocation", "agent") || has("Allocation", "recipient") ? "budgets" : "",
    entity.type === "Technology" && entity.facts.some((fact) => fact.country) ? "technologies" : "",
    entity.group.id === "hub" && entity.country === JAPAN && entity.facts.length ? "hubs" : "",
    ["strategy", "programme"].includes(entity.group.id) && has("Event", "about") ? "timeline" : "",
  ];
  return found.filter(Boolean);
}

function linksOf(entity) {
  const rows = Object.entries(entity.links ?? {}).flatMap(([name, ids]) => {
    const known = ids.filter((id) => entityById.has(id)).map((id) => entityLink(entityById.get(id)));
    return known.length ? [element("dt", {}, termOf(name)), element("dd", {}, known)] : [];
  });
  return rows.length ? element("dl", {}, rows) : null;
}

/** Where documents name the entity, whether or not a fact was read there. */
function mentionsOf(entity) {
  if (!entity.mentions.length) return null;
  const rows = entity.mentions.map(({ document: source, places }) =>
    element("li", { class: "mention" }, [
      element("span", {}, titleOf(documentById.get(source))),
      element(
        "span",
        { class: "second" },
        [...new Set(places.map((place) => placeOf(place, true)))].join(say("listComma")),
      ),
    ]),
  );
  return element(
    "section",
    {},
    [
      element("h3", {}, say("mentionedIn")),
      entity.facts.length ? null : element("p", { class: "second" }, say("onlyMentioned")),
      element("ul", { class: "plain" }, rows),
    ].filter(Boolean),
  );
}

function measuresTable(entity) {
  const rows = [...ranks]
    .filter(([, found]) => found.has(entity.id))
    .map(([name, found]) =>
      element("tr", {}, [
        element("th", { scope: "row" }, say(`measure.${name}`)),
        element("td", {}, entity.measures[name].toFixed(4)),
        element("td", {}, say("rank", { n: found.get(entity.id), of: found.size })),
      ]),
    );
  return rows.length
    ? element("table", { class: "measures", "aria-label": say("measures") }, [element("tbody", {}, rows)])
    : null;
}

/** Facts of an entity by kind: money, targets and observations first, then each relation in both directions. */
function sectionsOf(entity, own) {
  const sections = new Map();
  const put = (key, title, order, fact) => {
    if (!sections.has(key)) sections.set(key, { title, order, facts: [] });
    sections.get(key).facts.push(fact);
  };
  for (const fact of own) {
    const drawn = entity.edges.find((edge) => edge.fact === fact);
    if (fact.type in MONEY_FIRST || !drawn) put(kindOf(fact), termOf(kindOf(fact)), MONEY_FIRST[fact.type] ?? 8, fact);
    else {
      const inward = !UNDIRECTED.has(drawn.relation) && drawn.source !== entity;
      const title = inward ? inverseOf(drawn.relation) : termOf(drawn.relation);
      put(`${drawn.relation} ${inward}`, title, 5, fact);
    }
  }
  const ordered = [...sections.values()].sort(
    (a, b) => a.order - b.order || b.facts.length - a.facts.length || (a.title < b.title ? -1 : 1),
  );
  return ordered.map(({ title, facts: list }) => sectionOf(title, list, entity));
}

function sectionOf(title, list, entity) {
  const order = (fact) => [fact.years?.[1] ?? 0, fact.roles.amount ?? 0];
  const sorted = [...list].sort(
    (a, b) => order(b)[0] - order(a)[0] || order(b)[1] - order(a)[1] || (a.id < b.id ? -1 : 1),
  );
  const rows = element(
    "ul",
    { class: "plain" },
    sorted.slice(0, LONG).map((fact) => factRow(fact, entity)),
  );
  const rest = sorted.slice(LONG);
  const more = rest.length
    ? button(
        say("showAll", { n: sorted.length }),
        () => {
          rows.append(...rest.map((fact) => factRow(fact, entity)));
          more.remove();
        },
        { class: "link" },
      )
    : null;
  return element("section", {}, [
    element("h3", {}, [title, element("span", { class: "count" }, String(list.length))]),
    rows,
    more,
  ]);
}

let measureShown = "pagerank";

function overviewPanel() {
  const scored = [...(ranks.get(measureShown) ?? new Map()).keys()]
    .map((id) => entityById.get(id))
    .filter((entity) => shown.entities.has(entity));
  const choice = element(
    "select",
    {
      "aria-label": say("measures"),
      onchange: (event) => {
        measureShown = event.target.value;
        drawPanel();
      },
    },
    [...ranks.keys()].map((name) =>
      element("option", { value: name, selected: name === measureShown }, say(`measure.${name}`)),
    ),
  );
  const rows = scored
    .slice(0, 15)
    .map((entity) =>
      element("li", {}, [
        entityLink(entity),
        element("span", { class: "score" }, (entity.measures[measureShown] ?? 0).toFixed(4)),
      ]),
    );
  return [
    element("h2", {}, say("title")),
    element(
      "p",
      {},
      say("intro", {
        facts: group(facts.length),
        entities: group(new Set(facts.flatMap((fact) => fact.entities)).size),
        documents: data.documents.length,
      }),
    ),
    element("section", {}, [
      element("div", { class: "row-title" }, [element("h3", {}, say("mostCentral")), choice]),
      element("ol", { class: "ranking" }, rows),
    ]),
    element("section", {}, [
      element("h3", {}, say("howTo")),
      element(
        "ul",
        { class: "help" },
        ["howTo.click", "howTo.edge", "howTo.search", "howTo.filter", "howTo.path"].map((key) =>
          element("li", {}, say(key)),
        ),
      ),
    ]),
    element("section", {}, [
      element("h3", {}, say("documents")),
      element(
        "ul",
        { class: "help" },
        data.documents.map((source) =>
          element("li", {}, [
            entityLink(entityById.get(`document/${source.id}`)),
            element("span", { class: "second" }, ` ${publisherOf(source)}, ${source.date}`),
          ]),
        ),
      ),
    ]),
    element("div", { class: "actions" }, [copyButton("copySparql", () => sparql("overview"))]),
  ];
}

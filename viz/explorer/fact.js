// One fact in words: a line for lists, a card with its parts and every piece of evidence for the panel.

const QUIET = new Set([...ROLES_OF_STATEMENT, "amount", "currency", "fiscalYear"]); // shown elsewhere in the card

const badge = (text, kind) => element("span", { class: `badge ${kind}` }, text);

function modalityBadge(fact) {
  return badge(termOf(`modality/${fact.modality}`), `modality-${fact.modality}`);
}

/** One value of a role: a link for an entity, the name of a concept, figures and words as written. */
function valueNode(value, role) {
  if (entityById.has(value)) return entityLink(entityById.get(value));
  if (typeof value === "number") return /year$/i.test(role) ? String(value) : group(value);
  return idToName(String(value));
}

const valueNodes = (value, role) => listOf(value).map((one) => element("span", {}, [valueNode(one, role)]));

/** What a fact says in one line, without the entity whose list it stands in. */
function summaryOf(fact, subject = null) {
  const r = fact.roles;
  const figure = moneyOf(fact) || (r.value !== undefined ? [r.indicator, changeOf(r)].filter(Boolean).join(" ") : "");
  const rank = r.rank !== undefined ? say("rankOnly", { n: r.rank }) : "";
  const words = [
    r.indicator && r.value === undefined ? r.indicator : "",
    r.item,
    r.role,
    r.post,
    r.attribute,
    r.text,
  ].flatMap(listOf);
  const others = fact.entities.filter((entity) => entity !== subject).map((entity) => nameOf(entity));
  const concept = [r.eventType, r.budgetPhase, r.amountScope].filter(Boolean).map((code) => termOf(code));
  return [when(fact), figure, rank, ...concept, ...words, ...others]
    .filter(Boolean)
    .map((part) => shorten(String(part), 90))
    .join(" · ");
}

/** A value with its qualifier, after the baseline of a target: 15件 (2024) → 30件以上. */
function changeOf(r) {
  const value = listOf(r.value)
    .map((one) => qualified(quantity(one, r.unit), r.qualifier))
    .join(" · ");
  if (r.baselineValue === undefined) return value;
  const year = r.baselineYear === undefined ? "" : ` (${r.baselineYear})`;
  return `${quantity(r.baselineValue, r.unit)}${year} → ${value}`;
}

/** A fact as a row of a list that opens its card. */
function factRow(fact, subject) {
  const source = documentById.get(fact.document);
  const where = fact.evidence[0] ? placeOf(fact.evidence[0], true) : "";
  return element("li", {}, [
    element("button", { type: "button", class: "row", onclick: () => openFact(fact) }, [
      element("span", { class: "row-main" }, summaryOf(fact, subject) || titleOf(documentById.get(fact.document))),
      element("span", { class: "row-note" }, [modalityBadge(fact), element("span", {}, `${where} ${titleOf(source)}`)]),
    ]),
  ]);
}

function relationBlock(edge) {
  const side = (entity) =>
    element("div", { class: "end" }, [
      entityLink(entity),
      element("span", { class: "second", lang: otherLanguage() }, shorten(nameOf(entity, otherLanguage()), 120)),
    ]);
  const meaning = definitionOf(edge.relation);
  return element("div", { class: "relation" }, [
    side(edge.source),
    element("div", { class: "means" }, [
      element("span", { class: "arrow", "aria-hidden": "true" }, UNDIRECTED.has(edge.relation) ? "↕" : "↓"),
      element("strong", {}, termOf(edge.relation)),
      element("span", { class: "second", lang: otherLanguage() }, termOf(edge.relation, otherLanguage())),
      meaning ? element("p", { class: "definition" }, meaning) : null,
    ]),
    side(edge.target),
  ]);
}

function evidenceBlock(fact, evidence) {
  const source = documentById.get(fact.document);
  const passage = evidence.passage === undefined ? null : data.passages[evidence.passage];
  return element("li", { class: "evidence" }, [
    element("div", { class: "source" }, titleOf(source)),
    element("div", { class: "second" }, [publisherOf(source), source?.date].filter(Boolean).join(" · ")),
    evidence.heading ? element("div", { class: "heading" }, shorten(evidence.heading, 400)) : null,
    element("div", { class: "place" }, placeOf({ ...evidence, heading: null })),
    passage === null
      ? element("div", { class: "second" }, say("noWords"))
      : element("blockquote", { lang: "ja" }, marked(passage, evidence)),
  ]);
}

/** The passage with the words of each role marked; offsets count characters of the original, not UTF-16 units. */
function marked(passage, evidence) {
  const letters = Array.from(passage);
  const spans = Object.values(evidence.words ?? {}).map(([a, b]) => [a - evidence.start, b - evidence.start]);
  const within = spans
    .filter(([a, b]) => a >= 0 && a < b && b <= letters.length)
    .sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  const nodes = [];
  let at = 0;
  for (const [a, b] of within) {
    if (a < at) continue;
    nodes.push(letters.slice(at, a).join(""), element("mark", {}, letters.slice(a, b).join("")));
    at = b;
  }
  return [...nodes, letters.slice(at).join("")];
}

function partsList(fact) {
  const rows = [];
  const add = (name, nodes) => rows.push(element("dt", {}, name), element("dd", {}, nodes));
  const amount = moneyOf(fact);
  if (amount) add(termOf("amount"), [element("strong", { class: "figure" }, amount)]);
  if (when(fact)) add(say("when"), [when(fact)]);
  for (const [role, value] of Object.entries(fact.roles)) {
    if (!QUIET.has(role)) add(termOf(role), valueNodes(value, role));
  }
  add(say("facet.country"), [fact.country ? valueNodes(fact.country, "country") : say("unknown")].flat());
  add(say("facet.layer"), [termOf(`layer/${fact.layer}`)]);
  return element("dl", {}, rows);
}

/** Everything about one fact: its relations, its parts, how firm it is, and where it was read. */
function factCard(fact, wanted = null) {
  const drawn = edges.filter((edge) => edge.fact === fact && (!wanted || pairId(edge.source, edge.target) === wanted));
  const meaning = drawn.length ? "" : definitionOf(kindOf(fact));
  return element("article", { class: "card", "data-fact": fact.id }, [
    element("header", {}, [
      element("span", { class: "kind" }, termOf(kindOf(fact))),
      modalityBadge(fact),
      fact.country ? badge(idToName(fact.country), "country") : null,
    ]),
    element("p", { class: "firmness" }, say(`firmness.${fact.modality}`)),
    ...drawn.slice(0, 6).map(relationBlock),
    meaning ? element("p", { class: "definition" }, meaning) : null,
    partsList(fact),
    element("h4", {}, say("evidence")),
    element(
      "ul",
      { class: "plain" },
      fact.evidence.map((item) => evidenceBlock(fact, item)),
    ),
    element("div", { class: "actions" }, [
      copyButton("copyCitation", () => citation(fact)),
      copyButton("copyTurtle", () => turtle([fact], [])),
      copyButton("copySparql", () => sparql("fact", { fact: NAMESPACES.fact + fact.id })),
    ]),
  ]);
}

// Who pays what, how much and when: one circle for each amount a document states. Amounts are never added up, because
// requests, drafts, totals and shares of the same money stand side by side in the documents.

const LARGEST = 18; // radius of the largest amount
const LANE = 20; // height of a line of amounts within a row

const allocations = facts.filter((fact) => fact.type === "Allocation");
const sizeOf = ({ roles: r }) => r.amount ?? r.maxAmount ?? r.minAmount ?? 0;
const entityIn = (fact, role) =>
  listOf(fact.roles[role])
    .map((id) => entityById.get(id))
    .filter(Boolean);
const phaseOf = (fact) => fact.roles.budgetPhase ?? "";
const paidFor = (fact) => entityIn(fact, "about")[0] ?? entityIn(fact, "recipient")[0] ?? null;
const scopeOf = (fact) => (fact.roles.amountScope ? termOf(fact.roles.amountScope) : "");

function currencies() {
  const counts = new Map();
  for (const fact of allocations) if (fact.roles.currency) counts.set(fact.roles.currency, (counts.get(fact.roles.currency) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** Rows of the picture: what is paid for and by whom, those with a stated payer first, the larger amounts first. */
function budgetRows(list) {
  const rows = new Map();
  for (const fact of list) {
    const subject = paidFor(fact);
    const payers = entityIn(fact, "agent").filter((payer) => payer !== subject);
    const what = subject ? subject.id : listOf(fact.roles.item).join(" ");
    const key = `${payers.map(({ id }) => id)} ${what}`;
    if (!rows.has(key)) rows.set(key, { key, subject, payers, what, facts: [] });
    rows.get(key).facts.push(fact);
  }
  const most = (row) => Math.max(...row.facts.map(sizeOf));
  return [...rows.values()].sort(
    (a, b) => Boolean(b.payers.length) - Boolean(a.payers.length) || most(b) - most(a) || (a.key < b.key ? -1 : 1),
  );
}

const payerText = (payers) =>
  payers.length ? say("paidBy", { name: payers.map((one) => nameOf(one)).join("・") }) : "";

/** The marks of a row in lanes, so that none lies over the text of another. */
function lanesOf(row, scale, radius) {
  const ends = [];
  const marks = [...row.facts]
    .sort((a, b) => sizeOf(b) - sizeOf(a))
    .map((fact) => {
      const { x, from } = extentOf(fact, scale);
      const text = amountText(fact);
      const start = Math.min(x - radius(fact), from) - 6;
      let lane = ends.findIndex((end) => end < start);
      if (lane < 0) lane = ends.push(0) - 1;
      ends[lane] = x + radius(fact) + widthOfText(text);
      return { fact, lane };
    });
  return { marks, height: Math.max(ROW_HEIGHT, ends.length * LANE + 10) };
}

function budgetRow(row, { marks, height }, y, scale, radius) {
  const name = row.subject ? nameOf(row.subject) : row.what || termOf("Allocation");
  const frame = {
    name,
    note: payerText(row.payers),
    address: row.subject ? addressOf("explorer", { entity: row.subject.id }) : null,
    chosen: state.entity && [row.subject, ...row.payers].some((entity) => entity?.id === state.entity),
    shape: row.subject?.group,
    height,
  };
  const at = (lane) => y + ROW_HEIGHT / 2 + lane * LANE;
  return [
    ...rowFrame(y, pictureWidth(), frame),
    ...marks.map(({ fact, lane }) => amountMark(fact, at(lane), scale, radius)),
  ];
}

function extentOf(fact, scale) {
  if (!fact.years) return { x: scale.undated, from: scale.undated };
  const [from, to] = fact.years.map(scale.x);
  return { x: (from + to) / 2, from, to };
}

/** Figure, scope and what it is for; the scope is left out where the wording of the figure says it already. */
function amountText(fact) {
  const figure = [moneyOf(fact), fact.roles.qualifier ? "" : scopeOf(fact)].filter(Boolean).join(" ");
  return fitted([figure, ...(paidFor(fact) ? listOf(fact.roles.item) : [])].join(" · "), 260);
}

/** A circle at the year of the amount; a line where it is spread over several years. */
function amountMark(fact, y, scale, radius) {
  const { x, from, to } = extentOf(fact, scale);
  const colour = colourAt(phases().indexOf(phaseOf(fact)));
  const phase = phaseOf(fact) && termOf(phaseOf(fact));
  const title = [moneyOf(fact), when(fact), phase, scopeOf(fact), ...listOf(fact.roles.item)]
    .filter(Boolean)
    .join(" · ");
  const r = radius(fact);
  const kind = fact.modality === "decided" ? "amount" : "amount open";
  return svgLink(addressOf("explorer", { fact: fact.id }), title, [
    to > from ? svgNode("line", { x1: from, x2: to, y1: y, y2: y, stroke: colour, class: "span" }) : null,
    svgNode("circle", { cx: x, cy: y, r, fill: colour, class: kind }),
    svgNode("text", { x: x + r + 3, y: y + 4, class: "figure-text" }, amountText(fact)),
  ]);
}

let phasesKnown = null;
const phases = () => (phasesKnown ??= [...new Set(allocations.map(phaseOf))].sort());

const BUDGET_COLUMNS = [
  [
    "payer",
    (f) =>
      entityIn(f, "agent")
        .map((e) => nameOf(e))
        .join("・"),
    (f) => entityIn(f, "agent").map((e) => entityAnchor(e)),
  ],
  [
    "what",
    (f) => [paidFor(f) ? nameOf(paidFor(f)) : "", ...listOf(f.roles.item)].filter(Boolean).join(" · "),
    (f) =>
      [
        paidFor(f) ? entityAnchor(paidFor(f)) : null,
        element("span", { class: "second" }, ` ${listOf(f.roles.item).join("、")}`),
      ].filter(Boolean),
  ],
  ["amount", (f) => moneyOf(f), (f) => factAnchor(f, moneyOf(f))],
  ["when", (f) => when(f)],
  ["phase", (f) => (phaseOf(f) ? termOf(phaseOf(f)) : "")],
  ["scope", (f) => scopeOf(f)],
  ["facet.modality", (f) => termOf(`modality/${f.modality}`)],
  ["facet.country", (f) => (f.country ? idToName(f.country) : "")],
  ["evidence", (f) => f.evidence.map((e) => placeOf(e, true)).join(" "), sourceAnchor],
];

function drawBudgets() {
  const offered = currencies();
  const currency = offered.some(([code]) => code === state.currency) ? state.currency : offered[0]?.[0];
  const list = allocations.filter((fact) => fact.roles.currency === currency && isWhere(fact.country));
  const names = offered.map(([code, n]) => [code, `${code} (${n})`]);
  put("controls", [offered.length ? choiceOf("currency", names) : null, countrySegments()]);
  const rows = budgetRows(list);
  put("picture", rows.length ? [phaseLegend(list), budgetPicture(rows, list)] : [say("noHits")]);
  const byRow = rows.flatMap((row) => row.facts);
  put("table", tableOf(BUDGET_COLUMNS, byRow, "budgets"));
}

const phaseLegend = (list) =>
  legendOf(
    phases()
      .filter((phase) => list.some((fact) => phaseOf(fact) === phase))
      .map((phase) => [colourAt(phases().indexOf(phase)), phase ? termOf(phase) : say("noPhase")]),
  );

function budgetPicture(rows, list) {
  const years = list.flatMap((fact) => fact.years ?? []);
  const scale = yearScale(years.length ? years : [2020, 2025], pictureWidth(), { undated: true });
  const highest = Math.max(...list.map(sizeOf)) || 1;
  const radius = (fact) => Math.max(2.5, LARGEST * Math.sqrt(sizeOf(fact) / highest));
  let y = HEAD;
  const marks = rows.flatMap((row) => {
    const lanes = lanesOf(row, scale, radius);
    y += lanes.height;
    return budgetRow(row, lanes, y - lanes.height, scale, radius);
  });
  const parts = [...axisOf(scale, y + 10, say("noYear")), ...marks];
  return pictureOf(pictureWidth(), y + 20, say("budgets.title"), parts);
}

startPage(drawBudgets);

// Who pays what, how much and when: one circle for each amount a document states. Amounts are never added up, because
// requests, drafts, totals and shares of the same money stand side by side in the documents.

const AREAS = { smallest: 20, largest: 500 }; // square pixels

const allocations = facts.filter((fact) => fact.type === "Allocation");
const sizeOf = ({ roles: r }) => r.amount ?? r.maxAmount ?? r.minAmount ?? 0;
const entityIn = (fact, role) =>
  listOf(fact.roles[role])
    .map((id) => entityById.get(id))
    .filter(Boolean);
const phaseOf = (fact) => fact.roles.budgetPhase ?? "";
const paidFor = (fact) => entityIn(fact, "about")[0] ?? entityIn(fact, "recipient")[0] ?? null;
const scopeOf = (fact) => (fact.roles.amountScope ? termOf(fact.roles.amountScope) : "");
const phases = [...new Set(allocations.map(phaseOf))].sort();

function currencies() {
  const counts = new Map();
  for (const { roles } of allocations)
    if (roles.currency) counts.set(roles.currency, (counts.get(roles.currency) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** What is paid for and by whom, those with a stated payer first, the larger amounts first. */
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

function budgetRow({ key, subject, payers, what, facts: list }, axis, highest) {
  return {
    key,
    name: subject ? nameOf(subject) : what || termOf("Allocation"),
    note: payers.length ? say("paidBy", { name: payers.map((one) => nameOf(one)).join("・") }) : "",
    address: subject ? addressOf("explorer", { entity: subject.id }) : null,
    shape: subject?.group,
    chosen: Boolean(state.entity) && [subject, ...payers].some((entity) => entity?.id === state.entity),
    marks: list.map((fact) => amountMark(fact, axis, highest)),
  };
}

/** A circle at the year of the amount, in the middle where it is spread over several. */
function amountMark(fact, axis, highest) {
  const [from, to] = (fact.years ?? [null, null]).map(axis.at);
  const phase = phaseOf(fact) && termOf(phaseOf(fact));
  const items = listOf(fact.roles.item);
  const scope = fact.roles.qualifier ? "" : scopeOf(fact); // the wording of the figure says it already
  return {
    from,
    to,
    x: (from + to) / 2,
    size: Math.max(AREAS.smallest, (AREAS.largest * sizeOf(fact)) / highest),
    colour: colourAt(phases.indexOf(phaseOf(fact))),
    open: fact.modality !== "decided",
    text: shorten([[moneyOf(fact), scope].filter(Boolean).join(" "), ...(paidFor(fact) ? items : [])].join(" · "), 36),
    title: [moneyOf(fact), when(fact), phase, scopeOf(fact), termOf(`modality/${fact.modality}`), ...items]
      .filter(Boolean)
      .join(" · "),
    address: addressOf("explorer", { fact: fact.id }),
  };
}

const names = (list) => list.map((entity) => nameOf(entity)).join("・");
const paidForText = (f) => [paidFor(f) ? nameOf(paidFor(f)) : "", ...listOf(f.roles.item)].filter(Boolean).join(" · ");
const paidForNodes = (f) => [
  paidFor(f) ? entityAnchor(paidFor(f)) : "",
  element("span", { class: "second" }, ` ${listOf(f.roles.item).join("、")}`),
];
const BUDGET_COLUMNS = [
  ["payer", (f) => names(entityIn(f, "agent")), (f) => entityIn(f, "agent").map((e) => entityAnchor(e))],
  ["what", paidForText, paidForNodes],
  ["amount", moneyOf, (f) => factAnchor(f, moneyOf(f))],
  ["when", when],
  ["phase", (f) => (phaseOf(f) ? termOf(phaseOf(f)) : "")],
  ["scope", scopeOf],
  ["facet.modality", (f) => termOf(`modality/${f.modality}`)],
  ["facet.country", (f) => (f.country ? idToName(f.country) : "")],
  ["evidence", (f) => f.evidence.map((e) => placeOf(e, true)).join(" "), sourceAnchor],
];

async function drawBudgets() {
  const offered = currencies();
  const currency = offered.some(([code]) => code === state.currency) ? state.currency : offered[0]?.[0];
  const list = allocations.filter((fact) => fact.roles.currency === currency && isWhere(fact.country));
  const choices = offered.map(([code, n]) => [code, `${code} (${n})`]);
  put("controls", [offered.length ? choiceOf("currency", choices) : null, countrySegments()]);
  const rows = budgetRows(list);
  const inOrder = rows.flatMap((row) => row.facts);
  put("table", tableOf(BUDGET_COLUMNS, inOrder, "budgets"));
  if (!rows.length) return put("picture", [say("noHits")]);
  const years = list.flatMap((fact) => fact.years ?? []);
  const axis = yearAxis(years.length ? years : [2020, 2025], { undated: true, behind: BEHIND });
  const highest = Math.max(...list.map(sizeOf)) || 1;
  const drawn = rows.map((row) => budgetRow(row, axis, highest));
  return drawChart(rowsSpec(say("budgets.title"), drawn, axis), [phaseLegend(list)]);
}

function phaseLegend(list) {
  const used = phases.filter((phase) => list.some((fact) => phaseOf(fact) === phase));
  return legendOf(used.map((phase) => [colourAt(phases.indexOf(phase)), phase ? termOf(phase) : say("noPhase")]));
}

startPage(drawBudgets);

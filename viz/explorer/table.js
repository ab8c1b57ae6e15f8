// Every view as a table: the entities and facts that are shown, sortable, and saved as CSV.

const tableBox = document.getElementById("table");
const PAGE = 200;
let tableOrder = { column: null, down: false };
let tableRows = PAGE;

const ENTITY_COLUMNS = [
  ["name", (e) => nameOf(e), (e) => entityLink(e)],
  ["otherName", (e) => nameOf(e, otherLanguage())],
  ["facet.type", (e) => termOf(e.type)],
  ["facet.country", (e) => (e.country ? idToName(e.country) : "")],
  ["facts", (e) => e.facts.filter((fact) => shown.facts.has(fact)).length],
  ["rankColumn", (e) => ranks.get("pagerank")?.get(e.id) ?? ""],
];
const FACT_COLUMNS = [
  ["kind", (f) => [...f.relations].map((term) => termOf(term)).join(" / ")],
  [
    "what",
    (f) => summaryOf(f, focused()),
    (f) => button(shorten(summaryOf(f, focused()) || termOf(kindOf(f)), 140), () => openFact(f), { class: "link" }),
  ],
  ["when", (f) => when(f)],
  ["amount", (f) => moneyOf(f), null, (f) => f.roles.amount ?? -1],
  ["facet.modality", (f) => termOf(`modality/${f.modality}`)],
  ["facet.country", (f) => (f.country ? idToName(f.country) : "")],
  [
    "evidence",
    (f) => [f.evidence[0] ? placeOf(f.evidence[0], true) : "", titleOf(documentById.get(f.document))].join(" "),
  ],
];

/** What the table shows: in a focus view the facts of that entity, in the overview entities or facts. */
function tableContent() {
  const entity = focused();
  if (state.path) return { columns: FACT_COLUMNS, rows: pathFacts() };
  if (entity) return { columns: FACT_COLUMNS, rows: entity.facts.filter((fact) => shown.facts.has(fact)) };
  if (state.rows === "facts") return { columns: FACT_COLUMNS, rows: facts.filter((fact) => shown.facts.has(fact)) };
  return { columns: ENTITY_COLUMNS, rows: [...shown.entities].sort(byRank) };
}

function sortedRows({ columns, rows }) {
  const column = columns[tableOrder.column];
  if (!column) return rows;
  const key = column[3] ?? column[1];
  const collator = new Intl.Collator(language, { numeric: true });
  const keyed = rows.map((row) => [key(row), row]);
  keyed.sort(([a], [b]) =>
    typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b)),
  );
  if (tableOrder.down) keyed.reverse();
  return keyed.map(([, row]) => row);
}

function drawTable() {
  const content = tableContent();
  const rows = sortedRows(content);
  const head = content.columns.map(([key], number) => {
    const sorted = tableOrder.column === number ? (tableOrder.down ? "descending" : "ascending") : "none";
    const arrow = sorted === "none" ? "" : tableOrder.down ? " ↓" : " ↑";
    return element("th", { scope: "col", "aria-sort": sorted }, [
      button(say(key) + arrow, () => sortBy(number), { class: "link" }),
    ]);
  });
  const body = rows.slice(0, tableRows).map((row) =>
    element(
      "tr",
      {},
      content.columns.map(([, text, node]) =>
        element("td", {}, node ? [node(row)] : [shorten(String(text(row)), 160)]),
      ),
    ),
  );
  const more =
    rows.length > tableRows
      ? button(
          say("moreRows", { n: rows.length - tableRows }),
          () => {
            tableRows += PAGE * 5;
            drawTable();
          },
          { class: "plain-button" },
        )
      : null;
  tableBox.replaceChildren(
    ...[
      element("div", { class: "table-head" }, [
        rowsSwitch(),
        element("span", { class: "second" }, say("rows", { n: group(rows.length) })),
        button("CSV", saveTable, { class: "plain-button" }),
      ]),
      element("table", {}, [element("thead", {}, [element("tr", {}, head)]), element("tbody", {}, body)]),
      more,
    ].filter(Boolean),
  );
}

function rowsSwitch() {
  if (state.path) return element("h2", {}, pathName());
  if (focused()) return element("h2", {}, say("factsOf", { name: shorten(nameOf(focused()), 60) }));
  const choice = (value, key) =>
    button(
      say(key),
      () => {
        tableOrder = { column: null, down: false };
        adjust({ rows: value });
      },
      { "aria-pressed": String(state.rows === value) },
    );
  return element("div", { class: "segments" }, [choice("entities", "entities"), choice("facts", "factsTab")]);
}

function sortBy(number) {
  tableOrder = { column: number, down: tableOrder.column === number && !tableOrder.down };
  drawTable();
}

function saveTable() {
  const { columns, rows } = tableContent();
  const text = csv([columns.map(([key]) => say(key)), ...rows.map((row) => columns.map(([, value]) => value(row)))]);
  saveText("policyscape.csv", "text/csv", text);
}

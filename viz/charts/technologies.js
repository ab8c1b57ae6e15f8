// Technologies against the countries that facts about them are true of; the matrix is a table, so it needs no other.

const COLUMNS = 14;
const ROWS = 40;
const STEPS = [1, 2, 4, 8]; // least numbers of facts of the shades

/** Technology to Map(country id -> facts). */
function countMatrix() {
  const rows = new Map();
  for (const fact of facts) {
    if (!fact.country || !isFirm(fact)) continue;
    for (const entity of fact.entities.filter(({ type }) => type === "Technology")) {
      if (!rows.has(entity)) rows.set(entity, new Map());
      const cells = rows.get(entity);
      cells.set(fact.country, [...(cells.get(fact.country) ?? []), fact]);
    }
  }
  return rows;
}

const isFirm = (fact) => state.modality !== "decided" || fact.modality === "decided";
const sizeOfRow = (cells) => [...cells.values()].reduce((sum, list) => sum + list.length, 0);

function rowsInOrder(matrix) {
  return [...matrix].sort(([a, x], [b, y]) => y.size - x.size || sizeOfRow(y) - sizeOfRow(x) || (a.id < b.id ? -1 : 1));
}

function columnsInOrder(rows) {
  const counts = new Map();
  for (const [, cells] of rows)
    for (const [country, list] of cells) counts.set(country, (counts.get(country) ?? 0) + list.length);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([country]) => country);
}

const shadeOf = (n) => STEPS.filter((least) => n >= least).length;

function cellOf(entity, country, list) {
  if (!list) return element("td", {}, "");
  const name = `${nameOf(entity)} – ${idToName(country)}: ${say("factsCount", { n: list.length })}`;
  const address = addressOf("explorer", { entity: entity.id, country });
  return element("td", { class: `shade-${shadeOf(list.length)}` }, [
    anchor(String(list.length), address, { "aria-label": name, title: name }),
  ]);
}

function matrixTable(rows, columns) {
  const head = [element("th", { scope: "col" }, termOf("Technology"))].concat(
    columns.map((id) => {
      const place = entityById.get(id);
      const address = addressOf("explorer", { entity: id });
      return element("th", { scope: "col" }, [place ? anchor(nameOf(place), address) : id]);
    }),
  );
  const body = rows.map(([entity, cells]) =>
    element("tr", { class: entity.id === state.entity ? "chosen" : null }, [
      element("th", { scope: "row" }, [entityAnchor(entity, 48)]),
      ...columns.map((country) => cellOf(entity, country, cells.get(country))),
    ]),
  );
  const caption = element("caption", { class: "offscreen" }, say("technologies.title"));
  return element("table", { class: "matrix" }, [
    caption,
    element("thead", {}, [element("tr", {}, head)]),
    element("tbody", {}, body),
  ]);
}

function drawMatrix() {
  const all = rowsInOrder(countMatrix());
  const columns = columnsInOrder(all);
  const chosen = all.findIndex(([entity]) => entity.id === state.entity);
  const rows = state.rows === "all" ? all : all.filter((_, number) => number < ROWS || number === chosen);
  const shownColumns = state.rows === "all" ? columns : columns.slice(0, COLUMNS);
  put("controls", [
    segments("modality", [
      ["", say("anyModality")],
      ["decided", termOf("modality/decided")],
    ]),
    segments("rows", [
      ["", say("topRows", { n: Math.min(ROWS, all.length) })],
      ["all", say("showAll", { n: all.length })],
    ]),
    button("CSV", () => saveMatrix(all, columns), { class: "plain-button" }),
  ]);
  put("picture", all.length ? [matrixTable(rows, shownColumns)] : [say("noHits")]);
  put("table", []);
}

function saveMatrix(rows, columns) {
  const cells = columns.map((id) => [idToName(id), ([, found]) => found.get(id)?.length ?? 0]);
  saveCsv([["technology", ([entity]) => nameOf(entity)], ...cells], rows, "technologies");
}

startPage(drawMatrix);

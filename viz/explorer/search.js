// Search as you type over the names and aliases of all entities, in both languages.

const HITS = 12;
const searchIndex = everything.map((entity) => ({
  entity,
  names: [...Object.values(entity.labels), ...(entity.aliases ?? [])].map(fold),
}));

/** Best hits first: whole name, beginning of a name, inside a name; then the more central entity. */
function findEntities(query) {
  const wanted = fold(query);
  if (!wanted) return [];
  const hits = [];
  for (const { entity, names } of searchIndex) {
    let best = 0;
    for (const name of names) {
      best = Math.max(best, name === wanted ? 3 : name.startsWith(wanted) ? 2 : name.includes(wanted) ? 1 : 0);
    }
    if (best) hits.push({ entity, best });
  }
  return hits.sort((a, b) => b.best - a.best || byRank(a.entity, b.entity)).map((hit) => hit.entity);
}

const searchBox = document.getElementById("search");
const searchList = document.getElementById("hits");
let searchHits = [];
let searchAt = -1;

function showHits() {
  const found = findEntities(searchBox.value);
  searchHits = found.slice(0, HITS);
  searchAt = searchHits.length ? 0 : -1;
  const rows = searchHits.map((entity, position) => {
    const second = nameOf(entity, otherLanguage());
    return element("li", { role: "option", id: `hit-${position}`, "data-entity": entity.id }, [
      swatch(entity.group),
      element("span", { class: "hit-name" }, nameOf(entity)),
      element(
        "span",
        { class: "hit-note" },
        [second === nameOf(entity) ? "" : `${second} · `, termOf(entity.type)].join(""),
      ),
    ]);
  });
  if (searchBox.value.trim() && !rows.length) rows.push(element("li", { class: "no-hit" }, say("noHits")));
  if (found.length > HITS) rows.push(element("li", { class: "no-hit" }, say("moreHits", { n: found.length - HITS })));
  searchList.replaceChildren(...rows);
  searchList.hidden = !rows.length;
  searchBox.setAttribute("aria-expanded", String(!searchList.hidden));
  markHit();
}

function markHit() {
  searchHits.forEach((_, position) => {
    const row = document.getElementById(`hit-${position}`);
    row.setAttribute("aria-selected", String(position === searchAt));
    if (position === searchAt) row.scrollIntoView({ block: "nearest" });
  });
  if (searchAt >= 0) searchBox.setAttribute("aria-activedescendant", `hit-${searchAt}`);
  else searchBox.removeAttribute("aria-activedescendant");
}

function closeSearch(clear = true) {
  if (clear) searchBox.value = "";
  endPathSearch();
  searchHits = [];
  searchAt = -1;
  searchList.hidden = true;
  searchBox.setAttribute("aria-expanded", "false");
}

function takeHit(entity) {
  const from = pathFrom;
  closeSearch();
  searchBox.blur();
  if (from && from !== entity) openPath(from, entity);
  else openEntity(entity);
}

function onSearchKey(event) {
  if (event.isComposing) return; // Enter that ends a kana conversion chooses nothing
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && searchHits.length) {
    searchAt = (searchAt + step + searchHits.length) % searchHits.length;
    markHit();
    event.preventDefault();
  } else if (event.key === "Enter" && searchAt >= 0) {
    takeHit(searchHits[searchAt]);
    event.preventDefault();
  } else if (event.key === "Escape") {
    closeSearch();
    searchBox.blur();
    event.stopPropagation();
  }
}

function startSearch() {
  searchBox.addEventListener("input", showHits);
  searchBox.addEventListener("keydown", onSearchKey);
  searchBox.addEventListener("focus", () => searchBox.value && showHits());
  searchBox.addEventListener("blur", () =>
    setTimeout(() => document.activeElement !== searchBox && closeSearch(false), 150),
  );
  searchList.addEventListener("mousedown", (event) => {
    const row = event.target.closest("[data-entity]");
    if (row) takeHit(entityById.get(row.dataset.entity));
    event.preventDefault();
  });
}

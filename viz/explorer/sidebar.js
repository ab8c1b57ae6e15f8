// Filters with counts on the left, and the breadcrumb above the canvas.

const filterBox = document.getElementById("filters");
const closedFacets = new Set(["document", "layer"]);
const longFacets = new Set();
const FACET_ROWS = 7;
const LABEL_OF = {
  type: termOf,
  relation: termOf,
  modality: (v) => termOf(`modality/${v}`),
  layer: (v) => termOf(`layer/${v}`),
  country: (v) => (v === UNKNOWN ? say("unknown") : idToName(v)),
  document: (v) => titleOf(documentById.get(v)),
};

function drawFilters() {
  const active = document.activeElement?.dataset?.key;
  filterBox.replaceChildren(
    element("div", { class: "row-title" }, [
      element("h2", {}, say("filters")),
      isFiltered() ? button(say("clear"), clearFilters, { class: "link", "data-key": "clear" }) : null,
    ]),
    element(
      "p",
      { class: "second", id: "shown-count" },
      say("shownCount", { facts: group(shown.facts.size), entities: group(shown.entities.size) }),
    ),
    countrySwitch(),
    facetBox("modality"),
    facetBox("type"),
    facetBox("relation"),
    periodBox(),
    facetBox("country"),
    facetBox("document"),
    facetBox("layer"),
    topBox(),
  );
  if (active) filterBox.querySelector(`[data-key="${CSS.escape(active)}"]`)?.focus();
}

function countrySwitch() {
  const chosen = state.facets.country;
  const now =
    chosen.size === 0
      ? ""
      : chosen.size === 1 && chosen.has(JAPAN)
        ? JAPAN
        : chosen.size === 1 && chosen.has("others")
          ? "others"
          : null;
  const choices = [
    ["", say("everywhere")],
    [JAPAN, say("japan")],
    ["others", say("others")],
  ];
  return element(
    "div",
    { class: "segments", role: "group", "aria-label": say("facet.country") },
    choices.map(([value, text]) =>
      button(text, () => toggleFacet("country", value || null, true), {
        "aria-pressed": String(now === value),
        "data-key": `switch-${value}`,
      }),
    ),
  );
}

function facetBox(name) {
  const counts = shown.counts[name];
  const chosen = state.facets[name];
  const values = [...new Set([...counts.keys(), ...chosen])].filter((value) => value !== "others");
  values.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));
  const rows = longFacets.has(name)
    ? values
    : values.filter((value, position) => position < FACET_ROWS || chosen.has(value));
  const more = values.length - rows.length;
  const details = element("details", { open: !closedFacets.has(name) || chosen.size > 0, "data-facet": name }, [
    element("summary", { "data-key": `facet-${name}` }, say(`facet.${name}`)),
    ...rows.map((value) => facetRow(name, value, counts.get(value) ?? 0, chosen.has(value))),
    more
      ? button(
          say("showAll", { n: values.length }),
          () => {
            longFacets.add(name);
            drawFilters();
          },
          { class: "link" },
        )
      : null,
  ]);
  details.addEventListener("toggle", () => (details.open ? closedFacets.delete(name) : closedFacets.add(name)));
  return details;
}

function facetRow(name, value, count, checked) {
  const text = LABEL_OF[name](value);
  const box = element("input", {
    type: "checkbox",
    checked,
    "data-key": `${name}-${value}`,
    onchange: () => toggleFacet(name, value),
  });
  const mark = name === "type" ? swatch(groupOfType.get(value) ?? groupOfType.get("Entity")) : null;
  return element("label", { class: "choice", title: text }, [
    box,
    mark,
    element("span", { class: "choice-name" }, text),
    element("span", { class: "count" }, group(count)),
  ]);
}

/** Two handles on one track; what they say is read out and shown while they move, and applied when they rest. */
function periodBox() {
  if (!lastYear) return element("div");
  const ends = { from: state.from ?? firstYear, to: state.to ?? lastYear };
  const shownEnds = element("output", { "data-period": "" }, `${ends.from}–${ends.to}`);
  const handle = (name, label) =>
    element("input", {
      type: "range",
      min: firstYear,
      max: lastYear,
      value: ends[name],
      "aria-label": label,
      "data-key": `period-${name}`,
      oninput: (event) => {
        ends[name] = Number(event.target.value);
        shownEnds.textContent = `${Math.min(ends.from, ends.to)}–${Math.max(ends.from, ends.to)}`;
      },
      onchange: () => choosePeriod(Math.min(ends.from, ends.to), Math.max(ends.from, ends.to)),
    });
  return element("fieldset", {}, [
    element("legend", {}, [say("facet.period"), shownEnds]),
    element("div", { class: "period" }, [handle("from", say("fromYear")), handle("to", say("toYear"))]),
  ]);
}

const choosePeriod = (from, to) => adjust({ from: from === firstYear ? null : from, to: to === lastYear ? null : to });

function topBox() {
  const choices = [null, 200, 100, 50, 20].filter((n) => n === null || n < entities.length);
  const select = element(
    "select",
    {
      "data-key": "top",
      "aria-label": say("facet.top"),
      onchange: (event) => adjust({ top: Number(event.target.value) || null }),
    },
    choices.map((n) =>
      element(
        "option",
        { value: n ?? "", selected: n === state.top },
        n === null ? say("allEntities") : say("topN", { n }),
      ),
    ),
  );
  return element("fieldset", {}, [element("legend", {}, say("facet.top")), select]);
}

/** The other pages, which keep language and theme; ``values`` say what is to be marked there. */
const addressOfPage = (page, values = {}) =>
  `${page}.html${hashOf({ facets: noFacets(), lang: state.lang, theme: state.theme, ...values })}`;

function drawPageLinks() {
  const links = settings.charts.map((page) =>
    element("a", { class: "link", href: addressOfPage(page) }, say(`page.${page}`)),
  );
  const here = element("a", { class: "link", href: "#", "aria-current": "page" }, say("page.explorer"));
  document.getElementById("pages").replaceChildren(here, ...links);
}

const separator = () => element("span", { class: "sep", "aria-hidden": "true" }, "›");

/** Where one is: overview, the entities passed on the way, this one. */
function drawBreadcrumb() {
  const crumbs = [
    button(say("overview"), openOverview, { class: "link", "aria-current": inOverview() ? "page" : null }),
  ];
  if (state.path) crumbs.push(separator(), element("span", { class: "here", "aria-current": "page" }, pathName()));
  for (const id of state.path ? [] : trail.slice(-4)) {
    const entity = entityById.get(id);
    const here = id === state.entity;
    const text = shorten(nameOf(entity), 22);
    crumbs.push(separator());
    crumbs.push(
      here
        ? element("span", { class: "here", "aria-current": "page" }, text)
        : button(text, () => openEntity(entity), { class: "link" }),
    );
  }
  document.getElementById("crumbs").replaceChildren(...crumbs);
}

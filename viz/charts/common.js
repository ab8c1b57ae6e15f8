// What the pages beside the explorer share: address, language, theme, links between pages, tables.

const CHART = document.body.dataset.chart;
let state = {};

function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(given);
}

/** Change what is shown: the address says all of it, so that it can be linked to. */
function adjust(changes) {
  const next = Object.entries({ ...state, ...changes }).filter(([, value]) => value);
  const hash = next.map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2F/g, "/")}`).join("&");
  location.replace(`#${hash}`);
}

/** The address of another page in the same language and theme. */
function addressOf(page, values = {}) {
  const given = { ...values, lang: state.lang, theme: state.theme };
  const hash = Object.entries(given)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${value}`);
  return `${page}.html${hash.length ? "#" : ""}${hash.join("&")}`;
}

const anchor = (text, address, attributes = {}) => element("a", { href: address, class: "link", ...attributes }, text);

/** A name that leads to the entity in the explorer. */
function entityAnchor(entity, length = 80) {
  const address = addressOf("explorer", { entity: entity.id });
  const title = nameOf(entity, otherLanguage());
  return anchor([swatch(entity.group), shorten(nameOf(entity), length)], address, { title });
}

const factAnchor = (fact, text) => anchor(text, addressOf("explorer", { fact: fact.id }));

/** Where a fact was read, leading to its evidence in the explorer. */
function sourceAnchor(fact) {
  const place = fact.evidence[0] ? placeOf(fact.evidence[0], true) : "";
  return factAnchor(fact, [place, shorten(titleOf(documentById.get(fact.document)), 40)].filter(Boolean).join(" "));
}

/** The same as the picture in rows: columns of [key of the heading, row to text, row to node or nothing]. */
function tableOf(columns, rows, name) {
  const head = columns.map(([title]) => element("th", { scope: "col" }, say(title)));
  const body = rows.map((row) =>
    element(
      "tr",
      {},
      columns.map(([, text, node]) => element("td", {}, node ? [node(row)].flat() : String(text(row) ?? ""))),
    ),
  );
  return [
    element("div", { class: "table-head" }, [
      element("span", { class: "second" }, say("rows", { n: rows.length })),
      button("CSV", () => saveCsv(columns, rows, name), { class: "plain-button" }),
    ]),
    element("table", {}, [element("thead", {}, [element("tr", {}, head)]), element("tbody", {}, body)]),
  ];
}

function saveCsv(columns, rows, name) {
  const text = csv([
    columns.map(([title]) => say(title)),
    ...rows.map((row) => columns.map(([, value]) => value(row))),
  ]);
  saveText(`policyscape-${name}.csv`, "text/csv", text);
}

/** One of several buttons pressed; the choice is kept in the address under ``name``. */
function segments(name, choices) {
  return element(
    "div",
    { class: "segments", role: "group", "aria-label": say(`chart.${name}`) },
    choices.map(([value, text]) =>
      button(text, () => adjust({ [name]: value }), {
        "aria-pressed": String((state[name] ?? "") === value),
        "data-key": `${name}-${value}`,
      }),
    ),
  );
}

const countrySegments = () =>
  segments("where", [
    ["", say("everywhere")],
    ["japan", say("japan")],
    ["others", say("others")],
  ]);

const isWhere = (country) =>
  state.where === "japan" ? country === JAPAN : state.where === "others" ? Boolean(country) && country !== JAPAN : true;

function choiceOf(name, choices) {
  const options = choices.map(([value, text]) =>
    element("option", { value, selected: (state[name] ?? choices[0][0]) === value }, text),
  );
  const change = (event) => adjust({ [name]: event.target.value });
  return element("label", { class: "encoding" }, [
    say(`chart.${name}`),
    element("select", { onchange: change, "data-key": name }, options),
  ]);
}

const colourAt = (number) => {
  const colours = settings.colours.communities[theme()];
  return colours[number % colours.length];
};

const legendOf = (entries) =>
  element(
    "div",
    { class: "legend" },
    entries.map(([colour, text]) => element("span", { class: "key" }, [swatch({ shape: "dot" }, colour), text])),
  );

function themeWanted() {
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  return state.theme === "dark" || (!state.theme && dark) ? "dark" : "light";
}

async function showPage(draw) {
  state = readAddress();
  document.documentElement.dataset.theme = themeWanted();
  language = (state.lang ?? (navigator.language?.startsWith("ja") ? "ja" : "en")) === "en" ? "en" : "ja";
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-say-label]"))
    node.setAttribute("aria-label", say(node.dataset.sayLabel));
  for (const tag of ["ja", "en"])
    document.getElementById(`lang-${tag}`).setAttribute("aria-pressed", String(language === tag));
  document.getElementById("pages").replaceChildren(...pageLinks());
  document.getElementById("chart-title").textContent = say(`${CHART}.title`);
  document.getElementById("chart-note").textContent = say(`${CHART}.note`);
  document.title = `${say(`${CHART}.title`)} – Policyscape`;
  const active = document.activeElement?.dataset?.key;
  const drawn = draw();
  if (active) document.querySelector(`[data-key="${CSS.escape(active)}"]`)?.focus();
  await drawn;
  document.querySelector("#picture .chosen, #picture .chosen_marks path")?.scrollIntoView({ block: "center" });
  document.body.classList.add("ready");
}

function pageLinks() {
  return ["explorer", ...settings.charts].map((page) =>
    anchor(say(`page.${page}`), addressOf(page), { "aria-current": page === CHART ? "page" : null }),
  );
}

function startPage(draw) {
  const on = (id, action) => document.getElementById(id).addEventListener("click", action);
  on("lang-ja", () => adjust({ lang: "ja" }));
  on("lang-en", () => adjust({ lang: "en" }));
  on("theme", () => adjust({ theme: theme() === "dark" ? "light" : "dark" }));
  on("skip", (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  });
  window.addEventListener("hashchange", () => showPage(draw));
  window.addEventListener("beforeprint", () => (document.documentElement.dataset.theme = "light"));
  window.addEventListener("afterprint", () => (document.documentElement.dataset.theme = themeWanted()));
  showPage(draw);
}

const put = (id, nodes) => document.getElementById(id).replaceChildren(...nodes.filter(Boolean));

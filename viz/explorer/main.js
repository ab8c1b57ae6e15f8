// Start, keys and switches: everything that changes the state ends in show().

const page = document.documentElement;
const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");

let printing = false;

function setTheme() {
  if (printing)
    page.dataset.theme = "light"; // paper is white
  else
    page.dataset.theme =
      state.theme === "dark" || state.theme === "light" ? state.theme : prefersDark.matches ? "dark" : "light";
}

function setLanguage() {
  const wanted = state.lang ?? (navigator.language?.startsWith("ja") ? "ja" : "en");
  language = wanted === "en" ? "en" : "ja";
  page.lang = language;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-say-label]"))
    node.setAttribute("aria-label", say(node.dataset.sayLabel));
  for (const node of document.querySelectorAll("[data-say-hint]"))
    node.setAttribute("placeholder", say(node.dataset.sayHint));
  const place = state.path ? pathName() : focused() ? nameOf(focused()) : "";
  document.title = place ? `${place} – ${say("title")}` : say("title");
}

function press(id, pressed) {
  document.getElementById(id).setAttribute("aria-pressed", String(pressed));
}

function setSwitches() {
  const table = state.view === "table";
  document.getElementById("network-view").hidden = table;
  tableBox.hidden = !table;
  document.getElementById("steps").hidden = !focused() || table;
  for (const id of ["zoom-in", "zoom-out", "zoom-home", "picture", "drawing"])
    document.getElementById(id).hidden = table;
  press("as-network", !table);
  press("as-table", table);
  press("one-step", state.steps === 1);
  press("two-steps", state.steps === 2);
  press("lang-ja", language === "ja");
  press("lang-en", language === "en");
}

/** Draw everything the state asks for. */
function show() {
  followAddress();
  setTheme();
  setLanguage();
  applyFilters();
  setSwitches();
  drawPageLinks();
  drawBreadcrumb();
  drawFilters();
  drawPanel();
  if (state.view === "table") {
    tableRows = PAGE;
    drawTable();
  } else drawNetwork();
}

function onKey(event) {
  const typing =
    /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "") &&
    document.activeElement.type !== "checkbox";
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const keys = {
    "/": () => searchBox.focus(),
    Escape: stepBack,
    t: () => adjust({ view: state.view === "table" ? "network" : "table" }),
    "+": () => zoom(1.3),
    "-": () => zoom(1 / 1.3),
    0: home,
  };
  if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
}

/** Esc: close the fact, then the focus view. */
function stepBack() {
  if (state.fact || state.pair) go({ fact: null, pair: null });
  else if (!inOverview()) openOverview();
}

function openFilters(open) {
  document.body.classList.toggle("no-filters", !open);
  press("toggle-filters", open);
}

function on(id, action) {
  document.getElementById(id).addEventListener("click", action);
}

function start() {
  on("lang-ja", () => adjust({ lang: "ja" }));
  on("lang-en", () => adjust({ lang: "en" }));
  on("theme", () => adjust({ theme: theme() === "dark" ? "light" : "dark" }));
  on("as-network", () => adjust({ view: "network" }));
  on("as-table", () => adjust({ view: "table" }));
  on("one-step", () => adjust({ steps: 1 }));
  on("two-steps", () => adjust({ steps: 2 }));
  on("zoom-in", () => zoom(1.3));
  on("zoom-out", () => zoom(1 / 1.3));
  on("zoom-home", home);
  on("skip", (event) => {
    event.preventDefault();
    panel.focus();
  });
  on("picture", savePicture);
  on("drawing", saveDrawing);
  on("go-back", () => history.back());
  on("toggle-filters", () => openFilters(document.body.classList.contains("no-filters")));
  openFilters(!window.matchMedia("(max-width: 1000px)").matches); // where they would stand before the picture
  document.addEventListener("keydown", onKey);
  window.addEventListener("hashchange", show);
  prefersDark.addEventListener("change", show);
  for (const [event, onPaper] of [
    ["beforeprint", true],
    ["afterprint", false],
  ]) {
    window.addEventListener(event, () => {
      printing = onPaper;
      show();
    });
  }
  startSearch();
  startDrawing();
  show();
  document.body.classList.add("ready");
}

/** What tests and the curious may look at from outside: where on the screen something is drawn. */
window.explorer = {
  nodeAt: (id) => network.canvasToDOM(view.nodes.find((node) => node.id === id)),
  names: () => namesDrawn.map(({ x, y, w, h, label }) => ({ x, y, w, h, text: label.text })),
  looks: () => view.nodes.map(({ id, radius, fill }) => ({ id, radius, fill })),
  drawn: () => ({
    nodes: view.nodes.map(({ id }) => id),
    edges: view.edges.map(({ id, from, to, pair }) => ({ id, from, to, pair })),
  }),
};
start();

// The SPARQL editor: runs what is written, shows rows or triples, and the place of a mistake.

import { completion } from "/static/completion.js";
import { painter } from "/static/highlight.js";
import { showRows, showText } from "/static/result.js";

const byId = (id) => document.getElementById(id);
const settings = JSON.parse(byId("settings").textContent);
const { language, words } = settings;
const query = byId("query");
const paint = painter(query, byId("layer"), byId("numbers"));
const ROWS = "application/sparql-results+json";
const FIRST = `SELECT ?programme ?name WHERE {
  ?programme a ps:Programme ; rdfs:label ?name .
  FILTER (LANG(?name) = "${language}")
}
ORDER BY ?name
LIMIT 20`;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function write(text) {
  query.value = text;
  paint();
  query.focus();
}

async function ask(accept) {
  const body = new URLSearchParams({ query: query.value });
  return fetch("/sparql", { method: "POST", body, headers: { Accept: accept } });
}

function tell(fault) {
  byId("status").textContent = "";
  byId("message").textContent = fault.message;
  byId("message").hidden = false;
  if (fault.line) {
    const before = query.value.split("\n").slice(0, fault.line - 1).join("\n");
    const place = before.length + (fault.line > 1 ? 1 : 0) + (fault.column ?? 1) - 1;
    query.focus();
    query.setSelectionRange(place, place);
  }
  paint(fault);
}

async function run() {
  byId("message").hidden = true;
  byId("downloads").hidden = true;
  byId("result").replaceChildren();
  paint();
  byId("status").textContent = words.running;
  byId("run").disabled = true;
  const start = performance.now();
  try {
    const answer = await ask(`${ROWS}, text/turtle;q=0.9, application/json;q=0.1`);
    const text = await answer.text();
    if (!answer.ok) return tell(faultOf(text));
    const ms = Math.round(performance.now() - start);
    const rows = answer.headers.get("content-type").startsWith(ROWS);
    byId("status").textContent = rows ? showRows(byId("result"), JSON.parse(text), ms, settings, fill) : showText(byId("result"), text, ms, settings, fill);
    byId("downloads").hidden = false;
    if (rows && /"bindings":\[\]/.test(text)) await explain();
    for (const button of byId("downloads").querySelectorAll("button"))
      button.hidden = rows !== /results|csv|tab-separated/.test(button.dataset.media);
    history.replaceState(null, "", `?${new URLSearchParams({ lang: language, query: query.value })}`);
  } catch {
    tell({ message: words.unreachable });
  } finally {
    byId("run").disabled = false;
  }
}

/** An answer without rows: say what the graph does not have. */
async function explain() {
  const answer = await fetch(`/api/hints?${new URLSearchParams({ query: query.value })}`);
  const found = answer.ok ? await answer.json() : [];
  byId("message").textContent = found.join("\n");
  byId("message").hidden = found.length === 0;
}

function faultOf(text) {
  try {
    const { message, line, column } = JSON.parse(text);
    const [, number, term] = /line (\d+) of the query: .* no term (\S+);/.exec(message) ?? [];
    if (!number) return { message, line, column };
    const written = query.value.split("\n")[number - 1] ?? "";
    return { message, line: Number(number), column: Math.max(written.indexOf(term), 0) + 1 };
  } catch {
    return { message: text };
  }
}

async function download(media) {
  const answer = await ask(media);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `result.${settings.endings[media]}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function showLibrary() {
  const wanted = new URLSearchParams({ q: byId("filter").value });
  const found = await (await fetch(`/api/queries?${wanted}`)).json();
  const parts = [];
  let theme = "";
  for (const one of found) {
    if (one.theme !== theme) {
      const heading = document.createElement("h3");
      theme = one.theme;
      heading.textContent = settings.themes[theme] ?? theme;
      parts.push(heading);
    }
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = one.titles[language] ?? one.name;
    button.title = one.questions[language] ?? "";
    button.addEventListener("click", () => take(one.name));
    parts.push(button);
  }
  byId("library").replaceChildren(...parts);
}

async function take(name) {
  const found = await (await fetch(`/api/queries/${encodeURIComponent(name)}`)).json();
  write(found.text);
  run();
}

byId("run").addEventListener("click", run);
byId("filter").addEventListener("input", showLibrary);
byId("downloads").addEventListener("click", (event) => event.target.dataset.media && download(event.target.dataset.media));
query.addEventListener("input", () => paint());
query.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  run();
});
completion(query, byId("choices"), settings, paint);
const asked = new URLSearchParams(location.search).get("query");
write(asked ?? FIRST);
showLibrary();
if (asked) run();
document.body.classList.add("ready");

// Results: rows as a table whose IRIs lead to their pages, a graph as text. All text is put in as text.

const SHOWN = 1000;

/** Show SPARQL JSON; the sentence for the status. */
export function showRows(target, answer, ms, settings, fill) {
  const { words } = settings;
  if ("boolean" in answer) {
    const said = document.createElement("p");
    said.textContent = answer.boolean ? words.isTrue : words.isFalse;
    target.replaceChildren(said);
    return fill(words.rows, { n: 1, ms });
  }
  const rows = answer.results.bindings;
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const name of answer.head.vars) {
    const cell = document.createElement("th");
    cell.textContent = name;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows.slice(0, SHOWN)) {
    const line = body.insertRow();
    for (const name of answer.head.vars) put(line.insertCell(), row[name], settings);
  }
  target.replaceChildren(table);
  const more = rows.length > SHOWN ? ` · ${fill(words.shown, { n: SHOWN })}` : "";
  return (rows.length ? fill(words.rows, { n: rows.length.toLocaleString("en"), ms }) : words.empty) + more;
}

/** Show a text; the sentence for the status. */
export function showText(target, text, ms, { words }, fill) {
  const block = document.createElement("pre");
  const lines = text.split("\n");
  block.textContent = lines.slice(0, SHOWN).join("\n");
  target.replaceChildren(block);
  const more = lines.length > SHOWN ? ` · ${fill(words.shown, { n: SHOWN })}` : "";
  return fill(words.triples, { n: lines.length, ms }) + more;
}

function put(cell, term, settings) {
  if (!term) return;
  if (term.type === "uri") return cell.append(linked(term.value, settings));
  cell.append(term.value);
  if (/(integer|decimal|double)$/.test(term.datatype ?? "")) cell.className = "number";
  if (!term["xml:lang"]) return;
  cell.lang = term["xml:lang"];
  const tag = document.createElement("small");
  tag.textContent = ` ${term["xml:lang"]}`;
  cell.append(tag);
}

function linked(iri, { base, prefixes, language }) {
  const link = document.createElement("a");
  const spaces = Object.entries(prefixes).filter(([, space]) => iri.startsWith(space));
  const [prefix, space] = spaces.sort((one, other) => other[1].length - one[1].length)[0] ?? ["", ""];
  link.textContent = prefix ? `${prefix}:${iri.slice(space.length)}` : iri;
  if (iri.startsWith(base)) {
    const [path, fragment] = iri.slice(base.length).split("#");
    link.href = `/${path}?lang=${language}${fragment ? `#${fragment}` : ""}`;
  } else if (/^https?:/.test(iri)) {
    link.href = iri;
    link.rel = "noopener noreferrer external";
  }
  return link;
}

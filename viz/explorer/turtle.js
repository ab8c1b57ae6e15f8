// Facts and entities as Turtle: the triples of policyscape.ttl, with full IRIs where a prefix could not hold them.

const PREFIXES = {
  ps: "https://w3id.org/policyscape/ontology#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};
const CONCEPT = "https://w3id.org/policyscape/concept/";
const DATE_TYPES = { 4: "gYear", 7: "gYearMonth", 10: "date" };

const quoted = (text) =>
  `"${text.replace(/[\\"\n\r\t]/g, (c) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" })[c])}"`;
const iri = (base, local) => `<${base}${local}>`;

/** A role's value as a term, by what the ontology says its values are. */
function termInTurtle(kind, value) {
  const text = String(value);
  if (kind === "entity") return iri(NAMESPACES.id, text);
  if (kind === "code") return iri(CONCEPT, text);
  if (kind === "relation") return `ps:${text}`;
  if (kind === "integer") return `"${text}"^^xsd:integer`;
  if (kind === "decimal") return `"${text}"^^xsd:decimal`;
  if (kind === "date") return `"${text}"^^xsd:${DATE_TYPES[text.length]}`;
  return quoted(text) + (kind === "words" ? "@ja" : "");
}

function factTriples(fact) {
  const rows = [
    ["a", `ps:${fact.type}`],
    ["ps:statedIn", iri(NAMESPACES.id, `document/${fact.document}`)],
    ["ps:modality", iri(CONCEPT, `modality/${fact.modality}`)],
    ["ps:layer", iri(CONCEPT, `layer/${fact.layer}`)],
    ["ps:confidence", `"${fact.confidence}"^^xsd:decimal`],
    ...(fact.country ? [["ps:country", iri(NAMESPACES.id, fact.country)]] : []),
  ];
  for (const [role, value] of Object.entries(fact.roles)) {
    const kind = data.terms[role]?.kind ?? "string";
    for (const one of listOf(value)) {
      rows.push([`ps:${role}`, termInTurtle(kind, one)]);
      if (ROLES_OF_STATEMENT.has(role)) rows.push([`rdf:${role}`, termInTurtle(kind, one)]);
    }
  }
  if (fact.type === "Statement") rows.push(["a", "rdf:Statement"]);
  return block(iri(NAMESPACES.fact, fact.id), rows);
}

function entityTriples(entity) {
  const rows = [["a", `ps:${entity.type}`]];
  for (const [tag, text] of Object.entries(entity.labels)) rows.push(["rdfs:label", `${quoted(text)}@${tag}`]);
  return block(iri(NAMESPACES.id, entity.id), rows);
}

const block = (subject, rows) => `${subject}\n${rows.map((row) => `    ${row.join(" ")}`).join(" ;\n")} .\n`;

/** A document of its own: the facts, and type and labels of what they speak of. */
function turtle(list, subjects) {
  const named = new Set([...subjects, ...list.flatMap((fact) => fact.entities)]);
  const head = Object.entries(PREFIXES).map(([name, address]) => `@prefix ${name}: <${address}> .\n`);
  return [head.join(""), ...[...named].map(entityTriples), ...[...new Set(list)].map(factTriples)].join("\n");
}

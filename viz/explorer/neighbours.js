// What stands around an entity in its focus view: groups of neighbours by relation, and of facts that have no neighbour.

/** Groups in order of weight: {key, way, title, members: [{other | fact, list}]}, ``list`` the relations behind. */
function neighbourGroups(entity) {
  const groups = entity.source ? contentGroups(entity, "statedIn") : relationGroups(entity);
  if (entity.type === "Country") groups.push(...contentGroups(entity, "country"));
  if (entity.group.id === "technology") groups.push(...countryGroup(entity));
  if (!entity.source && entity.type !== "Country") groups.push(...factGroups(entity));
  return groups.sort((a, b) => b.members.length - a.members.length || (a.key < b.key ? -1 : 1));
}

function relationGroups(entity) {
  const groups = new Map();
  for (const edge of edgesShown(entity.edges)) {
    const other = otherEnd(edge, entity);
    if (!shown.entities.has(other)) continue;
    const way = UNDIRECTED.has(edge.relation) ? "both" : edge.source === entity ? "out" : "in";
    const title = way === "in" ? inverseOf(edge.relation) : termOf(edge.relation);
    addMember(groups, { key: `${way}:${edge.relation}`, way, title }, other, edge);
  }
  return sortMembers(groups);
}

/** What a document speaks of, or what facts about a country speak of, by kind of entity. */
function contentGroups(entity, relation) {
  const groups = new Map();
  const own = relation === "statedIn" ? entity.facts : facts.filter((fact) => fact.country === entity.id);
  for (const fact of own) {
    if (!shown.facts.has(fact)) continue;
    for (const other of fact.entities) {
      if (other === entity || !shown.entities.has(other)) continue;
      const title = say(`group.${other.group.id}`);
      const group = { key: `${relation}:${other.group.id}`, way: "both", title, kind: true };
      addMember(groups, group, other, { source: other, target: entity, relation, fact });
    }
  }
  return sortMembers(groups);
}

/** The countries that facts about a technology are true of. */
function countryGroup(entity) {
  const groups = new Map();
  for (const fact of entity.facts) {
    const place = entityById.get(fact.country);
    if (!place || !shown.facts.has(fact)) continue;
    const group = { key: "country", way: "both", title: say("facet.country"), kind: true };
    addMember(groups, group, place, { source: entity, target: place, relation: "country", fact });
  }
  return sortMembers(groups);
}

function addMember(groups, group, other, edge) {
  if (!groups.has(group.key)) groups.set(group.key, { ...group, members: new Map() });
  const members = groups.get(group.key).members;
  if (!members.has(other)) members.set(other, { other, list: [] });
  members.get(other).list.push(edge);
}

/** Most facts first where members were gathered from facts, the more central ones first where they are related. */
function sortMembers(groups) {
  const found = [...groups.values()];
  for (const group of found) {
    const byFacts = (a, b) => (group.kind ? b.list.length - a.list.length : 0);
    group.members = [...group.members.values()].sort((a, b) => byFacts(a, b) || byRank(a.other, b.other));
  }
  return found;
}

/** Money, targets, figures: facts that link the entity to nothing but say something of it. */
function factGroups(entity) {
  const linked = new Set(entity.edges.map(({ fact }) => fact));
  const groups = new Map();
  for (const fact of entity.facts) {
    if (linked.has(fact) || !shown.facts.has(fact)) continue;
    const key = kindOf(fact);
    if (!groups.has(key)) groups.set(key, { key: `fact:${key}`, way: "both", title: termOf(key), members: [] });
    groups.get(key).members.push({ fact, list: [{ source: entity, target: entity, relation: key, fact }] });
  }
  const latest = (a, b) => (b.fact.years?.[1] ?? 0) - (a.fact.years?.[1] ?? 0) || (a.fact.id < b.fact.id ? -1 : 1);
  for (const group of groups.values()) group.members.sort(latest);
  return [...groups.values()];
}

/** Entities next to one another, the most central first: for the view of two steps. */
function neighboursOf(entity) {
  const near = neighbourGroups(entity).flatMap((group) => group.members.map(({ other }) => other));
  return [...new Set(near)].filter((other) => other && other !== entity).sort(byRank);
}

/** Relations between two entities as the focus view of the first draws them. */
function relationsBetween(entity, other) {
  const real = edgesShown(entity.edges).filter((edge) => otherEnd(edge, entity) === other);
  if (real.length) return real;
  const members = neighbourGroups(entity).flatMap((group) => group.members);
  return members.find((member) => member.other === other)?.list ?? [];
}

/** All facts that link two entities: by a relation, or because one states or places the other's facts. */
function factsBetween(a, b) {
  const found = (overviewPairs.get(pairId(a, b)) ?? []).map((edge) => edge.fact);
  for (const [whole, part] of [
    [a, b],
    [b, a],
  ]) {
    if (whole.source) found.push(...part.facts.filter((fact) => fact.document === whole.source.id));
    if (whole.type === "Country") found.push(...part.facts.filter((fact) => fact.country === whole.id));
  }
  return [...new Set(found)].filter((fact) => shown.facts.has(fact));
}

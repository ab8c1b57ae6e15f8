// One entity and what neighbours.js finds around it: in columns by relation for one step, on two rings for two steps.

const ROW = { one: 25, two: 38 }; // heights of rows by lines of text
const LABEL = 12;
const RINGS = { first: 13, each: 4 };

/** Who acts stands on the left, what is acted upon on the right, unless one side would stay empty or overflow. */
function sidesOf(groups) {
  const sides = { left: [], right: [] };
  const rows = (side) => sides[side].reduce((sum, group) => sum + group.members.length + 1, 0);
  for (const group of groups) {
    const home =
      group.way === "out" ? "right" : group.way === "in" ? "left" : rows("left") < rows("right") ? "left" : "right";
    sides[home].push(group);
  }
  for (const [full, empty] of [
    ["left", "right"],
    ["right", "left"],
  ]) {
    while (sides[full].length > 1 && rows(full) - rows(empty) > 12 && rows(empty) < 8)
      sides[empty].push(sides[full].pop());
  }
  return sides;
}

/** How many members of each group are drawn in a column of a given height; each group gets its turn. */
function shareRows(groups, height, width) {
  const share = groups.map(() => 0);
  let left = height - groups.length * 2 * ROW.one; // a heading and possibly a "more" row for each group
  for (let turn = true; turn;) {
    turn = false;
    groups.forEach((group, number) => {
      const next = group.members[share[number]];
      if (!next || (share[number] && left < rowHeight(next, width))) return;
      left -= rowHeight(next, width);
      share[number] += 1;
      turn = true;
    });
  }
  return share;
}

const wordsOf = ({ other, fact }, entity) => (other ? nameOf(other) : summaryOf(fact, entity) || termOf(kindOf(fact)));
const rowHeight = (member, width) => (lineCount(wordsOf(member), LABEL, width, 2) > 1 ? ROW.two : ROW.one);

function columnsView(entity, area) {
  const reach = Math.max(110, Math.min(260, area.w * 0.17));
  const view = { nodes: [nodeOf(entity, { x: 0, y: 0, size: 20, centre: true })], edges: [], labels: [], top: 0 };
  const width = area.w / 2 - reach - 26;
  view.labels.push(
    labelOf(entity, {
      x: 0,
      y: 0,
      radius: 20,
      sides: ["below"],
      size: 14,
      bold: true,
      width: reach * 2 - 90,
      lines: 4,
      must: true,
    }),
  );
  const sides = sidesOf(neighbourGroups(entity));
  for (const [side, sign] of [
    ["left", -1],
    ["right", 1],
  ]) {
    const share = shareRows(sides[side], state.all ? Infinity : area.h - 20, width);
    column(view, entity, sides[side], share, { x: sign * reach, side, width });
  }
  return view;
}

/** Stack the groups of one side around the middle line: heading, members, and how many more there are. */
function column(view, entity, groups, share, place) {
  const rows = groups.flatMap((group, number) => {
    const members = group.members.slice(0, share[number]);
    const more = group.members.length - members.length;
    const entries = members.map((member) => ({ ...member, group, member, height: rowHeight(member, place.width) }));
    return [{ group, heading: true, height: ROW.one }, ...entries, ...(more ? [{ group, more, height: ROW.one }] : [])];
  });
  let y = -rows.reduce((sum, row) => sum + row.height, 0) / 2;
  view.top = Math.min(view.top, y);
  for (const row of rows) {
    addRow(view, entity, row, { ...place, y: y + row.height / 2 });
    y += row.height;
  }
}

function addRow(view, entity, row, { x, y, side, width }) {
  const text = { sides: [side], width, radius: 8, must: true, world: { x, y } };
  if (row.heading) {
    const words = `${row.group.title}  ${row.group.members.length}`;
    const sides = [side === "left" ? "end" : "start"];
    view.labels.push({
      ...text,
      text: words,
      sides,
      radius: 0,
      size: 11.5,
      bold: true,
      lines: 1,
      tone: "accent",
      world: { x: x + (side === "left" ? 8 : -8), y: y + 3 },
    });
    return;
  }
  if (row.more) {
    view.labels.push({ ...text, text: say("more", { n: row.more }), size: 11.5, lines: 1, tone: "muted" });
    view.nodes.push({ id: `more:${row.group.key}`, x, y, size: 5, shape: "dot", more: true });
    return;
  }
  const id = `${row.group.key}:${(row.other ?? row.fact).id}`;
  const words = { ...text, id: row.other?.id ?? id, text: wordsOf(row.member, entity), size: LABEL, lines: 2 };
  view.labels.push(words);
  if (row.other) view.nodes.push(nodeOf(row.other, { id, x, y, size: 8 }));
  else view.nodes.push({ id, x, y, size: 4, shape: "dot", fact: row.fact });
  view.edges.push({ ...edgeOf(entity, row.other ?? row.fact, row.list, entity.id, id, true), fact: row.fact });
}

function ringsView(entity, area) {
  const view = {
    nodes: [nodeOf(entity, { x: 0, y: 0, size: 18, centre: true })],
    edges: [],
    labels: [],
    top: -area.h / 2,
  };
  view.labels.push(
    labelOf(entity, {
      x: 0,
      y: 0,
      radius: 18,
      sides: ["below"],
      size: 14,
      bold: true,
      width: 150,
      lines: 3,
      must: true,
    }),
  );
  const first = neighboursOf(entity).slice(0, RINGS.first);
  const seen = new Set([entity, ...first]);
  const branches = first.map((other) => ({ other, children: childrenOf(other, seen) }));
  const total = branches.reduce((sum, { children }) => sum + 1 + children.length, 0);
  let turn = -Math.PI / 2;
  for (const { other, children } of branches) {
    const sector = (2 * Math.PI * (1 + children.length)) / total;
    addRing(view, entity, other, turn + sector / 2, {
      rx: area.w * 0.19,
      ry: area.h * 0.25,
      size: 9,
      bold: true,
      width: 140,
    });
    children.forEach((child, number) => {
      const angle = turn + (sector * (number + 0.5)) / children.length;
      addRing(view, other, child, angle, {
        rx: area.w * 0.33,
        ry: area.h * 0.43,
        size: 6,
        bold: false,
        width: area.w * 0.17 - 16,
      });
    });
    turn += sector;
  }
  view.labels.sort((a, b) => (b.bold ? 1 : 0) - (a.bold ? 1 : 0));
  return view;
}

function childrenOf(other, seen) {
  const near = edgesShown(other.edges)
    .map((edge) => otherEnd(edge, other))
    .filter((one) => shown.entities.has(one) && !seen.has(one));
  const found = [...new Set(near)].sort(byRank).slice(0, RINGS.each);
  found.forEach((one) => seen.add(one));
  return found;
}

function addRing(view, from, other, angle, { rx, ry, size, bold, width }) {
  const [x, y] = [Math.round(rx * Math.cos(angle)), Math.round(ry * Math.sin(angle))];
  const list = relationsBetween(from, other);
  const upright = Math.abs(Math.cos(angle)) < 0.3;
  const outward = upright ? (Math.sin(angle) < 0 ? "above" : "below") : Math.cos(angle) < 0 ? "left" : "right";
  const beside = upright ? ["right", "left"] : ["above", "below"]; // out of the way of the lines that go on outward
  view.nodes.push(nodeOf(other, { x, y, size }));
  view.edges.push(edgeOf(from, other, list, from.id, other.id, false));
  view.labels.push(
    labelOf(other, {
      x,
      y,
      radius: size,
      sides: bold ? [...beside, outward] : upright ? [outward, ...beside] : [outward],
      size: bold ? 12 : 11,
      bold,
      width,
      lines: 2,
      may: bold ? 6 : 1,
    }),
  );
}

function nodeOf(entity, { id = entity.id, x, y, size, centre = false }) {
  return { id, x, y, size, shape: entity.group.shape, group: entity.group.id, entity, centre };
}

function labelOf(entity, { x, y, ...rest }) {
  return { ...rest, id: entity.id, text: nameOf(entity), world: { x, y } };
}

/** One drawn edge for all relations of a list, solid when any of them is decided. */
function edgeOf(entity, other, list, from, to, curved) {
  const outward = list.filter((edge) => !UNDIRECTED.has(edge.relation) && edge.source !== edge.target);
  const back = outward.length > 0 && outward.every((edge) => edge.target === entity);
  const modalities = new Set(list.map((edge) => edge.fact.modality));
  const dashes = modalities.has("decided") ? false : modalities.has("planned") ? [7, 5] : [2, 4];
  return {
    id: `${pairId(entity, other)}:${to}`,
    from: back ? to : from,
    to: back ? from : to,
    pair: pairId(entity, other),
    dashes,
    arrows: outward.length ? "to" : "",
    width: Math.min(1 + (list.length - 1) / 2, 4),
    smooth: curved ? { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.55 } : false,
  };
}

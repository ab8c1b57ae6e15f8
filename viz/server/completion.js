// Completion: prefixes, classes, properties and codes of the ontology, variables of the query, names of entities.

const WORD = /[?$]?[\p{L}\p{N}_:./-]*$/u;
const MOST = 40;

/** Offer what could stand at the caret: while a word is typed, and on Ctrl-Space. */
export function completion(query, list, settings, paint) {
  const state = { choices: [], chosen: 0, word: "", asked: 0 };

  const hide = () => {
    list.hidden = true;
    state.choices = [];
  };

  const accept = (choice) => {
    const end = query.selectionStart;
    query.setRangeText(choice.text, end - state.word.length, end, "end");
    hide();
    paint();
  };

  const show = (choices) => {
    state.choices = choices.slice(0, MOST);
    state.chosen = 0;
    list.hidden = state.choices.length === 0;
    list.replaceChildren(...state.choices.map((choice) => item(choice, accept)));
    mark();
    if (!list.hidden) place(query, list);
  };

  const mark = () => {
    [...list.children].forEach((one, index) => one.setAttribute("aria-selected", String(index === state.chosen)));
    list.children[state.chosen]?.scrollIntoView({ block: "nearest" });
  };

  const offer = async (forced) => {
    const before = query.value.slice(0, query.selectionStart);
    state.word = WORD.exec(before)[0];
    const least = forced ? 0 : 2;
    if (state.word.length < least || insideIri(before)) return hide();
    const asked = ++state.asked;
    const known = matching(settings, query.value, state.word);
    show(known);
    const local = state.word.replace(/^\w*:/, "");
    if (local.length < 2 || state.word.startsWith("?")) return;
    const entities = await entitiesCalled(local, settings);
    if (asked === state.asked && document.activeElement === query) show([...known, ...entities]);
  };

  query.addEventListener("input", () => offer(false));
  query.addEventListener("blur", () => setTimeout(hide, 150));
  query.addEventListener("keydown", (event) => {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      return offer(true);
    }
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      state.chosen = (state.chosen + step + state.choices.length) % state.choices.length;
      mark();
    } else if (event.key === "Tab") {
      event.preventDefault();
      accept(state.choices[state.chosen]);
    } else if (event.key === "Escape") hide();
  });
}

const insideIri = (before) => /<[^<>\s]*$/.test(before);

/** Terms whose prefixed name or label holds the word, those that begin with it first. */
function matching(settings, text, word) {
  if (/^[?$]/.test(word)) {
    const variables = new Set(text.match(/[?$]\w+/g) ?? []);
    variables.delete(word);
    return [...variables].filter((one) => one.startsWith(word)).map((one) => ({ text: one, label: "" }));
  }
  const wanted = word.toLowerCase();
  const ranked = [];
  for (const term of settings.terms) {
    const name = term.text.toLowerCase();
    const tests = [
      () => name.startsWith(wanted),
      () => name.split(/[:/]/).at(-1).startsWith(wanted),
      () => name.includes(wanted),
      () => term.label.toLowerCase().includes(wanted),
    ];
    const rank = tests.findIndex((test) => test());
    if (rank >= 0) ranked.push([rank, term]);
  }
  return ranked.sort((one, other) => one[0] - other[0]).map(([, term]) => term);
}

async function entitiesCalled(word, settings) {
  try {
    const asked = new URLSearchParams({ q: word, format: "json", lang: settings.language });
    const found = await (await fetch(`/search?${asked}`)).json();
    return found.map((one) => ({
      text: short(one.iri, settings.prefixes),
      label: `${one.labels[settings.language] ?? one.names[0]} · ${one.kind}`,
    }));
  } catch {
    return [];
  }
}

/** An IRI as a prefixed name where the rest of it can stand in one. */
function short(iri, prefixes) {
  for (const [prefix, space] of Object.entries(prefixes))
    if (iri.startsWith(space) && /^[a-zA-Z0-9_-]+$/.test(iri.slice(space.length))) return `${prefix}:${iri.slice(space.length)}`;
  return `<${iri}>`;
}

function item(choice, accept) {
  const line = document.createElement("li");
  const code = document.createElement("code");
  const label = document.createElement("small");
  line.setAttribute("role", "option");
  code.textContent = choice.text;
  label.textContent = choice.label;
  line.append(code, label);
  line.addEventListener("mousedown", (event) => {
    event.preventDefault();
    accept(choice);
  });
  return line;
}

/** Put the list below the caret, measured on the painted layer, which has the same text in the same font. */
function place(query, list) {
  const lines = query.value.slice(0, query.selectionStart).split("\n");
  const style = getComputedStyle(query);
  const context = document.createElement("canvas").getContext("2d");
  context.font = `${style.fontSize} ${style.fontFamily}`;
  const left = parseFloat(style.paddingLeft) + context.measureText(lines.at(-1)).width - query.scrollLeft;
  const top = parseFloat(style.paddingTop) + lines.length * parseFloat(style.lineHeight) - query.scrollTop;
  list.style.left = `${Math.max(0, Math.min(left, query.clientWidth - 260))}px`;
  list.style.top = `${top}px`;
}

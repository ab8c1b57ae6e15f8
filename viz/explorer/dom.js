// Small functions that build elements; text goes in as text nodes only.

/** An element with attributes, event listeners (onclick: function) and children (nodes or strings). */
function element(name, attributes = {}, children = []) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  for (const child of [children].flat()) if (child !== null && child !== "") made.append(child);
  return made;
}

const SHAPES = {
  dot: "M8 2a6 6 0 1 0 .01 0z",
  square: "M3 3h10v10H3z",
  diamond: "M8 1l7 7-7 7-7-7z",
  triangle: "M8 2l7 12H1z",
  triangleDown: "M1 2h14L8 14z",
  hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
};

const SVG = "http://www.w3.org/2000/svg";

/** An SVG element; attributes, listeners and children as in element(). */
function svgNode(name, attributes, children = []) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...[children].flat().filter((child) => child !== null));
  return made;
}

/** The coloured shape that stands for a group of types. */
function swatch(group, colour = group[theme()]) {
  const frame = { viewBox: "0 0 16 16", class: "swatch", "aria-hidden": "true" };
  return svgNode("svg", frame, [svgNode("path", { d: SHAPES[group.shape], fill: colour })]);
}

function button(text, action, attributes = {}) {
  return element("button", { type: "button", onclick: action, ...attributes }, text);
}

/** A name that leads to the entity's own view. */
function entityLink(entity) {
  return element(
    "button",
    { type: "button", class: "link", onclick: () => openEntity(entity), title: nameOf(entity, otherLanguage()) },
    [swatch(entity.group), shorten(nameOf(entity), 80)],
  );
}

function copyButton(key, text) {
  const made = button(say(key), () => copy(text(), made), { class: "copy" });
  return made;
}

/** To the clipboard, with the old way for browsers that keep it from pages opened from disk. */
async function copy(text, from) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = element("textarea", { class: "offscreen", readonly: true, "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  announce(say("copied"));
  from.classList.add("done");
  setTimeout(() => from.classList.remove("done"), 1200);
}

function announce(text) {
  document.getElementById("announcement").textContent = text;
}

function save(name, address) {
  const made = element("a", { href: address, download: name });
  made.click();
}

function saveText(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  save(name, address);
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function theme() {
  return document.documentElement.dataset.theme;
}

const canvasColours = () => settings.colours.canvas[theme()];

// Names and interface texts in the language chosen; every string here ends up in textContent, never in markup.

let language = "ja";
const otherLanguage = () => (language === "ja" ? "en" : "ja");

/** An interface text with its {placeholders} filled. */
function say(key, values = {}) {
  const text = settings.interface[language][key] ?? settings.interface.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

const pick = (labels, lang) => labels?.[lang] ?? labels?.[lang === "ja" ? "en" : "ja"];

function nameOf(entity, lang = language) {
  return pick(entity.labels, lang) ?? entity.id;
}

/** A class, property or concept in words; an unknown one shows its local name, split at its capitals. */
function termOf(term, lang = language) {
  const known = pick(data.terms[term]?.labels, lang);
  return (
    known ??
    term
      .split("/")
      .pop()
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .replace(/-/g, " ")
      .toLowerCase()
  );
}

/** A relation as its object reads it: "administered by" for "administers"; the roles of facts have no such name. */
const inverseOf = (term, lang = language) => pick(data.terms[term]?.inverse, lang) ?? `← ${termOf(term, lang)}`;

const definitionOf = (term, lang = language) => pick(data.terms[term]?.definition, lang) ?? "";
const titleOf = (document_, lang = language) => pick(document_?.labels, lang) ?? document_?.id ?? "";
const publisherOf = (document_) => (document_ ? idToName(document_.publisher) : "");
/** The name of an entity, document or concept; other words stay as they are. */
function idToName(id) {
  if (entityById.has(id)) return nameOf(entityById.get(id));
  if (documentById.has(id.replace(/^document\//, ""))) return titleOf(documentById.get(id.replace(/^document\//, "")));
  return id.includes("/") && data.terms[id] ? termOf(id) : id;
}

/** What search compares: NFKC (width, half-width kana), lower case, katakana as hiragana, no spaces or marks. */
function fold(text) {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s・･.,'’"\-‐–—()（）「」『』]/g, "");
  return plain.replace(/[\u30a1-\u30f6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
}

function shorten(text, length) {
  const letters = Array.from(text);
  return letters.length > length ? letters.slice(0, length - 1).join("") + "…" : text;
}

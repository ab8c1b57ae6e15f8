// Colours of a query: a layer behind the text area has the same text in coloured pieces, with the mistake underlined.

const TOKEN =
  /(?<comment>#[^\n]*)|(?<string>"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?<iri><[^<>\s]*>)|(?<variable>[?$]\w+)|(?<name>[\w-]*:[\w./-]*)|(?<word>[A-Za-z]+)/g;
const KEYWORDS = new Set(
  ("select construct ask describe where from named prefix base distinct reduced optional filter union minus graph bind " +
    "values exists not undef service silent order group by having limit offset asc desc as in bound if coalesce count sum " +
    "min max avg sample group_concat contains strstarts strends str lang langmatches datatype regex replace substr strlen " +
    "ucase lcase concat year month day isiri isliteral a true false").split(" "),
);

/** A function that paints the text anew; given a fault with line and column, it underlines the place. */
export function painter(query, layer, numbers) {
  const follow = () => {
    layer.scrollTop = numbers.scrollTop = query.scrollTop;
    layer.scrollLeft = query.scrollLeft;
  };
  query.addEventListener("scroll", follow);
  return (fault) => {
    const text = query.value;
    layer.replaceChildren(...pieces(text, fault ? placeOf(text, fault) : null), "\n");
    numbers.replaceChildren(...lineNumbers(text, fault?.line));
    follow();
  };
}

function pieces(text, wrong) {
  const found = [];
  let end = 0;
  const put = (part, kind, at) => {
    if (!part) return;
    const marked = wrong !== null && wrong >= at && wrong < at + part.length;
    if (marked && !kind) {
      const place = wrong - at;
      return found.push(part.slice(0, place), coloured(part[place], "wrong"), part.slice(place + 1));
    }
    found.push(kind ? coloured(part, marked ? `${kind} wrong` : kind) : part);
  };
  for (const match of text.matchAll(TOKEN)) {
    put(text.slice(end, match.index), null, end);
    put(match[0], kindOf(match), match.index);
    end = match.index + match[0].length;
  }
  put(text.slice(end), null, end);
  return found;
}

function coloured(text, kind) {
  const span = document.createElement("span");
  span.className = kind;
  span.textContent = text;
  return span;
}

function kindOf({ groups, 0: text }) {
  if (groups.word) return KEYWORDS.has(text.toLowerCase()) ? "keyword" : null;
  return ["comment", "string", "iri", "variable", "name"].find((kind) => groups[kind]) ?? null;
}

function placeOf(text, fault) {
  if (!fault.line) return null;
  const lines = text.split("\n");
  const before = lines.slice(0, fault.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
  // At the end of the text there is nothing to underline: the last character before it is.
  return Math.min(before + (fault.column ?? 1) - 1, Math.max(text.length - 1, 0));
}

function lineNumbers(text, wrong) {
  return text.split("\n").map((_, index) => {
    const line = document.createElement("span");
    line.textContent = `${index + 1}\n`;
    if (index + 1 === wrong) line.className = "wrong";
    return line;
  });
}

// Vega-Lite draws the pictures. Its expressions are interpreted (ast), because the page's policy runs no text as code.

let drawingNow = null;
const cssValue = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The page's letters and colours, for every picture alike. */
function chartConfig() {
  const [text, muted, line] = ["--text", "--muted", "--line"].map(cssValue);
  const axis = { labelColor: muted, gridColor: line, domain: false, ticks: false, labelFontSize: 11, labelPadding: 6 };
  return {
    background: null,
    font: getComputedStyle(document.body).fontFamily,
    view: { stroke: null },
    axis,
    text: { color: text, fontSize: 12, baseline: "middle" },
  };
}

/** Draw a specification below ``above`` in #picture; a click on a mark of a datum with ``press`` runs onPress(datum). */
async function drawChart(spec, above, onPress = null) {
  const paper = element("div", { class: "drawing" });
  put("picture", [...above, paper]);
  document.getElementById("picture").dataset.drawn = theme();
  hideTip();
  drawingNow?.finalize();
  const options = { ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: showTip };
  drawingNow = await vegaEmbed(paper, { ...spec, config: chartConfig() }, options);
  if (onPress) drawingNow.view.addEventListener("click", (_, item) => item?.datum?.press && onPress(item.datum));
}

/** Vega's tooltip handler: the text beside the pointer, as text. */
function showTip(handler, event, item, text) {
  const tip = document.getElementById("tip");
  tip.textContent = text ?? "";
  tip.hidden = !text;
  if (!text) return;
  const { clientWidth: w, clientHeight: h } = document.documentElement;
  tip.style.left = `${Math.max(8, Math.min(event.clientX + 14, w - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(8, Math.min(event.clientY + 14, h - tip.offsetHeight - 8))}px`;
}

const hideTip = () => showTip(null, null, null, null);

/** A channel that takes the field's value as it is: a colour, a shape, pixels. */
const raw = (field) => ({ field, type: "nominal", scale: null, legend: null });
const pixels = (field) => ({ field, type: "quantitative", scale: null, legend: null, axis: null });

/** What every mark that leads somewhere says and does. */
const LEADING = {
  href: { field: "address" },
  tooltip: { field: "title" },
  description: { field: "title" },
};

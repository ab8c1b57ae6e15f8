// Figures, dates and places as people write them, and the texts that can be copied.

const NAMESPACES = { id: "https://w3id.org/policyscape/id/", fact: "https://w3id.org/policyscape/fact/" };
const JAPANESE_UNITS = [
  [1e12, "兆"],
  [1e8, "億"],
  [1e4, "万"],
];
const ENGLISH_UNITS = [
  [1e12, "tn"],
  [1e9, "bn"],
  [1e6, "m"],
];
const JAPANESE_CURRENCIES = { JPY: "円", GBP: "ポンド", CNY: "元", KRW: "ウォン", AUD: "豪ドル" };
const currencyNames = new Intl.DisplayNames("ja", { type: "currency", fallback: "code" });
const currencyName = (code) => JAPANESE_CURRENCIES[code] ?? (/^[A-Z]{3}$/.test(code) ? currencyNames.of(code) : code);

const group = (number, digits = 4) => number.toLocaleString("en-US", { maximumFractionDigits: digits });

/** 500000000000 JPY is 5,000億円 or JPY 500 bn; 3300000000000 JPY is 3.3兆円 or JPY 3.3 tn. */
function money(amount, currency = "") {
  if (language === "en") {
    const [factor, unit] = ENGLISH_UNITS.find(([size]) => Math.abs(amount) >= size) ?? [1, ""];
    return [currency, group(amount / factor, 3), unit].filter(Boolean).join(" ");
  }
  const tidy = ([size]) => Math.abs(amount) >= size && (size === 1e8 || Number.isInteger(amount / (size / 10)));
  const [factor, unit] = JAPANESE_UNITS.find(tidy) ?? [1, ""];
  return group(amount / factor) + unit + (currency && currencyName(currency));
}

function moneyOf(fact) {
  const { amount, minAmount, maxAmount, currency } = fact.roles;
  const ends = [minAmount, maxAmount].map((end) => (end === undefined ? "" : money(end, currency)));
  const figure = amount !== undefined ? money(amount, currency) : ends.some(Boolean) ? ends.join("–") : "";
  return qualified(figure, fact.roles.qualifier);
}

function quantity(value, unit = "") {
  if (typeof value === "number" && /^[A-Z]{3}$/.test(unit)) return money(value, unit);
  const figure =
    typeof value === "number" ? (Math.abs(value) < 10000 && unit === "年" ? String(value) : group(value)) : value;
  return language === "ja" || /^[%％]/.test(unit) ? `${figure}${unit}` : `${figure} ${unit}`.trim();
}

/** 約5,000億円 or about JPY 500 bn; a qualifier without a text of its own stands behind in brackets. */
function qualified(figure, qualifier) {
  if (!figure || !qualifier) return figure;
  const key = `qualifier.${qualifier}`;
  return key in settings.interface.en ? say(key, { figure }) : `${figure} (${qualifier})`;
}

const fiscal = (year) => (language === "ja" ? `${year}年度` : `FY${year}`);

/** When the fact holds, in the fewest words. */
function when(fact) {
  const r = fact.roles;
  if (r.fiscalYear !== undefined) return listOf(r.fiscalYear).map(fiscal).join("・");
  if (r.startFiscalYear !== undefined || r.endFiscalYear !== undefined) {
    return [r.startFiscalYear, r.endFiscalYear].map((year) => (year === undefined ? "" : fiscal(year))).join("–");
  }
  if (r.date !== undefined) return listOf(r.date).join("・");
  if (r.startDate !== undefined || r.endDate !== undefined) return `${r.startDate ?? ""}–${r.endDate ?? ""}`;
  if (r.deadline !== undefined) return say("by", { date: r.deadline });
  return r.period !== undefined ? String(r.period) : "";
}

/** Place of one piece of evidence: heading, page, line, characters. */
function placeOf(evidence, brief = false) {
  const parts = [
    evidence.heading && !brief ? (language === "ja" ? `「${evidence.heading}」` : `“${evidence.heading}”`) : "",
    evidence.page != null ? say("page", { n: evidence.page }) : "",
    say("line", { n: evidence.line }),
    brief ? "" : say("characters", { start: evidence.start, end: evidence.end }),
  ];
  return parts.filter(Boolean).join(language === "ja" ? "、" : ", ");
}

function citation(fact) {
  const source = documentById.get(fact.document);
  const title = language === "ja" ? `「${titleOf(source)}」` : `“${titleOf(source)}”`;
  const head = [publisherOf(source), title, source?.date].filter(Boolean).join(language === "ja" ? "" : ", ");
  return [head, ...fact.evidence.map((item) => placeOf(item)), `Policyscape <${NAMESPACES.fact}${fact.id}>`].join(". ");
}

/** A query of viz/queries with its variables bound by a VALUES clause, so that nothing is pasted into its text. */
function sparql(name, values = {}) {
  const names = Object.keys(values);
  const bound = names.map((key) => `<${values[key]}>`).join(" ");
  const clause = names.length ? `VALUES (${names.map((key) => `?${key}`).join(" ")}) { (${bound}) }\n` : "";
  return settings.queries[name] + clause;
}

const iriOf = (entity) => NAMESPACES.id + entity.id;

/** Rows to CSV with a byte order mark, which spreadsheets need to see that it is UTF-8. */
function csv(rows) {
  const cell = (value) => {
    const text = String(value ?? "");
    return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  return "\ufeff" + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

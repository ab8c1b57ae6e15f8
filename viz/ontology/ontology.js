"use strict";
(() => {
  const root = document.documentElement;
  const buttons = document.querySelectorAll("button[data-set]");
  const show = (language) => {
    root.dataset.language = language;
    root.lang = language;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.set === language));
  };
  for (const button of buttons) button.addEventListener("click", () => show(button.dataset.set));
  show((navigator.language || "ja").startsWith("ja") ? "ja" : "en");
})();

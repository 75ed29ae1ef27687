"use strict";
// Lights a record with its words, and words with their records. Without this script the links still lead.
(() => {
  const record = (id) => document.getElementById("r-" + id);
  const words = (id) => document.querySelectorAll('[data-r~="' + id + '"]');
  const idsOf = (node) => {
    const at = node.closest && node.closest("[data-r], [data-id]");
    if (!at) return [];
    return at.dataset.id ? [at.dataset.id] : at.dataset.r.split(" ");
  };
  let lit = [];
  const light = (ids) => {
    for (const node of lit) node.classList.remove("lit");
    lit = ids.flatMap((id) => [record(id), ...words(id)]).filter(Boolean);
    for (const node of lit) node.classList.add("lit");
  };
  let kept = [];
  const show = (node) => node && node.scrollIntoView({ block: "nearest" });
  for (const kind of ["mouseover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const ids = idsOf(event.target);
      light(ids.length ? ids : kept);
    });
  }
  document.addEventListener("click", (event) => {
    const ids = idsOf(event.target);
    kept = ids;
    light(ids);
    if (!ids.length || event.target.closest("summary, details")) return;
    const inRecord = event.target.closest("[data-id]");
    show(inRecord ? words(ids[0])[0] : record(ids[0]));
    if (event.target.closest("a")) event.preventDefault();
  });
  // j and k walk the records.
  document.addEventListener("keydown", (event) => {
    if (!["j", "k"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...document.querySelectorAll(".record")].filter((r) => r.offsetParent || r.getClientRects().length);
    const now = all.findIndex((r) => r.dataset.id === kept[0]);
    const next = all[Math.max(0, Math.min(all.length - 1, now + (event.key === "j" ? 1 : -1)))];
    if (!next) return;
    kept = [next.dataset.id];
    light(kept);
    show(next);
    show(words(kept[0])[0]);
  });
})();

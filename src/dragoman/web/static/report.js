// Adds a filter to the report; everything else works without this script.
// The filter's state is the address: report.html#?actor=JPN&kind=meeting
(() => {
  "use strict";
  const form = document.getElementById("filter");
  const fields = ["actor", "kind", "status", "text"];
  const rows = [...document.querySelectorAll(".ledger tbody tr")];
  const marks = [...document.querySelectorAll("mark[data-r]")];
  const others = [...document.querySelectorAll("svg a[data-n], .twin tbody tr")];
  const codes = new Map([...document.querySelectorAll("#actors option")].map((o) => [o.value, o.dataset.code]));
  const names = new Map([...codes].map(([name, code]) => [code, name]));
  let words = null; // record number -> all its words in lower case, made at the first search

  const field = (name) => form.elements.namedItem(name);
  const fold = (text) => text.toLocaleLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

  function wordsOf(row) {
    if (!words) {
      words = new Map(rows.map((r) => [r.dataset.n, r.textContent]));
      for (const mark of marks)
        for (const n of mark.dataset.r.split(" ")) words.set(n, (words.get(n) || "") + " " + mark.textContent);
      for (const [n, text] of words) words.set(n, fold(text));
    }
    return words.get(row.dataset.n);
  }

  function hasActor(row, wanted) {
    const code = codes.get(wanted) || (names.has(wanted) ? wanted : "");
    if (code) return row.dataset.a.includes("|" + code + "|");
    const held = [".c-who", ".c-whom"].map((cell) => row.querySelector(cell)?.textContent ?? "");
    return fold([...held, row.dataset.a].join(" ")).includes(fold(wanted));
  }

  function passes(row, want) {
    return (
      (!want.kind || row.closest(".ledger").dataset.kind === want.kind) &&
      (!want.status || row.dataset.s === want.status) &&
      (!want.actor || hasActor(row, want.actor)) &&
      (!want.text || fold(want.text).split(/\s+/).every((word) => wordsOf(row).includes(word)))
    );
  }

  function wanted() {
    return Object.fromEntries(fields.map((name) => [name, field(name).value.trim()]));
  }

  function apply() {
    const want = wanted();
    const active = fields.some((name) => want[name]);
    const shown = new Set();
    for (const row of rows) {
      const ok = !active || passes(row, want);
      row.hidden = !ok;
      if (ok) shown.add(row.dataset.n);
    }
    for (const ledger of document.querySelectorAll(".ledger")) {
      const left = ledger.querySelectorAll("tbody tr:not([hidden])").length;
      const all = ledger.querySelectorAll("tbody tr").length;
      ledger.hidden = !left;
      ledger.querySelector(".count").textContent = left === all ? all : left + " of " + all;
    }
    for (const other of others) {
      const out = !shown.has(other.dataset.n);
      other.classList.toggle("out", out);
      // A faint mark on the drawing is background, not a stop for the keyboard.
      if (out) other.setAttribute("tabindex", "-1");
      else other.removeAttribute("tabindex");
    }
    for (const mark of marks) mark.classList.toggle("out", !mark.dataset.r.split(" ").some((n) => shown.has(n)));
    document.getElementById("shown").textContent = shown.size + " of " + rows.length + " records";
    document.getElementById("nothing").hidden = shown.size > 0 || !rows.length;
  }

  function remember() {
    const want = wanted();
    const query = new URLSearchParams();
    for (const name of fields)
      if (want[name]) query.set(name, name === "actor" ? codes.get(want.actor) || want.actor : want[name]);
    history.replaceState(null, "", query.size || [...query].length ? "#?" + query : "#");
  }

  function recall() {
    if (!location.hash.startsWith("#?")) return false;
    const query = new URLSearchParams(location.hash.slice(2));
    for (const name of fields) {
      const value = query.get(name) || "";
      field(name).value = name === "actor" ? names.get(value) || value : value;
    }
    apply();
    return true;
  }

  // A link may lead to what is folded away or filtered out: show it.
  function reveal() {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return;
    }
    if (!target) return;
    if (target.closest("tr[hidden], .ledger[hidden]")) {
      form.reset();
      apply();
    }
    for (let box = target; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
    target.scrollIntoView({ block: target.tagName === "MARK" || target.tagName === "TR" ? "center" : "start" });
  }

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      apply();
      remember();
    }, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () =>
    setTimeout(() => {
      apply();
      remember();
    })
  );
  window.addEventListener("hashchange", () => {
    if (recall()) document.getElementById("ledgers").scrollIntoView();
    else reveal();
  });
  // A drawing's mark tells its label when the pointer is on it.
  document.querySelector(".chart")?.addEventListener("pointerover", (event) => {
    const link = event.target.closest("a");
    if (!link || link.querySelector("title")) return;
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = link.getAttribute("aria-label");
    link.prepend(title);
  });
  form.hidden = false;
  if (!recall()) {
    apply();
    if (location.hash) reveal();
  }
})();

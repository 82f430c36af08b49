// The list: searched, filtered and sorted by what its address says, so that every number elsewhere can link to its list.
// Without this script the table is whole, in its order. Texts from wikis are only ever set as text.
"use strict";
(() => {
  const table = document.querySelector("table[data-list]");
  if (!table) return;
  const find = (id) => document.getElementById(id);
  const [form, count, chips, clear, empty] = ["filters", "count", "chips", "clear", "empty"].map(find);
  const labels = chips ? JSON.parse(chips.dataset.labels) : {};
  const [all, some] = [count.textContent, JSON.parse(count.dataset.some)];
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const body = table.tBodies[0];
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const rows = [...body.rows].map((row) => ({
    row,
    has: JSON.parse(row.dataset.row || "{}"),
    text: fold([...row.cells].map((cell) => cell.textContent).join(" ")),
  }));
  const heads = [...table.tHead.rows[0].cells];
  const state = { q: "", sort: "", filters: new Map() };

  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    state.q = asked.get("q") ?? "";
    state.sort = asked.get("sort") ?? "";
    state.filters = new Map();
    for (const name of new Set(asked.keys())) {
      if (name !== "q" && name !== "sort") state.filters.set(name, asked.getAll(name));
    }
  };

  const write = () => {
    const said = new URLSearchParams();
    if (state.q) said.set("q", state.q);
    for (const [name, values] of state.filters) for (const value of values) said.append(name, value);
    if (state.sort) said.set("sort", state.sort);
    history.replaceState(null, "", `#${said}`);
  };

  const matches = ({ has, text }, words) =>
    words.every((word) => text.includes(word)) &&
    [...state.filters].every(([name, values]) => {
      const own = has[name] ?? [];
      return values.some((value) => (value === "" ? own.length === 0 : own.includes(value)));
    });

  const value = ({ row }, place) => {
    const cell = row.cells[place];
    return (cell.dataset.value ?? cell.textContent).trim();
  };

  const sorted = () => {
    const place = heads.findIndex((head) => head.dataset.sort === state.sort.replace(/^-/, ""));
    if (place < 0) return rows;
    const sign = state.sort.startsWith("-") ? -1 : 1;
    return rows
      .map((entry) => [value(entry, place), entry])
      .sort(([a], [b]) => (!a || !b ? !a - !b : sign * collator.compare(a, b)))
      .map(([, entry]) => entry);
  };

  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const chip = (name, one) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const known = one === "" ? labels[""] : (labels[`${name}=${one}`] ?? (name === "id" ? titleOf(one) : one));
    button.type = "button";
    button.textContent = `${labels[name] ?? name}: ${known}`;
    button.setAttribute("aria-label", fill(chips.dataset.remove, { name: button.textContent }));
    button.addEventListener("click", () => {
      const left = state.filters.get(name).filter((other) => other !== one);
      if (left.length) state.filters.set(name, left);
      else state.filters.delete(name);
      write();
      show();
      (chips.querySelector("button") ?? form.elements.q).focus();
    });
    item.append(button);
    return item;
  };
  const titleOf = (id) => rows.find(({ has }) => has.id?.includes(id))?.row.cells[0].textContent.trim() ?? id;

  const show = () => {
    const words = fold(state.q).split(/\s+/).filter(Boolean);
    const kept = sorted().filter((entry) => matches(entry, words));
    body.replaceChildren(...kept.map(({ row }) => row));
    const told = some[plural.select(kept.length)];
    count.textContent = kept.length === rows.length ? all : fill(told, { shown: kept.length });
    empty.hidden = kept.length > 0;
    table.hidden = kept.length === 0;
    for (const head of heads) {
      const own = head.dataset.sort === state.sort.replace(/^-/, "") && state.sort;
      if (own) head.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    if (document.activeElement !== form.elements.q) form.elements.q.value = state.q;
    for (const select of form.querySelectorAll("select")) {
      const own = state.filters.get(select.name) ?? [];
      const wanted = own.length === 1 ? `=${own[0]}` : "*";
      select.value = [...select.options].some((option) => option.value === wanted) ? wanted : "*";
    }
    if (!chips) return;
    const chosen = [...state.filters].flatMap(([name, values]) => values.map((one) => chip(name, one)));
    chips.replaceChildren(...chosen);
    chips.hidden = chosen.length === 0;
    clear.hidden = !state.q && chosen.length === 0;
  };

  for (const head of heads.filter(({ dataset }) => dataset.sort)) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const key = head.dataset.sort;
      const first = head.classList.contains("number") ? `-${key}` : key;
      const second = first === key ? `-${key}` : key;
      state.sort = state.sort === first ? second : state.sort === second ? "" : first;
      write();
      show();
    });
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.elements.q.addEventListener("input", () => {
    state.q = form.elements.q.value;
    write();
    show();
  });
  for (const select of form.querySelectorAll("select")) {
    select.addEventListener("change", () => {
      if (select.value === "*") state.filters.delete(select.name);
      else state.filters.set(select.name, [select.value.slice(1)]);
      write();
      show();
    });
  }
  clear?.addEventListener("click", () => {
    Object.assign(state, { q: "", filters: new Map() });
    form.elements.q.value = "";
    write();
    show();
    form.elements.q.focus();
  });
  addEventListener("hashchange", () => {
    read();
    show();
  });
  read();
  show();
})();

"use strict";
(() => {
  const files = JSON.parse(document.getElementById("files").textContent);
  const panel = document.getElementById("panel");
  const number = new Intl.NumberFormat("en");
  const maps = [...document.querySelectorAll(".map")];
  let current = null;

  const element = (tag, kind, ...content) => {
    const made = document.createElement(tag);
    if (kind) made.className = kind;
    made.append(...content);
    return made;
  };
  const size = bytes => bytes < 1024 ? `${bytes} B`
    : bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
  const fact = (value, label) => element("span", "", element("b", "", value), ` ${label}`);

  const show = cell => {
    if (!cell || cell === current) return;
    current?.classList.remove("on");
    current = cell;
    cell.classList.add("on");
    const [path, language, slot, lines, blank, bytes, block, line, blockLines] = files[cell.dataset.f];
    const slash = path.lastIndexOf("/") + 1;
    const facts = element("p", "facts",
      element("span", "", element("i", `dot l${slot}`), language),
      fact(number.format(lines), lines === 1 ? "line" : "lines"),
      fact(number.format(blank), "blank"),
      fact(size(bytes), ""));
    if (blockLines > 0) {
      const where = block ? element("code", "", block) : "paragraph";
      facts.append(element("span", "", "longest block ", where, " ", element("b", "", number.format(blockLines)), ` from line ${line}`));
    }
    panel.replaceChildren(
      element("p", "name", element("span", "muted", path.slice(0, slash)), path.slice(slash)), facts);
  };

  const middle = cell => {
    const box = cell.getBBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  // The nearest cell in a quarter of the compass; what lies askew counts as farther away.
  const neighbour = (map, [dx, dy]) => {
    const [x, y] = middle(current);
    let best = null, least = Infinity;
    for (const cell of map.querySelectorAll(".c")) {
      if (cell === current) continue;
      const [cx, cy] = middle(cell);
      const along = (cx - x) * dx + (cy - y) * dy;
      const askew = Math.abs((cx - x) * dy) + Math.abs((cy - y) * dx);
      if (along > 0 && askew <= along * 1.2 && along + askew * 2 < least) [best, least] = [cell, along + askew * 2];
    }
    return best;
  };

  for (const map of maps) {
    map.addEventListener("pointerover", e => show(e.target.closest(".c")));
    map.addEventListener("click", e => show(e.target.closest(".c")));
    map.addEventListener("focus", () => { if (!current || !map.contains(current)) show(map.querySelector(".c")); });
    map.addEventListener("keydown", e => {
      const way = ways[e.key];
      if (!way) return;
      e.preventDefault();
      show(current && map.contains(current) ? neighbour(map, way) : map.querySelector(".c"));
    });
  }

  const find = document.getElementById("find");
  find.hidden = false;
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    for (const map of maps) {
      map.classList.toggle("finding", wanted !== "");
      for (const cell of map.querySelectorAll(".c"))
        cell.classList.toggle("hit", wanted !== "" && files[cell.dataset.f][0].toLowerCase().includes(wanted));
    }
  });

  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => {
      const before = head.getAttribute("aria-sort");
      const numeric = body.rows[0]?.cells[column].dataset.v !== undefined;
      const order = before ? (before === "descending" ? "ascending" : "descending") : numeric ? "descending" : "ascending";
      heads.forEach(h => h.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      const compare = numeric
        ? (a, b) => sign * (a.cells[column].dataset.v - b.cells[column].dataset.v)
        : (a, b) => sign * a.cells[column].textContent.localeCompare(b.cells[column].textContent);
      body.append(...[...body.rows].sort(compare));
    }));
  }
})();

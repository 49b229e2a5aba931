// Makes pages live, and times local. Every page and action works without it.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** Shows the times of the page in the reader's zone; the title keeps them in UTC. */
function showTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    if (time.dataset.shown) continue;
    time.dataset.shown = "1";
    time.title = `${time.getAttribute("datetime")} (UTC)`;
    time.textContent = exact.format(new Date(time.getAttribute("datetime")));
  }
  for (const name of root.querySelectorAll("[data-zone]")) name.textContent = zone;
}

/** Ticks every box of a list. */
document.addEventListener("change", (event) => {
  const all = event.target.closest?.("[data-all]");
  if (all) for (const box of document.querySelectorAll(`input[name="${all.dataset.all}"]`)) box.checked = all.checked;
});

/** Whoever opens a form writes the reason next. */
document.addEventListener("click", (event) => {
  const form = event.target.closest?.("summary.button")?.parentElement;
  if (form && !form.open) setTimeout(() => form.querySelector("input[name=reason]")?.focus());
});

/** What the page follows, and since when: the address is that of what is shown. */
const followed = (root) => root.querySelector("[data-follow]")?.dataset;

/** Puts what is new into the page. What the reader has opened, ticked or is writing stays. */
function renew(fresh) {
  if (followed(fresh)) followed(document).follow = followed(fresh).follow;
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = fresh.querySelector(`[data-live="${CSS.escape(part.dataset.live)}"]`);
    if (!next) continue;
    showTimes(next);
    const before = part.dataset.html ?? (part.dataset.html = plain(part));
    const after = plain(next);
    if (before === after || part.contains(document.activeElement) && document.activeElement.matches("input, select, textarea")) continue;
    const open = new Set([...part.querySelectorAll("details[open][id]")].map((d) => d.id));
    const ticked = new Set([...part.querySelectorAll("input:checked")].map((box) => `${box.name}=${box.value}`));
    const scrolled = part.querySelector(".graph");
    const at = scrolled && [scrolled.scrollLeft, scrolled.scrollTop];
    const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") ?? document.activeElement.id : undefined;
    part.replaceChildren(...next.childNodes);
    part.dataset.html = after;
    for (const details of part.querySelectorAll("details[id]")) if (open.has(details.id)) details.open = true;
    for (const box of part.querySelectorAll("input[type=checkbox]")) if (ticked.has(`${box.name}=${box.value}`)) box.checked = true;
    if (at) part.querySelector(".graph")?.scrollTo(...at);
    if (focused) part.querySelector(`[href="${CSS.escape(focused)}"], [id="${CSS.escape(focused)}"]`)?.focus();
  }
}

const plain = (element) => element.innerHTML;
const status = document.querySelector("#live");
const say = (text) => { if (status && status.textContent !== text) status.textContent = text; };

async function reload() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (answer.ok) renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
}

/** Follows the changes of what the page shows: one line per change, read from a stream that the server keeps open. */
async function follow() {
  for (let pause = 500; ; pause = Math.min(pause * 2, 15_000)) {
    try {
      const answer = await fetch(followed(document).follow, { headers: { Accept: "text/plain" }, cache: "no-store" });
      if (answer.status === 204 || answer.status === 404) return say("");
      if (!answer.ok) throw new Error(answer.statusText);
      say("Live");
      const reader = answer.body.getReader();
      const words = new TextDecoder();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        if (words.decode(value, { stream: true }).includes("changed")) await reload();
        pause = 500;
      }
    } catch {
      say("Not live: the server does not answer. Trying again.");
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

showTimes(document);
if (followed(document)) follow();

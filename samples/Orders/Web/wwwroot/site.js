const list = document.querySelector("#orders");
const words = { Running: "on its way", Succeeded: "shipped", Failed: "failed, and what was done is undone", Compensating: "being undone", Cancelled: "cancelled" };
const steps = 6;

document.querySelector("#order").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const order = { id: crypto.randomUUID().slice(0, 8), article: form.get("article"), count: Number(form.get("count")), price: form.get("article") === "Piano" ? 900 : form.get("article") === "Desk" ? 300 : 25 };
  const answer = await fetch("orders", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(order) });
  if (answer.ok) show(order);
});

/** An order with its progress: the server tells of every change. */
function show(order) {
  const item = document.createElement("li");
  const title = document.createElement("b");
  const state = document.createElement("span");
  const progress = Object.assign(document.createElement("progress"), { max: steps });
  const detail = Object.assign(document.createElement("div"), { className: "steps" });
  title.textContent = `${order.count} × ${order.article}, ${(order.count * order.price).toFixed(2)}`;
  progress.setAttribute("aria-label", `Progress of ${title.textContent}`);
  item.append(title, state, progress, detail);
  if (order.count * order.price > 1000) {
    for (const decision of ["Approved", "Rejected"]) {
      const button = document.createElement("button");
      button.textContent = decision === "Approved" ? "Approve" : "Reject";
      button.addEventListener("click", () => { for (const b of item.querySelectorAll("button")) b.remove(); fetch(`orders/${order.id}/decision?decision=${decision}`, { method: "POST" }); });
      item.append(button);
    }
  }
  list.prepend(item);
  const live = new EventSource(`orders/${order.id}/live`);
  live.addEventListener("message", ({ data }) => {
    const update = JSON.parse(data);
    state.textContent = words[update.state] ?? update.state;
    const isOver = ["Succeeded", "Failed", "Cancelled"].includes(update.state);
    progress.value = update.state === "Succeeded" ? steps : update.steps.filter((s) => s.state === "Succeeded").reduce((sum, s) => sum + s.count, 0);
    // What is recorded of steps comes a little later than the end: then none of them runs any more.
    detail.textContent = update.steps.filter((s) => !isOver || s.state !== "Running").map((s) => `${s.task.split(".").pop()} ${s.state.toLowerCase()}`).join(" · ");
    if (isOver) live.close();
  });
}

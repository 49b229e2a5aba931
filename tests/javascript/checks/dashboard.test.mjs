import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { openDashboard, pages, skip } from "./dashboard.mjs";

let dashboard;
before(async () => { if (!skip) dashboard = await openDashboard(); });
after(() => dashboard?.close());
afterEach(() => dashboard?.leave());

const operator = { "X-Name": "Ada", "X-Role": "operator" };

test("every page answers, and nothing on it is wrong", { skip }, async () => {
  for (const [name, path] of pages) {
    const answer = await dashboard.visit(path);
    assert.equal(answer.status(), 200, name);
    assert.notEqual((await dashboard.page.textContent("h1")).trim(), "", name);
    await dashboard.leave();
  }
});

test("limits of a task are set while workers run", { skip }, async () => {
  const { page } = (await dashboard.visit("tasks"), dashboard);
  await page.click('a:has-text("orders.charge")');
  assert.match(await page.textContent("main"), /string Charge\(Order order\)/);
  await page.fill("input[name=rate]", "2/s");
  await page.fill("input[name=reason]", "The bank is slow.");
  await page.click('button:has-text("Set limits")');
  await dashboard.says("follow within a second");
  assert.match(await page.textContent("#limits ~ .table"), /2 a second/);
  assert.match(await page.textContent("main"), /The bank is slow/);
  await page.fill("input[name=reason]", "It is well again.");
  await page.click('button:has-text("Back to its own limits")');
  await dashboard.says("Its own limits hold again");
});

test("a failed flow is found, understood and retried", { skip }, async () => {
  const { page } = (await dashboard.visit(), dashboard);
  await page.click('.figures a:has-text("Failed")');
  await page.click('a:has-text("Order 30")');
  await page.click('a:has-text("The step that failed")');
  await page.waitForSelector('h1:has-text("ship")');
  assert.match(await page.textContent("main"), /The carrier takes no parcels over 30 kg/);
  assert.match(await page.textContent("main"), /30 items of 30/);
  await fetch(`${dashboard.address}/mend`, { method: "POST" });
  await page.click('a:has-text("The flow")');
  const form = await dashboard.act("Retry from where it failed", "The carrier takes them now.");
  await form.locator("button").click();
  await dashboard.says("");
  // The page is live: nobody loads it anew.
  await page.waitForSelector('h1 .state.good:has-text("Succeeded")');
  assert.match(await page.textContent("main"), /The carrier takes them now/);
});

test("many flows are cancelled after a look at how many", { skip }, async () => {
  const { page } = (await dashboard.visit("flows?state=Running&prefix=Audit"), dashboard);
  await page.click('button:has-text("Cancel all that match")');
  await page.waitForSelector('h1:has-text("Cancel 1 flow?")');
  await page.fill("input[name=reason]", "Not needed today.");
  await page.click('button.main:has-text("Cancel 1 flow")');
  await dashboard.says("");
  await page.goto(`${dashboard.address}/tasks/flows/audit`);
  await page.waitForSelector('h1 .state:has-text("Cancelled")');
  await page.goto(`${dashboard.address}/tasks/actions`);
  assert.match(await page.textContent("main"), /Not needed today/);
});

test("a wait is answered with a form made of its type", { skip }, async () => {
  const { page } = (await dashboard.visit("waits"), dashboard);
  const form = await dashboard.act("Answer", "Asked the customer.");
  const value = (text) => form.locator("label", { hasText: text });
  await value("isApproved").locator("select").selectOption("true");
  await value("priority").locator("select").selectOption({ label: "Urgent" });
  await value("discount").locator("input").fill("5");
  await form.locator("button:has-text('Say it')").click();
  await dashboard.says("");
  await page.goto(`${dashboard.address}/tasks/flows/approve`);
  await page.waitForSelector('h1 .state.good:has-text("Succeeded")');
});

test("everything works without scripts", { skip }, async () => {
  const { page } = (await dashboard.visit("flows/order-30", { javaScriptEnabled: false }), dashboard);
  assert.equal(await page.locator("svg a").count() > 3, true);
  await page.click('a:has-text("Outline")');
  assert.match(await page.textContent(".tree"), /ship/);
  await page.click("details summary");
  await dashboard.context.close();
  dashboard.context = undefined;
});

test("who may read sees no buttons, and can do nothing", { skip }, async () => {
  const { page } = (await dashboard.visit("flows", { extraHTTPHeaders: { "X-Name": "Bob" } }, "guarded"), dashboard);
  assert.equal(await page.locator("button:not(:has-text('Find'))").count(), 0);
  assert.match(await page.textContent("header"), /Bob · may read/);
});

test("who is not known may not look", { skip }, async () => {
  assert.equal((await fetch(`${dashboard.address}/guarded/`)).status, 401);
  assert.equal((await fetch(`${dashboard.address}/guarded/flows/order-30`)).status, 401);
});

test("an operator is named in what is written down", { skip }, async () => {
  const { page } = (await dashboard.visit("queues", { extraHTTPHeaders: operator }, "guarded"), dashboard);
  await page.fill("input[name=reason]", "A quiet night.");
  await page.click('button:has-text("Pause")');
  await dashboard.says("paused");
  assert.match(await page.textContent("main"), /Ada/);
  await page.fill("input[name=reason]", "Morning.");
  await page.click('button:has-text("Resume")');
  await dashboard.says("goes on");
});

test("requests of other sites are refused", { skip }, async () => {
  const body = new URLSearchParams({ do: "retry", reason: "x" });
  for (const headers of [{}, { Origin: "https://evil.example" }, { "Sec-Fetch-Site": "cross-site" }, { "Sec-Fetch-Site": "same-site" }, { "Sec-Fetch-Site": "none" }, { Origin: "null" }]) {
    const answer = await fetch(`${dashboard.address}/tasks/flows/hostile`, { method: "POST", body, headers });
    assert.equal(answer.status, 403, JSON.stringify(headers));
  }
});

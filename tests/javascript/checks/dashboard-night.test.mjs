import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { mkdir } from "node:fs/promises";
import { openDashboard, skip } from "./dashboard.mjs";
import { startNight } from "./night.mjs";

// The four faults of docs/operations.md, "At night": found and mended by clicks alone. Broker, front end and workers are processes of their own, and really die.
let dashboard, night, worker;
const pictures = process.env.TYPEDTASKS_PICTURES;
const long = 90_000;
before(async () => {
  if (skip) return;
  dashboard = await openDashboard(() => startNight(true));
  night = dashboard.application;
  worker = await night.work();
  if (pictures) await mkdir(pictures, { recursive: true });
});
after(() => dashboard?.close());
afterEach(() => dashboard?.leave());

const picture = async (name) => { if (pictures) await dashboard.page.screenshot({ path: `${pictures}/night-${name}.png`, fullPage: true }); };
const goTo = (place) => dashboard.page.click(`header nav a:has-text("${place}")`);
const main = () => dashboard.page.textContent("main");

// A page that says that the broker or the store does not answer has that status, and the browser notes it.
const expectRefusal = () => { dashboard.complaints = dashboard.complaints.filter((said) => !/status of 503/.test(said)); };

async function control(button, reason) {
  await goTo("Queues");
  await dashboard.page.fill("input[name=reason]", reason);
  await dashboard.page.click(`button:has-text("${button}")`);
}

test("a bad deployment: one kind of failure, its queue paused, all of it retried", { skip, timeout: 2 * long }, async () => {
  await night.deploy("broken");
  const { page } = (await dashboard.visit(), dashboard);
  await night.order(1, 5);
  // Nobody loads the page anew: the failures come up on it.
  await page.waitForSelector('#failures ~ .table tr:has-text("InvalidOperationException") td[data-name="Flows"]:has-text("5")', { timeout: long });
  await picture("deployment-overview");
  await page.click('#failures ~ .table a:has-text("InvalidOperationException")');
  assert.match(await main(), /The carrier's form has a new field: 'incoterm'/);
  assert.match(await main(), /Shipping\.Dispatch/);
  await picture("deployment-step");
  await control("Pause", "The carrier's form.");
  await dashboard.says("is paused");
  await night.deploy("");
  await control("Resume", "2026.3.2 is out.");
  await dashboard.says("goes on");
  await goTo("Overview");
  await page.click('#failures ~ .table tr:has-text("InvalidOperationException") td[data-name="Flows"] a');
  await page.click('button:has-text("Retry all that match")');
  await page.waitForSelector('h1:has-text("Retry 5 flows?")');
  await picture("deployment-retry");
  await page.fill("input[name=reason]", "2026.3.2 is out.");
  await page.click('button.main:has-text("Retry 5 flows")');
  await dashboard.says("5 of 5");
  await goTo("Overview");
  await page.waitForSelector('.figures li:has(.state:text-is("Succeeded")) b:text-is("5")', { timeout: long });
  assert.equal(await page.textContent('.figures li:has(.state:text-is("Failed")) b'), "0");
});

test("a message that kills whoever takes it: found by what its workers left, and retried with the version that lives with it", { skip, timeout: 2 * long }, async () => {
  await night.deploy("deadly");
  const { page } = (await dashboard.visit("workers"), dashboard);
  await night.order(20);
  await worker.exited;
  for (let died = 1; died < 3; died++) await (await night.work()).exited;
  await page.waitForSelector('.state:has-text("Gone")', { timeout: long });
  await picture("poison-workers");
  await night.deploy("");
  worker = await night.work();
  await goTo("Overview");
  await page.waitForSelector('#failures ~ .table tr:has-text("TooManyDeliveries")', { timeout: long });
  await page.click('#failures ~ .table a:has-text("TooManyDeliveries")');
  assert.match(await main(), /What arrived at it\s*20/);
  await picture("poison-step");
  await page.click('a:has-text("The flow")');
  const form = await dashboard.act("Retry from where it failed", "2026.3.2 lives with order 20.");
  await form.locator("button").click();
  await page.waitForSelector('h1 .state.good:has-text("Succeeded")', { timeout: long });
});

test("the broker is down: pages say so, nothing is lost, and it goes on", { skip, timeout: 2 * long }, async () => {
  const { page } = (await dashboard.visit("queues"), dashboard);
  await page.waitForSelector('th:has-text("typedtasks")');
  await night.loseBroker();
  await night.order(30, 3);
  await page.click('td[data-name="Dead letters"] a');
  await page.waitForSelector('h1:has-text("The broker does not answer")');
  assert.match(await main(), /Nothing listens at/);
  await picture("broker-letters");
  await goTo("Queues");
  await page.waitForSelector('tr:has-text("typedtasks"):has-text("Nothing listens at")', { timeout: long });
  await picture("broker-queues");
  await goTo("Flows");
  await page.waitForSelector('tr:has-text("Order 32"):has(.state:has-text("Running"))');
  await goTo("Workers");
  await page.waitForSelector('section:has(.state.run)');
  await picture("broker-workers");
  await night.returnBroker();
  await goTo("Flows");
  for (const order of [30, 31, 32]) await page.waitForSelector(`tr:has-text("Order ${order}"):has(.state:has-text("Succeeded"))`, { timeout: long });
  await goTo("Queues");
  await page.click('td[data-name="Dead letters"] a');
  await page.waitForSelector('h1:has-text("Dead letters of typedtasks")');
  expectRefusal();
});

test("the disk of the store is full: looking works, an action says what is missing and works again", { skip, timeout: 2 * long }, async (context) => {
  if (!night.disk) return context.skip("no disk can be mounted here");
  const { page } = (await dashboard.visit("flows"), dashboard);
  night.disk.fill();
  try {
    await goTo("Overview");
    await page.waitForSelector(".figures");
    await goTo("Flows");
    await page.waitForSelector('tr:has-text("Order 1")');
    await control("Pause", "The disk is full.");
    await page.waitForSelector('h1:has-text("Not done: the store did not take it")');
    assert.match(await main(), /The disk of the store .* is full/);
    await picture("disk-refused");
  } finally {
    await night.disk.free();
  }
  await control("Pause", "The disk was full.");
  await dashboard.says("is paused");
  await control("Resume", "There is room.");
  await dashboard.says("goes on");
  await night.order(40);
  await goTo("Flows");
  await page.waitForSelector('tr:has-text("Order 40"):has(.state:has-text("Succeeded"))', { timeout: long });
  expectRefusal();
});

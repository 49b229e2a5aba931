import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { readFile } from "node:fs/promises";
import { openDashboard, skip } from "./dashboard.mjs";

// What people do every day, each from the first page on, by clicks that are counted: the counts are those of the table in docs/dashboard.md. Writing is no click, and a field that has to be chosen first is one.
let dashboard, clicks, page;
before(async () => { if (!skip) dashboard = await openDashboard(); });
after(() => dashboard?.close());
afterEach(() => dashboard?.leave());

const click = async (selector) => {
  clicks++;
  await page.click(selector);
};
/** The field for the reason has the focus already. */
const type = async (text) => {
  await page.waitForSelector("input[name=reason]:focus");
  await page.keyboard.type(text);
};
const write = async (selector, text) => {
  clicks++;
  await page.click(selector);
  await page.keyboard.type(text);
};
const main = () => page.textContent("main");

const days = [
  ["find what failed, and its exception", async () => {
    await click("#failures ~ .table a:has-text('InvalidOperationException')");
    assert.match(await main(), /The carrier takes no parcels over 30 kg/);
    assert.match(await main(), /Orders\.Ship/);
  }],
  ["its input", async () => {
    await click("#failures ~ .table a:has-text('InvalidOperationException')");
    assert.match(await main(), /What arrived at it[^]*30 items of 3\d/);
  }],
  ["is the queue moving", async () => {
    assert.match(await page.textContent("#queues ~ .table"), /typedtasks\s*(there is none|[\d.]+ (ms|s))/);
  }],
  ["what runs now", async () => {
    await click("header nav a:has-text('Workers')");
    assert.match(await main(), /Runs 1 step[^]*orders\.audit/);
  }],
  ["what comes next", async () => {
    assert.match(await page.textContent("#next ~ .table"), /orders\.report/);
  }],
  ["retry one", async () => {
    await fetch(`${dashboard.address}/mend`, { method: "POST" });
    await click(".figures a:has-text('Failed')");
    await click("a:has-text('Order 30')");
    await click("summary:has-text('Retry from where it failed')");
    await type("The carrier takes them now.");
    await click("details[open] button:has-text('Retry')");
    await page.waitForSelector("h1 .state.good:has-text('Succeeded')");
  }],
  ["retry all of one kind", async () => {
    await click("#failures ~ .table tr:has-text('InvalidOperationException') td[data-name=Flows] a");
    await click("button:has-text('Retry all that match')");
    await type("The carrier takes them now.");
    await click("button.main:has-text('Retry')");
    await page.waitForSelector(".said");
  }],
  ["cancel one", async () => {
    await click("#oldest ~ .table a:has-text('Audit')");
    await click("summary:has-text('Cancel')");
    await type("Not needed.");
    await click("details[open] button:has-text('Cancel')");
    await page.waitForSelector("h1 .state:has-text('Cancelled')");
  }],
  ["pause a queue", async () => {
    await click("header nav a:has-text('Queues')");
    await write("input[name=reason]", "A quiet night.");
    await click("button:has-text('Pause')");
    await dashboard.says("is paused");
  }],
];

for (const [what, act] of days) {
  test(`${what}: as many clicks as the table says`, { skip }, async () => {
    await dashboard.visit();
    [page, clicks] = [dashboard.page, 0];
    await act();
    const docs = await readFile(new URL("../../../docs/dashboard.md", import.meta.url), "utf8");
    const row = docs.split("\n").find((line) => line.startsWith(`| ${what} |`));
    assert.ok(row, `${clicks} clicks; docs/dashboard.md has no row '${what}'`);
    assert.equal(row.split("|")[2].replaceAll("*", "").trim(), String(clicks));
  });
}

import assert from "node:assert/strict";
import { after, before, afterEach, test } from "node:test";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { openExplorer, skip } from "./explorer.mjs";

let explorer, axe;

before(async () => {
  if (skip) return;
  explorer = await openExplorer("looks");
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
});
after(() => explorer?.close());
afterEach(() => explorer?.leave());

for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 1400]) {
    test(`it is readable and operable in ${colorScheme} at ${width} pixels`, { skip }, async () => {
      await explorer.visit({ colorScheme, viewport: { width, height: 844 } });
      await explorer.die("looks", "dead", { subject: "dead letter", applicationProperties: { colour: "red" } });
      const judge = async () => {
        const found = await explorer.page.evaluate(`${axe}\n;axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`);
        assert.deepEqual(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), []);
        assert.ok(await explorer.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it scrolls sideways");
      };
      await judge();
      await explorer.enter();
      await judge();
      await explorer.open("looks");
      await explorer.openDeadLetters();
      await judge();
      await explorer.read();
      await judge();
      await explorer.page.click("#resubmit");
      await judge();
    });
  }
}

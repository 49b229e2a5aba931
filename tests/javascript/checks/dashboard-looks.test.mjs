import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { createRequire } from "node:module";
import { mkdir, readFile } from "node:fs/promises";
import { openDashboard, pages, skip } from "./dashboard.mjs";

let dashboard, axe;
const pictures = process.env.TYPEDTASKS_PICTURES;

before(async () => {
  if (skip) return;
  dashboard = await openDashboard();
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  if (pictures) await mkdir(pictures, { recursive: true });
});
after(() => dashboard?.close());
afterEach(() => dashboard?.leave());

for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 1280]) {
    for (const [name, path] of pages) {
      test(`${name} is readable in ${colorScheme} at ${width} pixels`, { skip }, async () => {
        const answer = await dashboard.visit(path, { colorScheme, viewport: { width, height: 900 } });
        assert.equal(answer.status(), 200);
        if (pictures) await dashboard.page.screenshot({ path: `${pictures}/${name}-${colorScheme}-${width}.png`, fullPage: true });
        const found = await dashboard.page.evaluate(`${axe}\n;axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`);
        assert.deepEqual(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), []);
        assert.ok(await dashboard.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it scrolls sideways");
      });
    }
  }
}

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { missing, openBrowser } from "./browser.mjs";

export const skip = missing && `${missing}: nobody looked at the dashboard.`;

/** Every page: its name, and its address below the dashboard. */
export const pages = [
  ["overview", ""], ["flows", "flows"], ["flow", "flows/order-30"], ["outline", "flows/pack?view=outline"], ["timeline", "flows/order-30?view=timeline"], ["big", "flows/pack"], ["undone", "flows/undone"], ["hostile", "flows/hostile"],
  ["step", "flows/order-30/step?path=2"], ["members", "flows/pack/members?path=1"], ["tasks", "tasks?within=day"], ["task", "task?name=orders.ship"], ["task-limited", "task?name=orders.charge"], ["queues", "queues"], ["dead-letters", "dead-letters?queue=typedtasks"], ["schedules", "schedules"], ["waits", "waits"], ["workers", "workers"], ["actions", "actions"],
];

const host = process.env.TYPEDTASKS_DASHBOARD_HOST
  ?? fileURLToPath(new URL("../../TypedTasks.Dashboard.Host/bin/Release/net10.0/TypedTasks.Dashboard.Host.dll", import.meta.url));

/** What is started, and with which arguments before its own. */
export const program = () => host.endsWith(".dll") ? ["dotnet", [host]] : [host, []];

/** An application with flows in every state, and its dashboard. */
export async function startHost() {
  const folder = await mkdtemp(join(tmpdir(), "dashboard-"));
  const [command, before] = program();
  const child = spawn(command, [...before, folder], { stdio: ["pipe", "pipe", "inherit"] });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const first = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  if (!first.value?.startsWith("http")) throw new Error(`The host did not start: ${first.value}`);
  return {
    address: first.value,
    async stop() {
      child.stdin.end();
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}

/** The application with a browser before it. */
export async function openDashboard(start = startHost) {
  const application = await start();
  const chromium = await openBrowser();
  const self = {
    address: application.address, application, page: undefined, requests: [], complaints: [],

    async visit(path = "", options = {}, base = "tasks") {
      self.context = await chromium.browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
      const page = self.page = await self.context.newPage();
      [self.requests, self.complaints] = [[], []];
      page.setDefaultTimeout(20_000);
      page.on("request", (request) => self.requests.push(request.url()));
      page.on("console", (said) => { if (["error", "warning"].includes(said.type()) && !/status of 4\d\d/.test(said.text())) self.complaints.push(said.text()); });
      page.on("pageerror", (error) => self.complaints.push(error.message));
      return await page.goto(`${self.address}/${base}/${path}`);
    },

    /** Whatever was done: nothing went elsewhere, nothing hostile ran, and the browser has nothing to complain about. */
    async leave() {
      if (!self.context) return;
      for (const url of self.requests) assert.ok(url.startsWith(`${self.address}/`) || url.startsWith("data:"), url);
      assert.deepEqual(self.complaints, []);
      assert.equal(await self.page.evaluate(() => window.hit), undefined);
      await self.context.close();
      self.context = undefined;
    },

    /** Fills in the form that a button opens, and sends it. */
    async act(button, reason) {
      const details = self.page.locator("details", { has: self.page.locator("summary", { hasText: button }) }).first();
      await details.locator("summary").click();
      await details.locator("input[name=reason]").fill(reason);
      return details;
    },

    says: (text) => self.page.locator(".said", { hasText: text }).waitFor(),

    async close() {
      await chromium.close();
      await application.stop();
    },
  };
  return self;
}

import assert from "node:assert/strict";
import { message, one, start } from "./emulator.mjs";
import { missing, openBrowser } from "./browser.mjs";

export const skip = missing && `${missing}: nobody looked at the explorer.`;

/** An emulator with these queues, and a browser that looks at its page. */
export async function openExplorer(...queues) {
  const emulator = await start(queues.flatMap((queue) => ["--queue", queue]));
  const chromium = await openBrowser();
  const key = /SharedAccessKey=([^;]*)/.exec(emulator.connectionString)[1];
  const self = {
    emulator, key, page: undefined, context: undefined, requests: [], complaints: [],

    /** Opens the page in a browser that knows nothing from before. */
    async visit(options = {}) {
      self.context = await chromium.browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
      const page = self.page = await self.context.newPage();
      [self.requests, self.complaints] = [[], []];
      page.setDefaultTimeout(20_000);
      page.on("request", (request) => self.requests.push(request.url()));
      // What the emulator refuses is part of the tests; a browser logs that too.
      page.on("console", (said) => { if (["error", "warning"].includes(said.type()) && !/status of 4\d\d/.test(said.text())) self.complaints.push(said.text()); });
      page.on("pageerror", (error) => self.complaints.push(error.message));
      await page.goto(`${emulator.http}/`);
    },

    /** Whatever was done: nothing went elsewhere, the key is in no address, and the page has nothing to complain about. */
    async leave() {
      for (const url of self.requests) {
        assert.ok(url.startsWith(`${emulator.http}/`) || url.startsWith("data:"), url);
        assert.ok(!url.includes(key) && !url.includes(encodeURIComponent(key)) && !url.includes("sig="), url);
      }
      assert.deepEqual(self.complaints, []);
      assert.equal(await self.page.evaluate(() => window.hit), undefined);
      assert.deepEqual(await self.page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, ""]);
      await self.context.close();
    },

    async enter(given = emulator.connectionString) {
      await self.page.fill("#key", given);
      await self.page.click("#enter button");
      await self.page.waitForSelector("#room:not([hidden])");
    },

    async open(name) {
      await self.page.click(`#entities bdi:text-is("${name}")`);
      await listed(name);
    },

    async openDeadLetters() {
      await self.page.click('#boxes button:has-text("Dead letters")');
      await listed("/$DeadLetterQueue");
    },

    async read(nth = 0) {
      await self.page.click(`#messages button >> nth=${nth}`);
      await self.page.waitForSelector("#message[open]");
    },

    says: (text) => self.page.waitForFunction((wanted) => document.querySelector("#status").textContent.includes(wanted), text),

    /** Sends a message to a queue and puts it among the dead letters. */
    async die(queue, body, more) {
      const client = emulator.client();
      await client.createSender(queue).sendMessages(message(body, more));
      const receiver = client.createReceiver(queue);
      await receiver.deadLetterMessage(await one(receiver), { deadLetterReason: "Unpayable", deadLetterErrorDescription: "The card was refused." });
      await receiver.close();
    },

    async close() {
      await chromium.close();
      await emulator.stop();
    },
  };
  const listed = (suffix) => self.page.waitForSelector(`#messages[data-of$="${suffix}"]`);
  return self;
}

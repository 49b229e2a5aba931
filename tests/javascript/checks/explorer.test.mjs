import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { message, one, start } from "./emulator.mjs";
import { openExplorer, skip } from "./explorer.mjs";

const keyName = "RootManageSharedAccessKey";
const hostile = "<img src=x onerror=window.hit=1><script>window.hit=2</script>\"'><svg onload=window.hit=3>";
let explorer, emulator, page, enter, open, openDeadLetters, read, says, die;

before(async () => {
  if (skip) return;
  explorer = await openExplorer("orders", "mail,sessions", "once", "copies", "letters", "poison", "healed", "rules", "long", "typed");
  ({ emulator, enter, open, openDeadLetters, read, says, die } = explorer);
});
after(() => explorer?.close());
beforeEach(async () => {
  await explorer?.visit();
  page = explorer?.page;
});
afterEach(() => explorer?.leave());

const client = () => emulator.client();

test("the page lets nothing in but itself, and is shown in no other page", { skip }, async () => {
  const answer = await fetch(`${emulator.http}/`);
  assert.equal(answer.headers.get("content-type"), "text/html;charset=utf-8");
  const policy = answer.headers.get("content-security-policy");
  assert.match(policy, /^default-src 'none'; script-src 'sha256-[A-Za-z0-9+/=]{44}'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'$/);
  assert.deepEqual(["x-frame-options", "referrer-policy", "x-content-type-options", "cache-control"].map((name) => answer.headers.get(name)), ["DENY", "no-referrer", "nosniff", "no-store"]);
  const text = await answer.text();
  assert.ok(text.length < 40_000, `${text.length} bytes`);
  assert.doesNotMatch(text, /https?:\/\//);
  assert.equal((await fetch(`${emulator.http}/`, { method: "POST" })).status, 401);
  await page.evaluate(() => { const script = document.createElement("script"); script.src = "/health"; try { document.head.append(script); } catch { /* the policy */ } }).catch(() => {});
  explorer.complaints = explorer.complaints.filter((text) => !/Content Security Policy|TrustedScriptURL/.test(text));
});

test("the key is asked for, and a wrong one is said to be wrong", { skip }, async () => {
  assert.equal(await page.isVisible("#room"), false);
  await page.fill("#key", "d3Jvbmc=");
  await page.click("#enter button");
  await says("The token has an invalid signature.");
  assert.equal(await page.isVisible("#room"), false);
  await enter(explorer.key);
  assert.equal(await page.textContent("#namespace"), keyName);
  await page.click("#leave");
  assert.equal(await page.isVisible("#door"), true);
  assert.equal(await page.inputValue("#key"), "");
  await enter();
  await open("orders");
  assert.match(page.url(), /#orders$/);
  await page.reload();
  // Whoever comes back is asked again, and finds the place again.
  assert.equal(await page.isVisible("#room"), false);
  await enter();
  assert.equal(await page.textContent("#title"), "orders");
});

test("another key name opens another namespace", { skip }, async () => {
  await page.fill("#keyName", "nobody");
  await page.fill("#key", explorer.key);
  await page.click("#enter button");
  await says("The key name 'nobody' opens no namespace.");
});

test("messages of all states are shown and none is taken", { skip }, async () => {
  const sender = client().createSender("orders");
  await sender.sendMessages(message({ order: 17 }, { subject: "placed", contentType: "application/json", correlationId: "c-17", applicationProperties: { colour: "red", size: 3, urgent: true, when: new Date(0) } }));
  await sender.sendMessages(message(Buffer.from([0, 1, 254, 255]), { subject: "bytes" }));
  await sender.sendMessages({ bodyType: "value", body: { a: [1, "b"] }, properties: { messageId: "value", subject: "value" } });
  await sender.scheduleMessages(message("later", { subject: "planned" }), new Date(Date.now() + 3_600_000));
  await enter();
  await open("orders");
  assert.deepEqual(await page.locator("#messages bdi").allTextContents(), ["placed", "bytes", "value", "planned"]);
  assert.match(await page.locator("#messages small").first().textContent(), /^active, .* bytes$/);
  await read();
  const facts = await page.locator("#facts").innerText();
  for (const text of ["correlation id\nc-17", "content type\napplication/json", "property colour\nred", "property size\n3", "property urgent\ntrue", "property when\n1970-01-01T00:00:00.000Z"])
    assert.ok(facts.replace(/\n+/g, "\n").includes(text), `${text} in ${facts}`);
  assert.equal(await page.textContent("#body"), '{"order":17}');
  await page.click("#message [data-close]");
  await read(1);
  assert.deepEqual([await page.textContent("#body"), await page.textContent("#bodyKind")], [Buffer.from([0, 1, 254, 255]).toString("base64"), "binary, 4 bytes"]);
  await page.click("#message [data-close]");
  await read(2);
  assert.equal(await page.textContent("#body"), '{"a": [1, "b"]}');
  await page.click("#message [data-close]");
  await page.click("#due");
  await says("1 message delivered.");
  const receiver = client().createReceiver("orders", { receiveMode: "receiveAndDelete" });
  const counts = [];
  for (let i = 0; i < 4; i++) counts.push((await one(receiver)).deliveryCount);
  assert.deepEqual(counts, [0, 0, 0, 0]);
  await receiver.close();
});

test("a message is written and sent", { skip }, async () => {
  await enter();
  await open("mail");
  await page.click("#write");
  await page.fill("#newBody", "dear you");
  await page.click("#send .main");
  await page.waitForFunction(() => document.querySelector("#trouble").textContent.includes("The SessionId was not set"));
  for (const [field, value] of [["sessionId", "s-1"], ["subject", "hello"], ["contentType", "text/plain"], ["correlationId", "c"], ["properties", "{ \"colour\": \"red\", \"size\": 3, \"half\": 0.5, \"urgent\": true }"]]) await page.fill(`#${field}`, value);
  const id = await page.inputValue("#messageId");
  await page.click("#send .main");
  await says("Sent to mail as message 1.");
  const receiver = await client().acceptSession("mail", "s-1", { receiveMode: "receiveAndDelete" });
  const got = await one(receiver);
  assert.deepEqual([got.body.toString(), got.messageId, got.subject, got.contentType, got.correlationId, got.applicationProperties],
    ["dear you", id, "hello", "text/plain", "c", { colour: "red", size: 3, half: 0.5, urgent: true }]);
  await receiver.close();
});

test("a message that is not JSON where it should be, or seen before, is refused in words", { skip }, async () => {
  await client().createSender("once").sendMessages({ body: "x", messageId: "seen" });
  await enter();
  await open("once");
  await page.click("#write");
  await page.fill("#properties", "{ colour: red }");
  await page.click("#send .main");
  await page.waitForFunction(() => document.querySelector("#trouble").textContent === "The properties are not JSON.");
  await page.fill("#properties", "");
  await page.fill("#messageId", "seen");
  await page.click("#send .main");
  await page.waitForFunction(() => document.querySelector("#trouble").textContent.includes("has seen the message id 'seen' within its duplicate detection window"));
  await page.fill("#messageId", "fresh");
  await page.fill("#newBody", "x".repeat(300_000));
  await page.click("#send .main");
  await page.waitForFunction(() => document.querySelector("#trouble").textContent.includes("The body is longer than 262144 bytes."));
  await page.fill("#newBody", "");
  await page.fill("#to", "nowhere");
  await page.click("#send .main");
  await page.waitForFunction(() => document.querySelector("#trouble").textContent === "There is no entity 'nowhere'.");
});

test("a copy of a message is sent, its body and its properties as they were", { skip }, async () => {
  const when = new Date("2026-01-02T03:04:05.678Z");
  await client().createSender("copies").sendMessages(message(Buffer.from([1, 2, 255]), { subject: "original", applicationProperties: { when, size: 3 } }));
  await enter();
  await open("copies");
  await read();
  await page.click("#resubmit");
  assert.equal(await page.isVisible("#keepsBody"), true);
  assert.equal(await page.inputValue("#subject"), "original");
  await page.fill("#subject", "copy");
  await page.click("#send .main");
  await says("Sent to copies as message");
  const receiver = client().createReceiver("copies", { receiveMode: "receiveAndDelete" });
  const [first, copy] = [await one(receiver), await one(receiver)];
  assert.notEqual(copy.messageId, first.messageId);
  assert.deepEqual([copy.subject, [...copy.body], copy.applicationProperties.size, new Date(copy.applicationProperties.when)], ["copy", [1, 2, 255], 3, when]);
  await receiver.close();
});

test("dead letters go back where they came from, though their ids were seen", { skip }, async () => {
  await die("letters", "first", { subject: "one", applicationProperties: { colour: "red" } });
  await die("letters", "second", { subject: "two" });
  await enter();
  await open("letters");
  await openDeadLetters();
  assert.deepEqual(await page.locator("#messages .dead").allTextContents(), ["Unpayable", "Unpayable"]);
  await read();
  assert.match((await page.locator("#facts").innerText()).replace(/\n+/g, "\n"), /dead letter source\nletters\n[^]*property DeadLetterErrorDescription\nThe card was refused\./);
  await page.click("#message [data-close]");
  assert.equal(await page.isDisabled("#move"), true);
  for (const check of await page.locator("#messages input").all()) await check.check();
  assert.equal(await page.textContent("#chosen"), "2 chosen");
  await page.click("#move");
  await says("2 messages were moved to letters.");
  const receiver = client().createReceiver("letters", { receiveMode: "receiveAndDelete" });
  const [first, second] = [await one(receiver), await one(receiver)];
  assert.deepEqual([first.body, first.deliveryCount, first.applicationProperties, second.body], ["first", 0, { colour: "red" }, "second"]);
  await receiver.close();
});

test("what somebody holds is not moved, and neither is the rest", { skip }, async () => {
  await die("poison", "held");
  await die("poison", "free");
  const receiver = client().createReceiver("poison", { subQueueType: "deadLetter" });
  const held = await one(receiver);
  await enter();
  await open("poison");
  await openDeadLetters();
  for (const check of await page.locator("#messages input").all()) await check.check();
  await page.click("#move");
  await says("is locked: somebody receives from 'poison/$DeadLetterQueue'. Nothing was moved.");
  await receiver.completeMessage(held);
  await page.click("#reload");
  await page.waitForFunction(() => document.querySelectorAll("#messages input").length === 1);
  await page.fill("#moveTo", "healed");
  await page.check("#messages input");
  await page.click("#move");
  await says("1 message was moved to healed.");
  const healed = client().createReceiver("healed", { receiveMode: "receiveAndDelete" });
  assert.equal((await one(healed)).body, "free");
  await Promise.all([receiver.close(), healed.close()]);
});

test("a rule is tried on a message, and changes nothing", { skip }, async () => {
  await client().createSender("rules").sendMessages(message("x", { subject: "red one", applicationProperties: { colour: "red", size: 3 } }));
  await enter();
  await open("rules");
  await read();
  const trying = async (filter, action, text) => {
    await page.fill("#filter", filter);
    await page.fill("#action", action);
    await page.click("#trial button");
    await page.waitForFunction((wanted) => document.querySelector("#verdict").textContent.includes(wanted), text);
    return page.textContent("#verdict");
  };
  assert.equal(await trying("colour = 'red' AND size > 2 AND sys.Label LIKE 'red%'", "", "It matches."), "It matches.");
  await trying("colour = 'blue'", "", "It does not match.");
  assert.match(await trying("", "SET seen = size + 1; SET sys.Label = 'changed'; REMOVE colour", "After the action"), /"subject": "changed"[^]*"size": 3,[^]*"seen": 4/);
  await trying("colour ==", "", "The SQL expression has an unexpected");
  const receiver = client().createReceiver("rules", { receiveMode: "receiveAndDelete" });
  const got = await one(receiver);
  assert.deepEqual([got.subject, got.applicationProperties], ["red one", { colour: "red", size: 3 }]);
  await receiver.close();
});

test("a message can be put into one subscription alone, and its dead letters go back to it alone", { skip }, async () => {
  const administration = emulator.administration();
  await administration.createTopic("news");
  await administration.createSubscription("news", "mine");
  await administration.createSubscription("news", "yours");
  await client().createSender("news").sendMessages(message("for both"));
  const receiver = client().createReceiver("news", "mine");
  await receiver.deadLetterMessage(await one(receiver));
  await enter();
  await page.click('#entities bdi:text-is("mine")');
  await page.waitForSelector("#boxes button");
  assert.match(await page.textContent("#rules"), /Rule \$Default: 1=1/);
  await openDeadLetters();
  await page.check("#messages input");
  await page.click("#move");
  await says("1 message was moved to news/Subscriptions/mine.");
  assert.equal((await one(receiver)).body, "for both");
  const { activeMessageCount } = await administration.getSubscriptionRuntimeProperties("news", "yours");
  assert.equal(activeMessageCount, 1);
  await receiver.close();
});

test("hostile names, properties and bodies are shown as what they are", { skip }, async () => {
  const names = ["hostile-é", "x".repeat(200)];
  const administration = emulator.administration();
  for (const name of names.slice(1)) await administration.createQueue(name);
  await administration.createQueue("evil", { userMetadata: hostile });
  await client().createSender("evil").sendMessages(message(Buffer.from(hostile), {
    subject: hostile, correlationId: hostile, contentType: "text/html", applicationProperties: { [hostile]: hostile, __proto__hack: "x", constructor: "y", "\u202egnp": "\u0000\u200b\u2028" },
  }));
  const receiver = client().createReceiver("evil");
  await receiver.deadLetterMessage(await one(receiver), { deadLetterReason: hostile, deadLetterErrorDescription: hostile });
  await enter();
  await open("evil");
  await openDeadLetters();
  assert.equal(await page.textContent("#messages bdi"), hostile);
  assert.equal(await page.locator("#messages img, #messages svg, #messages script").count(), 0);
  await read();
  assert.equal(await page.textContent("#body"), hostile);
  const facts = await page.locator("#facts").innerText();
  assert.ok(facts.includes("\\u202egnp") && facts.includes("\\u0000\\u200b\\u2028") && facts.includes(`property ${hostile}`), facts);
  await page.click("#resubmit");
  assert.equal(await page.inputValue("#subject"), hostile);
  await page.click("#draft [data-close]");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await receiver.close();
});

test("characters that reorder others are numbers in fields too, and are sent as they were", { skip }, async () => {
  const administration = emulator.administration();
  await administration.createQueue("turned");
  const [subject, body] = ["\u202egnp.exe", "pay \u200b\u202e001 to me"];
  await client().createSender("turned").sendMessages(message(Buffer.from(body), { subject, applicationProperties: { "\u202ek": "\u2066v" } }));
  await enter();
  await open("turned");
  const again = async (change) => {
    await read();
    await page.click("#resubmit");
    assert.deepEqual([await page.inputValue("#subject"), await page.inputValue("#newBody")], ["\\u202egnp.exe", "pay \\u200b\\u202e001 to me"]);
    assert.match(await page.inputValue("#properties"), /"\\u202ek": "\\u2066v"/);
    assert.equal(await page.isVisible("#numbers"), true);
    await change();
    await page.click("#send .main");
    await says("Sent to turned as message");
  };
  await again(() => {});
  await again(async () => {
    await page.fill("#subject", "to \\u202egnp.exe");
    await page.fill("#newBody", "pay \\u200b\\u202e002 to me");
    await page.fill("#properties", '{ "\\u202ek": "\\u2066w" }');
  });
  const receiver = client().createReceiver("turned", { receiveMode: "receiveAndDelete" });
  const received = [await one(receiver), await one(receiver), await one(receiver)];
  assert.deepEqual(received.map((copy) => [copy.subject, String(copy.body), copy.applicationProperties]), [
    [subject, body, { "\u202ek": "\u2066v" }], [subject, body, { "\u202ek": "\u2066v" }], [`to ${subject}`, "pay \u200b\u202e002 to me", { "\u202ek": "\u2066w" }]]);
  await receiver.close();
});

test("a long queue is shown page by page", { skip }, async () => {
  const sender = client().createSender("long");
  for (let i = 0; i < 3; i++) await sender.sendMessages(Array.from({ length: 40 }, (_, j) => message("x", { subject: `${i}-${j}` })));
  await enter();
  await open("long");
  await page.waitForFunction(() => document.querySelectorAll("#messages li").length === 50);
  await page.click("#more");
  await page.waitForFunction(() => document.querySelectorAll("#messages li").length === 100);
  await page.click("#more");
  await page.waitForFunction(() => document.querySelectorAll("#messages li").length === 120 && document.querySelector("#more").hidden);
  await page.fill("#find", "ONG");
  assert.deepEqual(await page.locator("#entities bdi").allTextContents(), ["long"]);
});

test("everything can be done with the keyboard", { skip }, async () => {
  await page.keyboard.type(explorer.key);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#entities button");
  await page.focus('#entities button:has(bdi:text-is("typed"))');
  await page.keyboard.press("Enter");
  await page.waitForSelector("#write:not([hidden])");
  assert.equal(await page.evaluate(() => document.activeElement.id), "place");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#draft[open]");
  await page.focus("#newBody");
  await page.keyboard.type("typed");
  await page.focus("#send .main");
  await page.keyboard.press("Space");
  await says("Sent to typed");
  const receiver = client().createReceiver("typed", { receiveMode: "receiveAndDelete" });
  assert.equal((await one(receiver)).body.toString(), "typed");
  await receiver.close();
});

test("when the emulator is gone, the page says so", { skip }, async () => {
  const brief = await start(["--queue", "q"]);
  await page.goto(`${brief.http}/`);
  await page.fill("#key", brief.connectionString);
  await page.click("#enter button");
  await page.waitForSelector("#entities button");
  await brief.stop();
  await page.click("#reload");
  await says("The emulator does not answer.");
  explorer.complaints = explorer.complaints.filter((text) => !/ERR_CONNECTION/.test(text));
  explorer.requests = explorer.requests.filter((url) => !url.startsWith(brief.http));
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { message, many, none, one, startConfigured } from "./emulator.mjs";

const sql = (Name, SqlExpression, action) => ({
  Name, Properties: { FilterType: "Sql", SqlFilter: { SqlExpression }, ...(action && { Action: { SqlExpression: action } }) },
});
let emulator, client;
before(async () => {
  emulator = await startConfigured({
    Queues: [
      { Name: "sink" }, { Name: "hop1", Properties: { ForwardTo: "hop2" } }, { Name: "hop2", Properties: { ForwardTo: "sink" } },
      ...[1, 2, 3, 4, 5].map((i) => ({ Name: `far${i}`, Properties: { ForwardTo: i < 5 ? `far${i + 1}` : "sink" } })),
      { Name: "astray", Properties: { ForwardTo: "gone" } }, { Name: "gone" }, { Name: "graves" },
      { Name: "mortal", Properties: { ForwardDeadLetteredMessagesTo: "graves" } },
    ],
    Topics: [
      { Name: "all", Subscriptions: [{ Name: "one" }, { Name: "two" }] },
      { Name: "filtered", Subscriptions: [
        { Name: "red", Rules: [{ Name: "r", Properties: { FilterType: "Correlation", CorrelationFilter: { Properties: { color: "red" } } } }] },
        { Name: "labelled", Rules: [{ Name: "r", Properties: { FilterType: "Correlation", CorrelationFilter: { Label: "urgent", ContentType: "text/plain" } } }] },
        { Name: "big", Rules: [sql("r", "size >= 10 AND (kind IN ('a','b') OR sys.Label LIKE 'photo%')")] },
        { Name: "acting", Rules: [sql("r", "color = 'blue'", "SET seen = 'yes'; SET size = size * 2; REMOVE color")] },
        { Name: "never", Rules: [sql("r", "1=0")] },
      ] },
      { Name: "ruled", Subscriptions: [{ Name: "s" }] },
      { Name: "copies", Subscriptions: [{ Name: "s", Rules: [sql("a", "1=1", "SET via = 'a'"), sql("b", "1=1", "SET via = 'b'"), sql("c", "1=1"), sql("d", "TRUE = TRUE")] }] },
      { Name: "relay", Subscriptions: [{ Name: "s", Properties: { ForwardTo: "sink" } }] },
      { Name: "single", Properties: { RequiresDuplicateDetection: true, DuplicateDetectionHistoryTimeWindow: "PT1M" }, Subscriptions: [{ Name: "s" }] },
      { Name: "later", Subscriptions: [{ Name: "s" }] },
      { Name: "strict", Subscriptions: [{ Name: "s", Properties: { MaxDeliveryCount: 2, LockDuration: "PT5S" } }] },
    ],
  });
  client = emulator.client();
});
after(() => emulator.stop());
const deleting = (topic, subscription) => client.createReceiver(topic, subscription, { receiveMode: "receiveAndDelete" });

test("every subscription gets its own copy", async () => {
  await client.createSender("all").sendMessages([message(1), message(2)]);
  for (const subscription of ["one", "two"])
    assert.deepEqual((await many(deleting("all", subscription), 2)).map((m) => m.body), [1, 2]);
});

test("settling in one subscription leaves the other alone", async () => {
  await client.createSender("all").sendMessages(message("x"));
  const receiver = client.createReceiver("all", "one");
  await receiver.deadLetterMessage(await one(receiver), { deadLetterReason: "no" });
  const dead = client.createReceiver("all", "one", { subQueueType: "deadLetter", receiveMode: "receiveAndDelete" });
  assert.equal((await one(dead)).deadLetterReason, "no");
  assert.equal((await one(deleting("all", "two"))).deliveryCount, 0);
});

test("a correlation filter compares application properties", async () => {
  const sender = client.createSender("filtered");
  await sender.sendMessages([message(1, { applicationProperties: { color: "red" } }), message(2, { applicationProperties: { color: "Red" } }), message(3)]);
  assert.equal((await one(deleting("filtered", "red"))).body, 1);
  await none(deleting("filtered", "red"));
});

test("a correlation filter compares all system properties that it names", async () => {
  const sender = client.createSender("filtered");
  await sender.sendMessages([message(1, { subject: "urgent" }), message(2, { subject: "urgent", contentType: "text/plain" })]);
  assert.equal((await one(deleting("filtered", "labelled"))).body, 2);
  await none(deleting("filtered", "labelled"));
});

test("an SQL filter decides by numbers, lists, patterns and missing properties", async () => {
  const sender = client.createSender("filtered");
  await sender.sendMessages([
    message(1, { applicationProperties: { size: 10, kind: "a" } }),
    message(2, { applicationProperties: { size: 9, kind: "a" } }),
    message(3, { applicationProperties: { size: 10.5 }, subject: "photos.resize" }),
    message(4, { applicationProperties: { size: 11 }, subject: "music" }),
    message(5, { applicationProperties: { kind: "a" } }),
  ]);
  assert.deepEqual((await many(deleting("filtered", "big"), 2)).map((m) => m.body), [1, 3]);
  await none(deleting("filtered", "big"));
});

test("an action changes the copy and only the copy", async () => {
  await client.createSender("filtered").sendMessages(message("b", { applicationProperties: { color: "blue", size: 21 } }));
  assert.deepEqual((await one(deleting("filtered", "acting"))).applicationProperties, { size: 42, seen: "yes" });
  await none(deleting("filtered", "never"));
});

test("each rule with an action gives a copy, all others together one", async () => {
  await client.createSender("copies").sendMessages(message("m"));
  const copies = await many(deleting("copies", "s"), 3);
  assert.deepEqual(copies.map((m) => m.applicationProperties?.via).sort(), ["a", "b", undefined]);
  await none(deleting("copies", "s"));
});

test("rules are added, listed and removed", async () => {
  const rules = client.createRuleManager("ruled", "s");
  const list = async () => { const all = []; for await (const rule of rules.listRules()) all.push(rule); return all; };
  assert.deepEqual((await list()).map((rule) => [rule.name, rule.filter.sqlExpression]), [["$Default", "1=1"]]);
  await rules.createRule("sql", { sqlExpression: "size > 3" }, { sqlExpression: "SET big = TRUE" });
  await rules.createRule("correlation", { correlationId: "c", applicationProperties: { a: 1 } });
  await rules.deleteRule("$Default");
  const [first, second] = await list();
  assert.deepEqual([first.name, first.filter.sqlExpression, first.action.sqlExpression], ["sql", "size > 3", "SET big = TRUE"]);
  assert.equal(second.filter.correlationId, "c");
  await client.createSender("ruled").sendMessages([
    message("small", { applicationProperties: { size: 1 } }), message("big", { applicationProperties: { size: 4 } }),
    message("correlated", { correlationId: "c", applicationProperties: { a: 1 } }),
  ]);
  const got = await many(deleting("ruled", "s"), 2);
  assert.deepEqual(got.map((m) => m.body), ["big", "correlated"]);
  assert.equal(got[0].applicationProperties.big, true);
});

test("no rules are no page of rules", async () => {
  const rules = client.createRuleManager("ruled", "s");
  for await (const page of rules.listRules().byPage()) for (const rule of page) await rules.deleteRule(rule.name);
  // The client makes one undefined of no page when it is asked for single rules, whatever the answer was.
  for await (const page of rules.listRules().byPage()) assert.fail(`There is a page of ${page.length}.`);
  assert.deepEqual((await emulator.administration().listRules("ruled", "s").next()).value, undefined);
  await rules.createRule("$Default", { sqlExpression: "1=1" });
});

test("a rule that is not SQL, exists already or does not exist is refused", async () => {
  const rules = client.createRuleManager("ruled", "s");
  await assert.rejects(rules.createRule("bad", { sqlExpression: "size >" }));
  await rules.createRule("twice", { sqlExpression: "1=0" });
  await assert.rejects(rules.createRule("twice", { sqlExpression: "1=0" }));
  await assert.rejects(rules.deleteRule("nobody"));
});

test("a topic drops duplicates before they are copied", async () => {
  const sender = client.createSender("single");
  await sender.sendMessages({ body: 1, messageId: "same" });
  await sender.sendMessages({ body: 2, messageId: "same" });
  assert.equal((await one(deleting("single", "s"))).body, 1);
  await none(deleting("single", "s"));
});

test("a message is scheduled on a topic and can be cancelled", async () => {
  const sender = client.createSender("later");
  const due = new Date(Date.now() + 800);
  const [, cancelled] = await sender.scheduleMessages([message("kept"), message("dropped")], due);
  await sender.cancelScheduledMessages(cancelled);
  const got = await one(deleting("later", "s"));
  assert.equal(got.body, "kept");
  assert.ok(got.enqueuedTimeUtc >= due);
  await none(deleting("later", "s"));
});

test("peek looks into a subscription", async () => {
  await client.createSender("all").sendMessages(message("seen"));
  assert.equal((await client.createReceiver("all", "two").peekMessages(1))[0].body, "seen");
  await many(deleting("all", "two"), 1);
});

test("a subscription counts deliveries on its own", async () => {
  await client.createSender("strict").sendMessages(message("p"));
  const receiver = client.createReceiver("strict", "s");
  for (let i = 0; i < 2; i++) await receiver.abandonMessage(await one(receiver));
  const dead = client.createReceiver("strict", "s", { subQueueType: "deadLetter", receiveMode: "receiveAndDelete" });
  const got = await one(dead);
  assert.equal(got.deadLetterReason, "MaxDeliveryCountExceeded");
  assert.equal(got.deadLetterSource.toLowerCase(), "strict/subscriptions/s");
});

test("a subscription that does not exist gives MessagingEntityNotFound", async () => {
  const receiver = emulator.client({ retryOptions: { maxRetries: 0 } }).createReceiver("all", "three");
  await assert.rejects(receiver.receiveMessages(1, { maxWaitTimeInMs: 500 }), (error) => error.code === "MessagingEntityNotFound");
});

test("a message is forwarded from queue to queue and from subscription to queue", async () => {
  await client.createSender("hop1").sendMessages(message("queue"));
  await client.createSender("relay").sendMessages(message("topic"));
  const sink = client.createReceiver("sink", { receiveMode: "receiveAndDelete" });
  assert.deepEqual((await many(sink, 2)).map((m) => m.body).sort(), ["queue", "topic"]);
});

test("a chain of forwarding ends after four hops", async () => {
  await client.createSender("far1").sendMessages(message("weary"));
  const dead = client.createReceiver("far5", { subQueueType: "transferDeadLetter", receiveMode: "receiveAndDelete" });
  const got = await one(dead);
  assert.equal(got.body, "weary");
  assert.equal(got.deadLetterReason, "MaxTransferHopCountExceeded");
});

test("what cannot be forwarded lies in the transfer dead-letter queue", async () => {
  await emulator.administration().deleteQueue("gone");
  await client.createSender("astray").sendMessages(message("lost"));
  const dead = client.createReceiver("astray", { subQueueType: "transferDeadLetter", receiveMode: "receiveAndDelete" });
  assert.equal((await one(dead)).body, "lost");
});

test("nobody receives from an entity that forwards", async () => {
  const receiver = emulator.client({ retryOptions: { maxRetries: 0 } }).createReceiver("hop1");
  await assert.rejects(receiver.receiveMessages(1, { maxWaitTimeInMs: 500 }), /auto-forwarding/);
});

test("dead letters are forwarded where the queue says so", async () => {
  await client.createSender("mortal").sendMessages(message("dust"));
  const receiver = client.createReceiver("mortal");
  await receiver.deadLetterMessage(await one(receiver), { deadLetterReason: "old" });
  const got = await one(client.createReceiver("graves", { receiveMode: "receiveAndDelete" }));
  assert.deepEqual([got.body, got.deadLetterReason, got.deadLetterSource], ["dust", "old", "mortal"]);
});

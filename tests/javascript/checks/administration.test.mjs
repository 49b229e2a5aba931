import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { message, none, one, start } from "./emulator.mjs";

let emulator, administration;
before(async () => {
  emulator = await start([]);
  administration = emulator.administration();
});
after(async () => { assert.equal(await emulator.stop(), 0); });

const never = "P10675199DT2H48M5.4775807S";
const failsWith = (code, status, text = /./) => (error) => {
  assert.deepEqual([error.code, error.statusCode], [code, status], error.message);
  assert.match(error.message, text);
  return true;
};
const collect = async (pages) => { const all = []; for await (const item of pages) all.push(item); return all; };

test("a queue with all defaults is described as the service describes it", async () => {
  const queue = await administration.createQueue("defaults");
  const { _response, ...rest } = queue;
  assert.deepEqual(rest, {
    name: "defaults", forwardTo: undefined, userMetadata: undefined, lockDuration: "PT1M", maxSizeInMegabytes: 1024, maxDeliveryCount: 10,
    enablePartitioning: false, requiresSession: false, enableBatchedOperations: true, defaultMessageTimeToLive: never, autoDeleteOnIdle: never,
    requiresDuplicateDetection: false, duplicateDetectionHistoryTimeWindow: "PT10M", deadLetteringOnMessageExpiration: false,
    forwardDeadLetteredMessagesTo: undefined, authorizationRules: undefined, status: "Active", enableExpress: false,
    availabilityStatus: "Available", maxMessageSizeInKilobytes: 256,
  });
});

test("a queue keeps every property that it was made with, and behaves so", async () => {
  await administration.createQueue("target");
  const wanted = {
    lockDuration: "PT30S", maxSizeInMegabytes: 2048, maxDeliveryCount: 2, requiresSession: false, enableBatchedOperations: false,
    defaultMessageTimeToLive: "PT2H", autoDeleteOnIdle: "PT1H", requiresDuplicateDetection: true, duplicateDetectionHistoryTimeWindow: "PT3M",
    deadLetteringOnMessageExpiration: true, userMetadata: "some <text> & \"more\" ü", status: "Active",
    forwardDeadLetteredMessagesTo: "target",
  };
  await administration.createQueue("made", wanted);
  const queue = await administration.getQueue("made");
  for (const [name, value] of Object.entries(wanted).filter(([name]) => name !== "forwardDeadLetteredMessagesTo")) assert.equal(queue[name], value, name);
  assert.match(queue.forwardDeadLetteredMessagesTo, /^sb:\/\/127\.0\.0\.1:\d+\/target$/);

  const client = emulator.client();
  await client.createSender("made").sendMessages([message("once"), message("twice")].map((m) => ({ ...m, messageId: "same" })));
  const receiver = client.createReceiver("made");
  for (let i = 0; i < 2; i++) await receiver.abandonMessage(await one(receiver));
  assert.equal((await one(client.createReceiver("target", { receiveMode: "receiveAndDelete" }))).body, "once");
  await none(receiver);
});

test("what exists is a conflict, whatever its case and kind", async () => {
  await administration.createQueue("taken");
  await assert.rejects(administration.createQueue("taken"), failsWith("MessageEntityAlreadyExistsError", 409, /SubCode=40900\. Conflict/));
  await assert.rejects(administration.createQueue("TAKEN"), failsWith("MessageEntityAlreadyExistsError", 409));
  await assert.rejects(administration.createTopic("taken"), failsWith("MessageEntityAlreadyExistsError", 409));
});

test("of twenty that make the same queue at once, one succeeds", async () => {
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => administration.createQueue("contended")));
  assert.equal(results.filter((result) => result.status === "fulfilled").length, 1);
  for (const { reason } of results.filter((result) => result.status === "rejected")) assert.equal(reason.code, "MessageEntityAlreadyExistsError");
});

test("what is not there cannot be read, changed or deleted", async () => {
  await assert.rejects(administration.getQueue("nowhere"), failsWith("MessageEntityNotFoundError", 200));
  await assert.rejects(administration.getTopic("nowhere"), failsWith("MessageEntityNotFoundError", 200));
  await assert.rejects(administration.getSubscription("nowhere", "s"), failsWith("MessageEntityNotFoundError", 404, /Entity 'nowhere' was not found/));
  await assert.rejects(administration.deleteQueue("nowhere"), failsWith("MessageEntityNotFoundError", 404, /No service is hosted/));
  await assert.rejects(administration.createSubscription("nowhere", "s"), failsWith("MessageEntityNotFoundError", 404));
  await assert.rejects(administration.createRule("nowhere", "s", "r"), failsWith("MessageEntityNotFoundError", 404));
  await assert.rejects(administration.updateQueue({ ...await administration.createQueue("soon"), name: "never" }), failsWith("MessageEntityNotFoundError", 404));
});

test("existence is said as it is", async () => {
  await administration.createTopic("there");
  await administration.createSubscription("there", "s");
  assert.deepEqual(
    [await administration.topicExists("there"), await administration.topicExists("elsewhere"), await administration.queueExists("there-not"),
      await administration.subscriptionExists("there", "s"), await administration.subscriptionExists("there", "t"),
      await administration.ruleExists("there", "s", "$Default"), await administration.ruleExists("there", "s", "other")],
    [true, false, false, true, false, true, false]);
});

test("a changed queue behaves as changed, and what cannot change says so", async () => {
  const queue = await administration.createQueue("changing", { lockDuration: "PT1M" });
  const changed = await administration.updateQueue({ ...queue, lockDuration: "PT5S", maxDeliveryCount: 1, userMetadata: "second" });
  assert.deepEqual([changed.lockDuration, changed.maxDeliveryCount, changed.userMetadata], ["PT5S", 1, "second"]);
  const client = emulator.client();
  await client.createSender("changing").sendMessages(message("x"));
  const receiver = client.createReceiver("changing");
  const got = await one(receiver);
  assert.ok(got.lockedUntilUtc - Date.now() < 6_000);
  await receiver.abandonMessage(got);
  assert.equal((await one(client.createReceiver("changing", { subQueueType: "deadLetter" }))).deadLetterReason, "MaxDeliveryCountExceeded");
  await assert.rejects(administration.updateQueue({ ...queue, requiresSession: true }), failsWith("ServiceError", 400, /The value for the RequiresSession property of an existing Queue cannot be changed/));
  await assert.rejects(administration.updateQueue({ ...queue, requiresDuplicateDetection: true }), failsWith("ServiceError", 400, /RequiresDuplicateDetection/));
});

test("what is not supported is refused by name", async () => {
  await assert.rejects(administration.createQueue("no", { enableExpress: true }), failsWith("ServiceError", 400, /'EnableExpress' is not supported/));
  await assert.rejects(administration.createQueue("no", { lockDuration: "PT10M" }), failsWith("ServiceError", 400, /lock duration of queue 'no' must be/));
  await assert.rejects(administration.createQueue("no", { lockDuration: "soon" }), failsWith("ServiceError", 400, /'LockDuration' of the QueueDescription must be a duration such as PT1M/));
  assert.equal(await administration.queueExists("no"), false);
});

test("a name may have slashes, spaces in it may not", async () => {
  await administration.createQueue("a/b/c");
  assert.equal((await administration.getQueue("a/b/c")).name, "a/b/c");
  await emulator.client().createSender("a/b/c").sendMessages(message("deep"));
  await assert.rejects(administration.createQueue("a b"), failsWith("ServiceError", 400, /contains character\(s\) that is not allowed by Service Bus/));
  await administration.deleteQueue("a/b/c");
});

test("a deleted queue is gone for those who use it, and one of the same name begins empty", async () => {
  await administration.createQueue("shortlived");
  const client = emulator.client({ retryOptions: { maxRetries: 0 } });
  const sender = client.createSender("shortlived");
  await sender.sendMessages(message("lost with it"));
  await administration.deleteQueue("shortlived");
  await assert.rejects(sender.sendMessages(message("x")), (error) => error.code === "MessagingEntityNotFound");
  await assert.rejects(client.createReceiver("shortlived").receiveMessages(1), (error) => error.code === "MessagingEntityNotFound");
  await administration.createQueue("shortlived");
  await none(client.createReceiver("shortlived"));
});

test("a disabled queue refuses what it is disabled for", async () => {
  const queue = await administration.createQueue("switched");
  const client = emulator.client({ retryOptions: { maxRetries: 0 } });
  const sender = client.createSender("switched");
  await sender.sendMessages(message("kept"));
  await administration.updateQueue({ ...queue, status: "SendDisabled" });
  assert.equal((await administration.getQueue("switched")).status, "SendDisabled");
  await assert.rejects(sender.sendMessages(message("x")), (error) => error.code === "MessagingEntityDisabled");
  await administration.updateQueue({ ...queue, status: "ReceiveDisabled" });
  await client.createSender("switched").sendMessages(message("taken"));
  await assert.rejects(client.createReceiver("switched").receiveMessages(1), (error) => error.code === "MessagingEntityDisabled");
  await administration.updateQueue({ ...queue, status: "Active" });
  assert.equal((await one(client.createReceiver("switched"))).body, "kept");
});

test("a queue that begins to forward passes on what waits", async () => {
  await administration.createQueue("end");
  const queue = await administration.createQueue("begin");
  const client = emulator.client();
  await client.createSender("begin").sendMessages([message(1), message(2)]);
  await administration.updateQueue({ ...queue, forwardTo: "end" });
  await client.createSender("begin").sendMessages(message(3));
  const receiver = client.createReceiver("end", { receiveMode: "receiveAndDelete" });
  assert.deepEqual([(await one(receiver)).body, (await one(receiver)).body, (await one(receiver)).body], [1, 2, 3]);
  await administration.updateQueue({ ...queue, forwardTo: undefined });
  await client.createSender("begin").sendMessages(message(4));
  assert.equal((await one(client.createReceiver("begin"))).body, 4);
});

test("queues and topics are listed by name, page by page", async () => {
  const names = Array.from({ length: 250 }, (_, i) => `listed-${String(i).padStart(3, "0")}`);
  for (let i = 0; i < names.length; i += 25) await Promise.all(names.slice(i, i + 25).map((name) => administration.createQueue(name)));
  await administration.createTopic("listed-topic");
  assert.deepEqual((await collect(administration.listQueues())).map((queue) => queue.name).filter((name) => name.startsWith("listed-")), names);
  const pages = await collect(administration.listQueues().byPage({ maxPageSize: 60 }));
  assert.deepEqual(pages.slice(0, -1).map((page) => page.length), pages.slice(0, -1).map(() => 60));
  const all = pages.flat().map((queue) => queue.name);
  assert.equal(new Set(all).size, all.length);
  assert.ok(names.every((name) => all.includes(name)));
  assert.ok((await collect(administration.listTopics())).map((topic) => topic.name).includes("listed-topic"));
  assert.ok(!all.includes("listed-topic"));
  const rest = (await administration.listQueues().byPage({ continuationToken: "60", maxPageSize: 60 }).next()).value;
  assert.deepEqual(rest.map((queue) => queue.name), all.slice(60, 120));
});

test("run-time counts tell where messages are", async () => {
  await administration.createQueue("counted");
  const client = emulator.client();
  const sender = client.createSender("counted");
  await sender.sendMessages([1, 2, 3, 4].map((body) => message(body, { body: "x".repeat(100) })));
  await sender.scheduleMessages(message("later"), new Date(Date.now() + 60_000));
  const receiver = client.createReceiver("counted");
  await receiver.deadLetterMessage(await one(receiver));
  await receiver.deferMessage(await one(receiver));
  const counts = await administration.getQueueRuntimeProperties("counted");
  assert.deepEqual(
    [counts.activeMessageCount, counts.scheduledMessageCount, counts.deadLetterMessageCount, counts.transferDeadLetterMessageCount, counts.totalMessageCount],
    [2, 1, 1, 0, 5]);
  assert.ok(counts.sizeInBytes > 300);
  for (const time of [counts.createdAt, counts.modifiedAt, counts.accessedAt]) assert.ok(Math.abs(time - Date.now()) < 60_000, String(time));
  assert.ok((await collect(administration.listQueuesRuntimeProperties())).some((queue) => queue.name === "counted" && queue.totalMessageCount === 5));
});

test("a topic and its subscriptions are made, read, changed and deleted", async () => {
  const topic = await administration.createTopic("news", { defaultMessageTimeToLive: "PT1H", requiresDuplicateDetection: true, userMetadata: "t", supportOrdering: false });
  assert.deepEqual([topic.name, topic.defaultMessageTimeToLive, topic.requiresDuplicateDetection, topic.userMetadata, topic.supportOrdering], ["news", "PT1H", true, "t", false]);
  const subscription = await administration.createSubscription("news", "all", { lockDuration: "PT20S", maxDeliveryCount: 3, deadLetteringOnFilterEvaluationExceptions: false });
  assert.deepEqual(
    [subscription.topicName, subscription.subscriptionName, subscription.lockDuration, subscription.maxDeliveryCount, subscription.deadLetteringOnFilterEvaluationExceptions],
    ["news", "all", "PT20S", 3, false]);
  await assert.rejects(administration.createSubscription("news", "ALL"), failsWith("MessageEntityAlreadyExistsError", 409, /already exists/));
  await emulator.client().createSender("news").sendMessages(message("hello"));
  assert.equal((await one(emulator.client().createReceiver("news", "all"))).body, "hello");
  const counts = await administration.getSubscriptionRuntimeProperties("news", "all");
  assert.deepEqual([counts.activeMessageCount, counts.totalMessageCount], [1, 1]);
  assert.equal((await administration.getTopicRuntimeProperties("news")).subscriptionCount, 1);
  assert.equal((await administration.updateSubscription({ ...subscription, lockDuration: "PT40S" })).lockDuration, "PT40S");
  assert.equal((await administration.updateTopic({ ...topic, userMetadata: "u" })).userMetadata, "u");
  await administration.createSubscription("news", "second");
  assert.deepEqual((await collect(administration.listSubscriptions("news"))).map((s) => s.subscriptionName), ["all", "second"]);
  await administration.deleteSubscription("news", "second");
  assert.deepEqual((await collect(administration.listSubscriptionsRuntimeProperties("news"))).map((s) => s.subscriptionName), ["all"]);
  await administration.deleteTopic("news");
  assert.equal(await administration.topicExists("news"), false);
});

test("rules are made, read, changed, listed and deleted, and decide from then on", async () => {
  await administration.createTopic("ruled");
  await administration.createSubscription("ruled", "s", { defaultRuleOptions: { name: "small", filter: { sqlExpression: "size < @limit", sqlParameters: { "@limit": 10 } } } });
  const client = emulator.client();
  const sender = client.createSender("ruled");
  const receiver = client.createReceiver("ruled", "s", { receiveMode: "receiveAndDelete" });
  const send = (body, size) => sender.sendMessages(message(body, { applicationProperties: { size } }));
  await send("large", 11);
  await send("small", 9);
  assert.equal((await one(receiver)).body, "small");

  const rule = await administration.createRule("ruled", "s", "red",
    { correlationId: "c", subject: "red", applicationProperties: { text: "a", flag: true, number: 1.5, when: new Date("2026-01-02T03:04:05.678Z") } },
    { sqlExpression: "SET seen = @seen; SET sys.Label = 'was ' + sys.Label", sqlParameters: { "@seen": "yes" } });
  const { _response, ...rest } = await administration.getRule("ruled", "s", "red");
  assert.deepEqual(rest.filter.applicationProperties, { text: "a", flag: true, number: 1.5, when: new Date("2026-01-02T03:04:05.678Z") });
  assert.deepEqual([rest.name, rest.filter.correlationId, rest.filter.subject, rest.action.sqlExpression, rest.action.sqlParameters],
    ["red", "c", "red", "SET seen = @seen; SET sys.Label = 'was ' + sys.Label", { "@seen": "yes" }]);
  await sender.sendMessages(message("match", { correlationId: "c", subject: "red", applicationProperties: { text: "a", flag: true, number: 1.5, when: new Date("2026-01-02T03:04:05.678Z") } }));
  const got = await one(receiver);
  assert.deepEqual([got.body, got.applicationProperties.seen, got.subject, got.correlationId], ["match", "yes", "was red", "c"]);

  await administration.updateRule("ruled", "s", { ...rule, filter: { sqlExpression: "1=0" }, action: {} });
  assert.deepEqual((await collect(administration.listRules("ruled", "s"))).map((r) => r.name), ["red", "small"]);
  assert.equal((await administration.getRule("ruled", "s", "red")).filter.sqlExpression, "1=0");
  await administration.deleteRule("ruled", "s", "small");
  await send("nobody's", 1);
  await none(receiver);
  await assert.rejects(administration.deleteRule("ruled", "s", "small"), failsWith("MessageEntityNotFoundError", 404));
  await assert.rejects(administration.createRule("ruled", "s", "red", { sqlExpression: "1=1" }), failsWith("MessageEntityAlreadyExistsError", 409));
  await assert.rejects(administration.createRule("ruled", "s", "bad", { sqlExpression: "1 ===" }), failsWith("ServiceError", 400, /The SQL expression has an unexpected/));
  await assert.rejects(administration.createRule("ruled", "s", "bad", { sqlExpression: "a = @b" }), failsWith("ServiceError", 400, /names the parameter '@b', which has no value/));
});

test("the namespace describes itself", async () => {
  const space = await administration.getNamespaceProperties();
  assert.deepEqual([space.name, space.messagingSku], ["sbemulatorns", "Standard"]);
  assert.ok(Math.abs(space.createdAt - Date.now()) < 600_000);
});

test("what was made, changed and deleted at run time is so after kill -9", async () => {
  const folder = await mkdtemp(join(tmpdir(), "entities-"));
  const begin = () => start(["--data", folder, "--queue", "declared,lock=1m", "--queue", "unwanted"]);
  let durable = await begin();
  let admin = durable.administration();
  await admin.createQueue("made", { lockDuration: "PT7S", userMetadata: "kept", forwardDeadLetteredMessagesTo: "declared" });
  await admin.updateQueue({ ...await admin.getQueue("declared"), lockDuration: "PT9S" });
  await admin.deleteQueue("unwanted");
  await admin.createTopic("t");
  await admin.createSubscription("t", "s", { lockDuration: "PT8S" });
  await admin.createRule("t", "s", "red", { applicationProperties: { colour: "red" } }, { sqlExpression: "SET seen = 1" });
  await admin.deleteRule("t", "s", "$Default");
  await admin.createSubscription("t", "none");
  await admin.deleteRule("t", "none", "$Default");
  await admin.createQueue("brief");
  const client = durable.client();
  await client.createSender("brief").sendMessages(message("old"));
  await admin.deleteQueue("brief");
  await admin.createQueue("brief");
  const manager = client.createRuleManager("t", "s");
  await manager.createRule("blue", { applicationProperties: { colour: "blue" } });
  await client.createSender("made").sendMessages(message("waits"));
  const before = await admin.getQueueRuntimeProperties("made");
  await durable.kill();

  durable = await begin();
  admin = durable.administration();
  assert.deepEqual((await collect(admin.listQueues())).map((queue) => [queue.name, queue.lockDuration, queue.userMetadata]),
    [["brief", "PT1M", undefined], ["declared", "PT9S", undefined], ["made", "PT7S", "kept"]]);
  assert.match((await admin.getQueue("made")).forwardDeadLetteredMessagesTo, /declared$/);
  assert.deepEqual((await admin.getQueueRuntimeProperties("made")).createdAt, before.createdAt);
  assert.deepEqual((await collect(admin.listRules("t", "s"))).map((rule) => rule.name), ["blue", "red"]);
  assert.deepEqual(await collect(admin.listRules("t", "none")), []);
  const again = durable.client();
  assert.equal((await one(again.createReceiver("made", { receiveMode: "receiveAndDelete" }))).body, "waits");
  await none(again.createReceiver("brief"));
  const sender = again.createSender("t");
  for (const colour of ["green", "red", "blue"]) await sender.sendMessages(message(colour, { applicationProperties: { colour } }));
  const receiver = again.createReceiver("t", "s", { receiveMode: "receiveAndDelete" });
  assert.deepEqual([(await one(receiver)).body, (await one(receiver)).body], ["red", "blue"]);
  await none(again.createReceiver("t", "none"));
  await durable.stop();
  await rm(folder, { recursive: true });
});

test("killed at random moments, it keeps every change of entities that it confirmed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "edited-"));
  // What is true of each queue: its lock in seconds, null for none. While a change is under way both are possible.
  const confirmed = new Map(), underWay = new Map();
  for (let round = 0; round < 6; round++) {
    const durable = await start(["--data", folder]);
    const admin = durable.administration();
    const found = new Map((await collect(admin.listQueues())).map((queue) => [queue.name, Number(/PT(\d+)S/.exec(queue.lockDuration)[1])]));
    for (const name of new Set([...confirmed.keys(), ...found.keys()])) {
      const is = found.get(name) ?? null;
      const may = [confirmed.get(name) ?? null, ...(underWay.has(name) ? [underWay.get(name)] : [])];
      assert.ok(may.includes(is), `round ${round}: ${name} is ${is} and may be ${may}`);
      confirmed.set(name, is);
    }
    underWay.clear();
    let alive = true, rest = 6 + Math.floor(Math.random() * 30), enough;
    const moment = new Promise((resolve) => { enough = resolve; });
    const edits = Array.from({ length: 4 }, async (_, worker) => {
      for (let i = 0; alive; i++) {
        const name = `w${worker}-${i % 7}`;
        const now = confirmed.get(name) ?? null;
        const next = now === null || Math.random() < 0.6 ? 1 + Math.floor(Math.random() * 50) : null;
        underWay.set(name, next);
        try {
          if (now === null) await admin.createQueue(name, { lockDuration: `PT${next}S` });
          else if (next === null) await admin.deleteQueue(name);
          else await admin.updateQueue({ ...await admin.getQueue(name), lockDuration: `PT${next}S` });
        } catch (failure) {
          if (alive) throw failure;
          return;
        }
        confirmed.set(name, next);
        underWay.delete(name);
        if (--rest === 0) enough();
      }
    });
    // After so many changes, on a slow machine too; the others are in the middle of theirs.
    await moment;
    alive = false;
    await durable.kill();
    await Promise.all(edits);
  }
  assert.ok(confirmed.size >= 9);
  await rm(folder, { recursive: true });
});

test("health is open to all, everything else to the key", async () => {
  const health = await fetch(`${emulator.http}/health`);
  assert.deepEqual([health.status, await health.json()], [200, { status: "healthy", message: "Service is healthy." }]);
  const refused = await fetch(`${emulator.http}/$Resources/Queues?api-version=2021-05`);
  assert.deepEqual([refused.status, /<Code>401<\/Code><Detail>SubCode=40103/.test(await refused.text())], [401, true]);
});

test("a wrong key is an unauthorized request", async () => {
  const wrong = emulator.administration({ key: "d3Jvbmc=" });
  await assert.rejects(wrong.createQueue("never"), failsWith("UnauthorizedRequestError", 401, /invalid signature/));
  assert.equal(await administration.queueExists("never"), false);
});

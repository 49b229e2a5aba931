import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { message, many, none, one, startEmulator } from "./emulator.mjs";

let emulator, client;
const queues = ["plain", "order", "batch", "duplicates", "remembers,dedup=1s", "once,dedup=off", "large", "fields", "burst", "expiring", "short,ttl=300ms,dead-letter-expired"];
before(async () => { emulator = await startEmulator(...queues); client = emulator.client(); });
after(() => emulator.stop());
const deleting = (queue) => client.createReceiver(queue, { receiveMode: "receiveAndDelete" });

test("a message keeps every field that a sender can set", async () => {
  const sent = {
    body: { text: "grüße", list: [1, 2.5, null, true] },
    messageId: "id-1", correlationId: "c-1", subject: "photos.resize", contentType: "application/json",
    to: "there", replyTo: "here", replyToSessionId: "rs", timeToLive: 60_000,
    applicationProperties: { step: 3, name: "näme", flag: true, nothing: null, when: new Date(1_700_000_000_000) },
  };
  await client.createSender("fields").sendMessages(sent);
  const got = await one(deleting("fields"));
  for (const key of ["body", "messageId", "correlationId", "subject", "contentType", "to", "replyTo", "replyToSessionId", "timeToLive"])
    assert.deepEqual(got[key], sent[key], key);
  assert.deepEqual({ ...got.applicationProperties, when: Number(got.applicationProperties.when) },
    { ...sent.applicationProperties, when: 1_700_000_000_000 });
  assert.equal(got.sequenceNumber.toNumber(), 1);
  assert.equal(got.deliveryCount, 0);
  assert.ok(Math.abs(got.enqueuedTimeUtc - Date.now()) < 60_000);
});

test("messages come in the order in which they were sent", async () => {
  const sender = client.createSender("order");
  for (let i = 0; i < 50; i++) await sender.sendMessages(message(i));
  const received = await many(deleting("order"), 50);
  assert.deepEqual(received.map((m) => m.body), Array.from({ length: 50 }, (_, i) => i));
});

test("a batch arrives whole and in order", async () => {
  const sender = client.createSender("batch");
  const batch = await sender.createMessageBatch();
  for (let i = 0; i < 100; i++) assert.ok(batch.tryAddMessage(message(i)));
  await sender.sendMessages(batch);
  const received = await many(deleting("batch"), 100);
  assert.deepEqual(received.map((m) => m.body), Array.from({ length: 100 }, (_, i) => i));
});

test("an array of messages is a batch too", async () => {
  await client.createSender("batch").sendMessages([message("a"), message("b")]);
  assert.deepEqual((await many(deleting("batch"), 2)).map((m) => m.body), ["a", "b"]);
});

test("a thousand sends at once all arrive, each once", async () => {
  const sender = client.createSender("burst");
  await Promise.all(Array.from({ length: 1000 }, (_, i) => sender.sendMessages(message(i))));
  const received = await many(deleting("burst"), 1000);
  assert.equal(new Set(received.map((m) => m.body)).size, 1000);
  await none(deleting("burst"));
});

test("a duplicate within the window is accepted and dropped", async () => {
  const sender = client.createSender("duplicates");
  await sender.sendMessages({ body: "first", messageId: "same" });
  await sender.sendMessages({ body: "second", messageId: "same" });
  await sender.sendMessages({ body: "other", messageId: "another" });
  assert.deepEqual((await many(deleting("duplicates"), 2)).map((m) => m.body), ["first", "other"]);
  await none(deleting("duplicates"));
});

test("a message id is free again after the window", async () => {
  const sender = client.createSender("remembers");
  await sender.sendMessages({ body: 0, messageId: "same" });
  assert.equal((await one(deleting("remembers"))).body, 0);
  // Sent again and again, the id is taken exactly when the window is over.
  const receiver = deleting("remembers");
  for (let attempt = 1; ; attempt++) {
    await sender.sendMessages({ body: attempt, messageId: "same" });
    const [again] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 300 });
    if (again) { assert.equal(again.body, attempt); break; }
    assert.ok(attempt < 20, "the window never ended");
  }
});

test("without duplicate detection the same id arrives twice", async () => {
  const sender = client.createSender("once");
  await sender.sendMessages([{ body: 1, messageId: "same" }, { body: 2, messageId: "same" }]);
  assert.deepEqual((await many(deleting("once"), 2)).map((m) => m.body), [1, 2]);
});

test("a message larger than a frame arrives intact", async () => {
  const body = Buffer.alloc(200_000, 7);
  body.writeUInt32BE(0xdeadbeef, 150_000);
  await client.createSender("large").sendMessages(message(body));
  assert.ok(body.equals((await one(deleting("large"))).body));
});

test("a message beyond the size limit is refused and the next one is not", async () => {
  const sender = emulator.client({ retryOptions: { maxRetries: 3, retryDelayInMs: 200 } }).createSender("large");
  await assert.rejects(sender.sendMessages(message(Buffer.alloc(300_000))), (error) => {
    assert.equal(error.code, "MessageSizeExceeded");
    return true;
  });
  await sender.sendMessages(message("small"));
  assert.equal((await one(deleting("large"))).body, "small");
});

test("a message that expired is not delivered", async () => {
  const sender = client.createSender("expiring");
  await sender.sendMessages(message("gone", { timeToLive: 1 }));
  await sender.sendMessages(message("here"));
  assert.equal((await one(deleting("expiring"))).body, "here");
});

test("an expired message goes to the dead-letter queue where the queue says so", async () => {
  await client.createSender("short").sendMessages(message("late"));
  const dead = client.createReceiver("short", { subQueueType: "deadLetter", receiveMode: "receiveAndDelete" });
  const got = await one(dead);
  assert.equal(got.body, "late");
  assert.equal(got.deadLetterReason, "TTLExpiredException");
});

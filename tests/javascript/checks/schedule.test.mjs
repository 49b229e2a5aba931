import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { message, many, none, one, startEmulator } from "./emulator.mjs";

let emulator, client;
const queues = ["soon", "order", "cancel", "state", "duplicates", "annotated", "peek", "drain", "empty", "page"];
before(async () => { emulator = await startEmulator(...queues); client = emulator.client(); });
after(() => emulator.stop());
const deleting = (queue) => client.createReceiver(queue, { receiveMode: "receiveAndDelete" });
const inMs = (milliseconds) => new Date(Date.now() + milliseconds);

test("a scheduled message appears at its time and not before", async () => {
  const due = inMs(1_500);
  const [number] = await client.createSender("soon").scheduleMessages(message("tick"), due);
  await none(deleting("soon"));
  const got = await one(deleting("soon"));
  assert.ok(Date.now() >= due.getTime() - 20);
  assert.equal(got.body, "tick");
  assert.ok(got.sequenceNumber.gt(number), "it gets a new number when it appears");
  assert.ok(got.enqueuedTimeUtc >= due);
});

test("scheduled messages appear in the order of their times", async () => {
  const sender = client.createSender("order");
  await sender.scheduleMessages(message("second"), inMs(900));
  await sender.scheduleMessages(message("first"), inMs(500));
  const receiver = deleting("order");
  assert.deepEqual([(await one(receiver)).body, (await one(receiver)).body], ["first", "second"]);
});

test("a message that carries its time is scheduled by sending it", async () => {
  const due = inMs(800);
  await client.createSender("annotated").sendMessages(message("by annotation", { scheduledEnqueueTimeUtc: due }));
  const got = await one(deleting("annotated"));
  assert.ok(got.enqueuedTimeUtc >= due);
  assert.equal(got.scheduledEnqueueTimeUtc.getTime(), due.getTime());
});

test("a time that has passed means now", async () => {
  await client.createSender("annotated").scheduleMessages(message("past"), inMs(-5_000));
  assert.equal((await one(deleting("annotated"))).body, "past");
});

test("a cancelled message never appears", async () => {
  const sender = client.createSender("cancel");
  const numbers = await sender.scheduleMessages([message(1), message(2), message(3)], inMs(700));
  await sender.cancelScheduledMessages([numbers[0], numbers[2]]);
  const receiver = deleting("cancel");
  assert.equal((await one(receiver)).body, 2);
  await none(receiver);
});

test("cancelling what is not there fails", async () => {
  const sender = client.createSender("cancel");
  const [number] = await sender.scheduleMessages(message("x"), inMs(60_000));
  await sender.cancelScheduledMessages(number);
  await assert.rejects(sender.cancelScheduledMessages(number), (error) => error.code === "MessageNotFound");
});

test("a scheduled message takes part in duplicate detection both ways", async () => {
  const sender = client.createSender("duplicates");
  await sender.scheduleMessages({ body: "planned", messageId: "same" }, inMs(600));
  await sender.sendMessages({ body: "at once", messageId: "same" });
  const receiver = deleting("duplicates");
  assert.equal((await one(receiver)).body, "planned");
  await none(receiver);
});

test("peek sees active, scheduled and deferred messages and says which is which", async () => {
  const sender = client.createSender("state");
  await sender.sendMessages(message("deferred"));
  const receiver = client.createReceiver("state");
  await receiver.deferMessage(await one(receiver));
  await sender.scheduleMessages(message("scheduled"), inMs(60_000));
  await sender.sendMessages(message("active"));
  const peeked = await receiver.peekMessages(10);
  assert.deepEqual(peeked.map((m) => `${m.body} ${m.state}`), ["deferred deferred", "scheduled scheduled", "active active"]);
});

test("peek takes nothing and goes on from where it was", async () => {
  await client.createSender("peek").sendMessages([1, 2, 3, 4].map((body) => message(body)));
  const receiver = client.createReceiver("peek");
  assert.deepEqual((await receiver.peekMessages(3)).map((m) => m.body), [1, 2, 3]);
  assert.deepEqual((await receiver.peekMessages(3)).map((m) => m.body), [4]);
  assert.deepEqual(await receiver.peekMessages(3), []);
  assert.equal((await receiver.peekMessages(2, { fromSequenceNumber: (await one(receiver)).sequenceNumber }))[0].body, 1);
});

test("peek of a long queue gives all of it, page by page", async () => {
  await client.createSender("page").sendMessages(Array.from({ length: 500 }, (_, i) => message(i)));
  const receiver = client.createReceiver("page");
  const bodies = [];
  for (let page = await receiver.peekMessages(200); page.length > 0; page = await receiver.peekMessages(200))
    bodies.push(...page.map((m) => m.body));
  assert.deepEqual(bodies, Array.from({ length: 500 }, (_, i) => i));
});

test("waiting on an empty queue ends in time with nothing", async () => {
  const started = Date.now();
  assert.deepEqual(await client.createReceiver("empty").receiveMessages(5, { maxWaitTimeInMs: 500 }), []);
  assert.ok(Date.now() - started < 5_000);
});

test("asking for more than there is gives what there is, and the rest of the credit is drained", async () => {
  await client.createSender("drain").sendMessages([1, 2, 3].map((body) => message(body)));
  const receiver = client.createReceiver("drain");
  const got = await receiver.receiveMessages(10, { maxWaitTimeInMs: 2_000 });
  assert.deepEqual(got.map((m) => m.body), [1, 2, 3]);
  await Promise.all(got.map((m) => receiver.completeMessage(m)));
  // Undrained credit would take this message for a receiver that no longer asks.
  await client.createSender("drain").sendMessages(message(4));
  assert.equal((await one(client.createReceiver("drain"))).body, 4);
});

test("a receiver asks a hundred times in a row and misses nothing", async () => {
  const sender = client.createSender("drain");
  const receiver = deleting("drain");
  for (let i = 0; i < 100; i++) {
    await sender.sendMessages(message(i));
    assert.equal((await one(receiver)).body, i);
  }
});

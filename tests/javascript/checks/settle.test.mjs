import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { message, many, none, one, startEmulator } from "./emulator.mjs";

let emulator, client;
const queues = ["complete", "abandon", "defer", "dead", "poison,max-delivery=3", "lost,lock=1s", "renew,lock=2s", "auto,lock=2s",
  "closed,lock=1s", "subscribe", "concurrent", "resubmit", "late,lock=1s"];
before(async () => { emulator = await startEmulator(...queues); client = emulator.client(); });
after(() => emulator.stop());

const failsWith = (code) => (error) => error.code === code || assert.fail(`${error.code}: ${error.message}`);
const send = (queue, ...bodies) => client.createSender(queue).sendMessages(bodies.map((body) => message(body)));
const deadLetters = (queue) => client.createReceiver(queue, { subQueueType: "deadLetter" });

test("a completed message is gone", async () => {
  await send("complete", "done");
  const receiver = client.createReceiver("complete");
  await receiver.completeMessage(await one(receiver));
  await none(receiver);
});

test("completing twice says that the lock is lost", async () => {
  await send("complete", "twice");
  const receiver = client.createReceiver("complete");
  const got = await one(receiver);
  await receiver.completeMessage(got);
  await assert.rejects(receiver.completeMessage(got));
});

test("an abandoned message comes back at its place, counted and changed", async () => {
  await send("abandon", "first", "second");
  const receiver = client.createReceiver("abandon");
  const first = await one(receiver);
  await receiver.abandonMessage(first, { tried: "yes" });
  const again = await one(receiver);
  assert.equal(again.body, "first");
  assert.equal(again.deliveryCount, 1);
  assert.equal(again.applicationProperties.tried, "yes");
  assert.deepEqual(again.sequenceNumber, first.sequenceNumber);
  await receiver.completeMessage(again);
  await receiver.completeMessage(await one(receiver));
});

test("a deferred message is served only by its number", async () => {
  await send("defer", "later");
  const receiver = client.createReceiver("defer");
  const got = await one(receiver);
  await receiver.deferMessage(got, { why: "not yet" });
  await none(receiver);
  const [deferred] = await receiver.receiveDeferredMessages(got.sequenceNumber);
  assert.equal(deferred.body, "later");
  assert.equal(deferred.applicationProperties.why, "not yet");
  await receiver.completeMessage(deferred);
  await assert.rejects(receiver.receiveDeferredMessages(got.sequenceNumber), failsWith("MessageNotFound"));
});

test("a deferred message that is abandoned stays deferred", async () => {
  await send("defer", "still");
  const receiver = client.createReceiver("defer");
  const got = await one(receiver);
  await receiver.deferMessage(got);
  const [deferred] = await receiver.receiveDeferredMessages(got.sequenceNumber);
  await receiver.abandonMessage(deferred);
  await none(receiver);
  const [again] = await receiver.receiveDeferredMessages(got.sequenceNumber);
  assert.equal(again.deliveryCount, 1);
  await receiver.deadLetterMessage(again, { deadLetterReason: "enough" });
  const dead = deadLetters("defer");
  const last = await one(dead);
  assert.equal(last.deadLetterReason, "enough");
  await dead.completeMessage(last);
});

test("a dead-lettered message lies in the dead-letter queue with its reason", async () => {
  await send("dead", "bad");
  const receiver = client.createReceiver("dead");
  await receiver.deadLetterMessage(await one(receiver), {
    deadLetterReason: "Unreadable", deadLetterErrorDescription: "no JSON", extra: "kept",
  });
  await none(receiver);
  const dead = deadLetters("dead");
  const got = await one(dead);
  assert.equal(got.body, "bad");
  assert.equal(got.deadLetterReason, "Unreadable");
  assert.equal(got.deadLetterErrorDescription, "no JSON");
  assert.equal(got.applicationProperties.extra, "kept");
  assert.equal(got.deadLetterSource, "dead");
  await dead.completeMessage(got);
  await none(dead);
});

test("a dead letter can be abandoned and is not counted out of its queue", async () => {
  await send("dead", "stubborn");
  const receiver = client.createReceiver("dead");
  await receiver.deadLetterMessage(await one(receiver));
  const dead = deadLetters("dead");
  for (let i = 0; i < 12; i++) await dead.abandonMessage(await one(dead));
  const got = await one(dead);
  assert.equal(got.body, "stubborn");
  await dead.completeMessage(got);
});

test("a dead letter is sent again and lives a new life", async () => {
  await send("resubmit", "again");
  const receiver = client.createReceiver("resubmit");
  await receiver.deadLetterMessage(await one(receiver), { deadLetterReason: "r" });
  const dead = deadLetters("resubmit");
  const got = await one(dead);
  await client.createSender("resubmit").sendMessages({ ...message(got.body), applicationProperties: got.applicationProperties });
  await dead.completeMessage(got);
  const fresh = await one(receiver);
  assert.equal(fresh.deliveryCount, 0);
  assert.equal(fresh.deadLetterSource, undefined);
  await receiver.completeMessage(fresh);
});

test("a message that nobody can finish goes to the dead-letter queue", async () => {
  await send("poison", "poison");
  const receiver = client.createReceiver("poison");
  for (let i = 0; i < 3; i++) {
    const got = await one(receiver);
    assert.equal(got.deliveryCount, i);
    await receiver.abandonMessage(got);
  }
  await none(receiver);
  const got = await one(deadLetters("poison"));
  assert.equal(got.deadLetterReason, "MaxDeliveryCountExceeded");
  assert.equal(got.deliveryCount, 3);
});

test("a lock that expires gives the message to the next receiver and counts", async () => {
  await send("lost", "mine");
  const receiver = client.createReceiver("lost", { maxAutoLockRenewalDurationInMs: 0 });
  const first = await one(receiver);
  const second = await one(client.createReceiver("lost", { maxAutoLockRenewalDurationInMs: 0 }));
  assert.equal(second.body, "mine");
  assert.equal(second.deliveryCount, 1);
  await assert.rejects(receiver.completeMessage(first), failsWith("MessageLockLost"));
  await receiver.completeMessage(second).catch(() => {});
});

test("renewing a lost lock is refused", async () => {
  await send("late", "slow");
  const receiver = client.createReceiver("late", { maxAutoLockRenewalDurationInMs: 0 });
  const first = await one(receiver);
  await one(client.createReceiver("late", { maxAutoLockRenewalDurationInMs: 0 }));
  await assert.rejects(receiver.renewMessageLock(first), failsWith("MessageLockLost"));
});

test("a renewed lock holds longer", async () => {
  await send("renew", "long");
  const receiver = client.createReceiver("renew", { maxAutoLockRenewalDurationInMs: 0 });
  const got = await one(receiver);
  const first = got.lockedUntilUtc;
  await none(client.createReceiver("renew"));
  const renewed = await receiver.renewMessageLock(got);
  assert.ok(renewed > first, `${renewed} > ${first}`);
  await receiver.completeMessage(got);
});

test("the client renews by itself while a handler works for longer than the lock", async () => {
  await send("auto", "work");
  const receiver = client.createReceiver("auto", { maxAutoLockRenewalDurationInMs: 30_000 });
  let seen = 0;
  const finished = new Promise((resolve, reject) => {
    receiver.subscribe({
      async processMessage() {
        seen++;
        // Work is what is measured here: one and a half locks of it.
        await new Promise((done) => setTimeout(done, 3_000));
        setImmediate(resolve);
      },
      async processError({ error }) { reject(error); },
    });
  });
  await finished;
  await receiver.close();
  assert.equal(seen, 1);
  await none(client.createReceiver("auto"));
});

test("closing a receiver leaves its message locked until the lock ends", async () => {
  await send("closed", "held");
  const receiver = client.createReceiver("closed");
  await one(receiver);
  await receiver.close();
  const again = await one(client.createReceiver("closed"));
  assert.equal(again.deliveryCount, 1);
});

test("a subscriber completes what its handler finished and abandons what it did not", async () => {
  await send("subscribe", "a", "b", "c");
  const receiver = client.createReceiver("subscribe");
  const bodies = [];
  await new Promise((resolve) => {
    receiver.subscribe({
      async processMessage(got) {
        bodies.push(`${got.body}${got.deliveryCount}`);
        if (got.body === "b" && got.deliveryCount === 0) throw new Error("once");
        if (bodies.length === 4) setImmediate(resolve);
      },
      async processError() {},
    }, { maxConcurrentCalls: 1 });
  });
  await receiver.close();
  assert.deepEqual(bodies, ["a0", "b0", "b1", "c0"]);
  await none(client.createReceiver("subscribe"));
});

test("competing receivers share the messages, each message once", async () => {
  const clients = [emulator.client(), emulator.client(), emulator.client()];
  await client.createSender("concurrent").sendMessages(Array.from({ length: 300 }, (_, i) => message(i)));
  const seen = [];
  await new Promise((resolve, reject) => {
    for (const each of clients) {
      each.createReceiver("concurrent").subscribe({
        async processMessage(got) { if (seen.push(got.body) === 300) setImmediate(resolve); },
        async processError({ error }) { reject(error); },
      }, { maxConcurrentCalls: 10 });
    }
  });
  assert.equal(new Set(seen).size, 300);
  await Promise.all(clients.map((each) => each.close()));
});

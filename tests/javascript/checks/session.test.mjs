import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { message, many, none, one, startConfigured } from "./emulator.mjs";

let emulator, client;
const names = ["order", "exclusive", "next", "empty", "state", "abandon", "defer", "peek", "dead", "parallel", "late"];
const session = (Name, more = {}) => ({ Name, Properties: { RequiresSession: true, LockDuration: "PT1M", ...more } });
before(async () => {
  emulator = await startConfigured({
    Queues: [...names.map((name) => session(name)), session("lost", { LockDuration: "PT1S" }), session("renew", { LockDuration: "PT2S" }),
      session("release"), { Name: "plain" }],
    Topics: [{ Name: "topic", Subscriptions: [{ Name: "s", Properties: { RequiresSession: true } }] }],
  });
  client = emulator.client();
});
after(() => emulator.stop());

const impatient = { retryOptions: { maxRetries: 0, timeoutInMs: 1_500 } };
const failsWith = (code) => (error) => error.code === code || assert.fail(`${error.code}: ${error.message}`);
const send = (queue, sessionId, ...bodies) => client.createSender(queue).sendMessages(bodies.map((body) => message(body, { sessionId })));

test("the messages of a session come in order and no others among them", async () => {
  await send("order", "a", 1, 2);
  await send("order", "b", 10);
  await send("order", "a", 3);
  const receiver = await client.acceptSession("order", "a");
  assert.equal(receiver.sessionId, "a");
  const got = await many(receiver, 3);
  assert.deepEqual(got.map((m) => [m.sessionId, m.body]), [["a", 1], ["a", 2], ["a", 3]]);
  for (const each of got) await receiver.completeMessage(each);
  await none(receiver);
  await receiver.close();
});

test("a session has one holder at a time", async () => {
  await send("exclusive", "s", 1);
  const first = await client.acceptSession("exclusive", "s");
  await assert.rejects(emulator.client(impatient).acceptSession("exclusive", "s"), failsWith("SessionCannotBeLocked"));
  await first.close();
  const second = await client.acceptSession("exclusive", "s");
  assert.equal((await one(second)).body, 1);
  await second.close();
});

test("the next session is the one that waited longest and is free", async () => {
  await send("next", "x", 1);
  await send("next", "y", 2);
  const first = await client.acceptNextSession("next");
  const second = await client.acceptNextSession("next");
  assert.deepEqual([first.sessionId, second.sessionId], ["x", "y"]);
  await first.completeMessage(await one(first));
  await second.completeMessage(await one(second));
  await Promise.all([first.close(), second.close()]);
});

test("waiting for the next session ends when there is none in time", async () => {
  await assert.rejects(emulator.client(impatient).acceptNextSession("empty"), (error) => ["ServiceTimeout", "SessionCannotBeLocked"].includes(error.code) || assert.fail(error.code));
});

test("whoever waits gets the session that comes, in turn", async () => {
  const waiting = [client.acceptNextSession("late"), emulator.client().acceptNextSession("late")];
  await send("late", "l1", 1);
  await send("late", "l2", 2);
  const receivers = await Promise.all(waiting);
  assert.deepEqual(receivers.map((r) => r.sessionId).sort(), ["l1", "l2"]);
  await Promise.all(receivers.map((r) => r.close()));
});

test("the state of a session outlives its messages until it is cleared", async () => {
  await send("state", "s", 1);
  let receiver = await client.acceptSession("state", "s");
  assert.equal(await receiver.getSessionState(), null);
  await receiver.setSessionState(Buffer.from("halfway"));
  await receiver.completeMessage(await one(receiver));
  await receiver.close();
  receiver = await client.acceptSession("state", "s");
  assert.equal((await receiver.getSessionState()).toString(), "halfway");
  await receiver.setSessionState(null);
  assert.equal(await receiver.getSessionState(), null);
  await receiver.close();
});

test("an abandoned message is the next one of its session", async () => {
  await send("abandon", "s", 1, 2);
  const receiver = await client.acceptSession("abandon", "s");
  await receiver.abandonMessage(await one(receiver));
  const again = await one(receiver);
  assert.deepEqual([again.body, again.deliveryCount], [1, 1]);
  await receiver.completeMessage(again);
  assert.equal((await one(receiver)).body, 2);
  await receiver.close();
});

test("closing a session gives its messages back uncounted", async () => {
  await send("release", "s", 1);
  const first = await client.acceptSession("release", "s");
  await one(first);
  await first.close();
  const second = await client.acceptSession("release", "s");
  const got = await one(second);
  assert.deepEqual([got.body, got.deliveryCount], [1, 0]);
  await second.completeMessage(got);
  await second.close();
});

test("a session lock that ends is lost, and its messages count as delivered", async () => {
  await send("lost", "s", 1);
  const first = await client.acceptSession("lost", "s", { maxAutoLockRenewalDurationInMs: 0 });
  const got = await one(first);
  const second = await client.acceptNextSession("lost");
  assert.equal(second.sessionId, "s");
  const again = await one(second);
  assert.equal(again.deliveryCount, 1);
  await assert.rejects(first.completeMessage(got));
  await second.completeMessage(again);
  await second.close();
});

test("a renewed session lock holds longer", async () => {
  await send("renew", "s", 1);
  const receiver = await client.acceptSession("renew", "s", { maxAutoLockRenewalDurationInMs: 0 });
  const before = receiver.sessionLockedUntilUtc;
  const got = await one(receiver);
  await assert.rejects(emulator.client(impatient).acceptSession("renew", "s"));
  assert.ok((await receiver.renewSessionLock()) > before);
  await receiver.completeMessage(got);
  await receiver.close();
});

test("a message of a session is deferred and received by its number", async () => {
  await send("defer", "s", 1, 2);
  const receiver = await client.acceptSession("defer", "s");
  const got = await one(receiver);
  await receiver.deferMessage(got);
  const [deferred] = await receiver.receiveDeferredMessages(got.sequenceNumber);
  assert.equal(deferred.body, 1);
  await receiver.completeMessage(deferred);
  await receiver.close();
});

test("peek looks into the session that is held", async () => {
  await send("peek", "a", 1);
  await send("peek", "b", 2);
  const receiver = await client.acceptSession("peek", "b");
  assert.deepEqual((await receiver.peekMessages(5)).map((m) => m.body), [2]);
  await receiver.close();
});

test("a dead letter of a session needs no session to be read", async () => {
  await send("dead", "s", 1);
  const receiver = await client.acceptSession("dead", "s");
  await receiver.deadLetterMessage(await one(receiver), { deadLetterReason: "r" });
  await receiver.close();
  const got = await one(client.createReceiver("dead", { subQueueType: "deadLetter", receiveMode: "receiveAndDelete" }));
  assert.deepEqual([got.sessionId, got.deadLetterReason], ["s", "r"]);
});

test("a message without a session is refused", async () => {
  await assert.rejects(emulator.client(impatient).createSender("order").sendMessages(message("x")), /SessionId was not set/);
});

test("a receiver without a session is refused where sessions are required", async () => {
  const receiver = emulator.client(impatient).createReceiver("order");
  await assert.rejects(receiver.receiveMessages(1, { maxWaitTimeInMs: 500 }), /requires sessions/);
});

test("a session is refused where there are none", async () => {
  await assert.rejects(emulator.client(impatient).acceptSession("plain", "s"));
});

test("a subscription has sessions too", async () => {
  const sender = client.createSender("topic");
  await sender.sendMessages([message(1, { sessionId: "t" }), message(2, { sessionId: "u" })]);
  const receiver = await client.acceptSession("topic", "s", "u");
  const got = await one(receiver);
  assert.equal(got.body, 2);
  await receiver.completeMessage(got);
  await receiver.close();
});

test("many sessions are worked on side by side, each in its order", async () => {
  const sender = client.createSender("parallel");
  for (let i = 0; i < 20; i++) await sender.sendMessages(Array.from({ length: 10 }, (_, s) => message(i, { sessionId: `s${s}` })));
  const seen = {};
  await Promise.all(Array.from({ length: 10 }, async () => {
    const receiver = await client.acceptNextSession("parallel");
    const bodies = [];
    for (let i = 0; i < 20; i++) {
      const got = await one(receiver);
      bodies.push(got.body);
      await receiver.completeMessage(got);
    }
    seen[receiver.sessionId] = bodies;
    await receiver.close();
  }));
  assert.equal(Object.keys(seen).length, 10);
  for (const bodies of Object.values(seen)) assert.deepEqual(bodies, Array.from({ length: 20 }, (_, i) => i));
});

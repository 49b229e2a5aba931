import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ServiceBusClient } from "@azure/service-bus";
import { message, one, startEmulator } from "./emulator.mjs";

let emulator;
before(async () => { emulator = await startEmulator("orders", "other"); });
after(async () => { assert.equal(await emulator.stop(), 0, "the emulator stops with exit code 0 on SIGTERM"); });

const failsWith = (code) => (error) => error.code === code || assert.fail(`${error.code}: ${error.message}`);
const impatient = { retryOptions: { maxRetries: 0, timeoutInMs: 5_000 } };

test("connects ten times in a row", async () => {
  for (let i = 0; i < 10; i++) {
    const client = new ServiceBusClient(emulator.connectionString);
    await client.createSender("orders").sendMessages(message(i));
    const receiver = client.createReceiver("orders", { receiveMode: "receiveAndDelete" });
    assert.equal((await one(receiver)).body, i);
    await client.close();
  }
});

test("connects ten clients at once", async () => {
  const clients = Array.from({ length: 10 }, () => new ServiceBusClient(emulator.connectionString));
  await Promise.all(clients.map((client, i) => client.createSender("orders").sendMessages(message(i))));
  const receivers = clients.map((client) => client.createReceiver("orders", { receiveMode: "receiveAndDelete" }));
  const received = await Promise.all(receivers.map((receiver) => one(receiver)));
  assert.deepEqual(received.map((m) => m.body).sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  await Promise.all(clients.map((client) => client.close()));
});

test("a queue that does not exist gives MessagingEntityNotFound to a sender", async () => {
  const sender = emulator.client(impatient).createSender("nowhere");
  await assert.rejects(sender.sendMessages(message("x")), failsWith("MessagingEntityNotFound"));
});

test("a queue that does not exist gives MessagingEntityNotFound to a receiver", async () => {
  const receiver = emulator.client(impatient).createReceiver("nowhere");
  await assert.rejects(receiver.receiveMessages(1, { maxWaitTimeInMs: 1_000 }), failsWith("MessagingEntityNotFound"));
});

test("a wrong key is refused", async () => {
  const wrong = emulator.connectionString.replace(/SharedAccessKey=[^;]*/, "SharedAccessKey=d3Jvbmc=");
  const client = new ServiceBusClient(wrong, impatient);
  await assert.rejects(client.createSender("orders").sendMessages(message("x")), failsWith("UnauthorizedAccess"));
  await client.close();
});

test("a wrong key name is refused", async () => {
  const wrong = emulator.connectionString.replace(/SharedAccessKeyName=[^;]*/, "SharedAccessKeyName=Nobody");
  const client = new ServiceBusClient(wrong, impatient);
  await assert.rejects(client.createSender("orders").sendMessages(message("x")), failsWith("UnauthorizedAccess"));
  await client.close();
});

test("names of queues ignore case", async () => {
  const client = emulator.client();
  await client.createSender("OTHER").sendMessages(message("case"));
  assert.equal((await one(client.createReceiver("Other", { receiveMode: "receiveAndDelete" }))).body, "case");
});

test("a sender that was closed can be made again on the same connection", async () => {
  const client = emulator.client();
  const first = client.createSender("other");
  await first.sendMessages(message(1));
  await first.close();
  await client.createSender("other").sendMessages(message(2));
  const receiver = client.createReceiver("other", { receiveMode: "receiveAndDelete" });
  assert.deepEqual([(await one(receiver)).body, (await one(receiver)).body], [1, 2]);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ServiceBusClient } from "@azure/service-bus";
import { ask, message, none, one, start } from "./emulator.mjs";

const impatient = { retryOptions: { maxRetries: 0, timeoutInMs: 5_000 } };
let emulator;
before(async () => { emulator = await start(["--queue", "orders,lock=1m", "--queue", "sessions,sessions", "--isolate"]); });
after(async () => { assert.equal(await emulator.stop(), 0); });

const control = (verb, path, body, connection = emulator.administrationConnectionString) => ask(connection, verb, `$emulator/${path}`, body);
const renamed = (name, connection = emulator.connectionString) => connection.replace(/SharedAccessKeyName=[^;]*/, `SharedAccessKeyName=${name}`);
const failsWith = (code) => (error) => error.code === code || assert.fail(`${error.code}: ${error.message}`);

test("two tests at the same time see nothing of each other", async () => {
  await Promise.all(["first", "second"].map(async (name) => {
    const space = await control("POST", "namespaces", { name });
    assert.equal(space.status, 201);
    const client = new ServiceBusClient(space.connectionString);
    const sender = client.createSender("orders");
    for (let i = 0; i < 20; i++) await sender.sendMessages(message(`${name} ${i}`));
    const receiver = client.createReceiver("orders", { receiveMode: "receiveAndDelete" });
    for (let i = 0; i < 20; i++) assert.equal((await one(receiver)).body, `${name} ${i}`);
    await none(receiver);
    await client.close();
    assert.equal((await control("DELETE", `namespaces/${name}`)).status, 200);
  }));
  assert.deepEqual((await control("GET", "namespaces")).namespaces, []);
});

test("each name of the key opens a namespace of its own", async () => {
  const [mine, yours] = ["mine", "yours"].map((name) => new ServiceBusClient(renamed(name)));
  await mine.createSender("orders").sendMessages(message("mine"));
  await none(yours.createReceiver("orders", { receiveMode: "receiveAndDelete" }));
  assert.equal((await one(mine.createReceiver("orders", { receiveMode: "receiveAndDelete" }))).body, "mine");
  assert.deepEqual((await control("GET", "namespaces")).namespaces, ["mine", "yours"]);
  await Promise.all([mine.close(), yours.close()]);
  for (const name of ["mine", "yours"]) await control("DELETE", `namespaces/${name}`);
});

test("the administration client is in the namespace of its key name", async () => {
  const [first, own] = [emulator.administration(), emulator.administration({ keyName: "admin" })];
  await own.createQueue("only-there", { lockDuration: "PT7S" });
  assert.deepEqual([await own.queueExists("only-there"), await first.queueExists("only-there")], [true, false]);
  assert.equal(await own.queueExists("orders"), true);
  await own.deleteQueue("orders");
  assert.equal(await first.queueExists("orders"), true);
  await control("DELETE", "namespaces/admin");
});

test("a client of a namespace that was thrown away finds a fresh one under the name", async () => {
  const first = new ServiceBusClient(renamed("again"), impatient);
  await first.createSender("orders").sendMessages(message("old"));
  await control("DELETE", "namespaces/again");
  await first.close();
  const second = new ServiceBusClient(renamed("again"), impatient);
  await none(second.createReceiver("orders", { receiveMode: "receiveAndDelete" }));
  await second.close();
  await control("DELETE", "namespaces/again");
});

test("without the switch, another name opens nothing", async () => {
  const plain = await start(["--queue", "orders"]);
  const client = new ServiceBusClient(renamed("tests", plain.connectionString), impatient);
  await assert.rejects(client.createSender("orders").sendMessages(message("x")), failsWith("UnauthorizedAccess"));
  await client.close();
  const space = await ask(plain.administrationConnectionString, "POST", "$emulator/namespaces");
  const own = new ServiceBusClient(space.connectionString, impatient);
  await own.createSender("orders").sendMessages(message("x"));
  await own.close();
  assert.equal((await ask(plain.administrationConnectionString, "DELETE", `$emulator/namespaces/${space.name}`)).status, 200);
  assert.deepEqual(await ask(plain.administrationConnectionString, "DELETE", `$emulator/namespaces/${space.name}`), { status: 404, error: `There is no namespace '${space.name}'.` });
  await plain.stop();
});

test("scheduled messages are delivered when told, of one queue or of all", async () => {
  const space = await control("POST", "namespaces");
  const client = new ServiceBusClient(space.connectionString);
  const sender = client.createSender("orders");
  const later = new Date(Date.now() + 3_600_000);
  await sender.scheduleMessages([message("a"), message("b")], later);
  const receiver = client.createReceiver("orders", { receiveMode: "receiveAndDelete" });
  await none(receiver);
  assert.equal((await control("POST", "scheduled", { entity: "sessions" }, space.administrationConnectionString)).delivered, 0);
  assert.equal((await control("POST", "scheduled", { entity: "orders" }, space.administrationConnectionString)).delivered, 2);
  assert.deepEqual([(await one(receiver)).body, (await one(receiver)).body], ["a", "b"]);
  await sender.scheduleMessages(message("c"), later);
  assert.equal((await control("POST", "scheduled", undefined, space.administrationConnectionString)).delivered, 1);
  assert.equal((await one(receiver)).body, "c");
  assert.deepEqual(await control("POST", "scheduled", { entity: "nowhere" }, space.administrationConnectionString), { status: 404, error: "There is no entity 'nowhere'." });
  await client.close();
  await control("DELETE", `namespaces/${space.name}`);
});

test("time passes in one namespace alone, and what is scheduled afterwards is due when it says", async () => {
  const space = await control("POST", "namespaces");
  const client = new ServiceBusClient(space.connectionString);
  const sender = client.createSender("orders");
  await sender.sendMessages(message("locked"));
  const receiver = client.createReceiver("orders");
  const held = await one(receiver);
  assert.deepEqual(await control("POST", "time", { advance: "PT2M" }, space.administrationConnectionString), { status: 200, ahead: "PT2M" });
  await assert.rejects(receiver.completeMessage(held), failsWith("MessageLockLost"));
  const again = await one(receiver);
  assert.deepEqual([again.body, again.deliveryCount], ["locked", 1]);
  // The clock of the client was not moved, so neither are the times that it gets.
  assert.ok(Math.abs(again.lockedUntilUtc - Date.now() - 60_000) < 20_000);
  assert.ok(Math.abs(again.enqueuedTimeUtc - Date.now() + 120_000) < 20_000);
  await receiver.completeMessage(again);
  await sender.scheduleMessages(message("soon"), new Date(Date.now() + 3_600_000));
  await none(receiver);
  await control("POST", "time", { advance: "PT1H" }, space.administrationConnectionString);
  assert.equal((await one(receiver)).body, "soon");
  assert.equal((await control("GET", "time")).ahead, "PT0S");
  assert.deepEqual(await control("POST", "time", { advance: "-PT1S" }, space.administrationConnectionString),
    { status: 400, error: "Time passes forwards, and by 36,500 days in all at most." });
  assert.equal((await control("POST", "time", { advance: "soon" })).error, "The request.advance must be a duration such as PT1M.");
  assert.equal((await control("POST", "time", { advence: "PT1S" })).status, 400);
  await client.close();
  await control("DELETE", `namespaces/${space.name}`);
});

test("what was used is counted to the last credit, and set to zero when told", async () => {
  const space = await control("POST", "namespaces");
  const client = new ServiceBusClient(space.connectionString);
  const sender = client.createSender("orders");
  await sender.sendMessages([message("1"), message("2"), message("x".repeat(100_000))]);
  const receiver = client.createReceiver("orders");
  for (let i = 0; i < 3; i++) await receiver.completeMessage(await one(receiver));
  await sender.sendMessages(message("peeked"));
  await receiver.peekMessages(5);
  const usage = await control("DELETE", "usage", undefined, space.administrationConnectionString);
  const { messagesSent, messagesReceived, messagesPeeked, settlements, credits, operations, throttled } = usage;
  assert.deepEqual({ messagesSent, messagesReceived, messagesPeeked, settlements, credits, operations, throttled },
    { messagesSent: 4, messagesReceived: 3, messagesPeeked: 1, settlements: 3, credits: 8, operations: 5 + 4 + 1 + 3, throttled: 0 });
  const fresh = await control("GET", "usage", undefined, space.administrationConnectionString);
  assert.deepEqual([fresh.credits, fresh.operations, fresh.mostCreditsInASecond], [0, 0, 0]);
  assert.ok(new Date(fresh.since) >= new Date(usage.since));
  await client.close();
  await control("DELETE", `namespaces/${space.name}`);
});

test("a client that sends more than its tier allows is told that the service is busy, and goes on later", async () => {
  const standard = await start(["--queue", "orders,dedup=off", "--tier", "standard"]);
  const flood = async () => {
    const sender = standard.client(impatient).createSender("orders");
    for (let i = 0; i < 20; i++) await sender.sendMessages(Array.from({ length: 200 }, () => message("x")));
  };
  await assert.rejects(flood(), failsWith("ServiceBusy"));
  await ask(standard.administrationConnectionString, "POST", "$emulator/time", { advance: "PT1S" });
  await standard.client(impatient).createSender("orders").sendMessages(message("later"));
  const usage = await ask(standard.administrationConnectionString, "GET", "$emulator/usage");
  assert.ok(usage.throttled >= 1 && usage.mostCreditsInASecond >= 1_000, JSON.stringify(usage));
  await standard.stop();
  assert.match((await standard.said()).join("\n"), /It was used for:\n +[\d,]+ operations, as the service bills them\n +[\d,]+ credits, at most [\d,]+ in a second\n.*requests refused for want of credits/s);
});

test("the emulator's own requests ask for the key, and for nothing that is not known", async () => {
  const refused = await fetch(`${emulator.http}/$emulator/usage`);
  assert.deepEqual([refused.status, /authorization header/.test((await refused.json()).error)], [401, true]);
  const wrong = emulator.administrationConnectionString.replace(/SharedAccessKey=[^;]*/, "SharedAccessKey=d3Jvbmc=");
  assert.equal((await ask(wrong, "GET", "$emulator/usage")).status, 401);
  assert.equal((await control("GET", "nothing")).status, 404);
  assert.equal((await control("PUT", "usage")).status, 404);
  assert.equal((await control("POST", "namespaces", { name: "a;b" })).status, 400);
  assert.equal((await control("DELETE", "namespaces/RootManageSharedAccessKey")).status, 409);
});

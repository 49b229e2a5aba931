import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import WebSocket from "ws";
import { ServiceBusAdministrationClient, ServiceBusClient } from "@azure/service-bus";
import { many, message, one, start } from "./emulator.mjs";

let folder, file, ca, emulator;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "secure-"));
  file = join(folder, "certificate.pem");
  emulator = await start(["--tls", "--tls-export", file, "--queue", "q", "--queue", "sessions,sessions", "--queue", "many,dedup=off"]);
  ca = await readFile(file);
});
after(async () => {
  assert.equal(await emulator.stop(), 0);
  await rm(folder, { recursive: true });
});

const overWebSocket = (options = {}) => new ServiceBusClient(emulator.administrationConnectionString, {
  webSocketOptions: { webSocket: WebSocket, webSocketConstructorOptions: { ca, ...options } }, retryOptions: { maxRetries: 0, timeoutInMs: 10_000 },
});

/** Runs a script in a process that trusts the certificate, or not. */
const run = (script, trusts) => new Promise((resolve) => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: import.meta.dirname, env: { ...process.env, CONNECTION: emulator.connectionString, ...(trusts ? { NODE_EXTRA_CA_CERTS: file } : {}) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => { output += text; });
  child.once("exit", (code) => resolve({ code, output }));
});

const roundTrip = `
  import { ServiceBusClient } from "@azure/service-bus";
  const client = new ServiceBusClient(process.env.CONNECTION, { retryOptions: { maxRetries: 0, timeoutInMs: 10_000 } });
  await client.createSender("q").sendMessages({ body: "x".repeat(200_000), messageId: "1" });
  const receiver = client.createReceiver("q");
  const [got] = await receiver.receiveMessages(1);
  await receiver.completeMessage(got);
  console.log(got.body.length);
  await client.close();`;

test("the connection string says nothing of an emulator when it speaks TLS", () => {
  assert.doesNotMatch(emulator.connectionString + emulator.administrationConnectionString, /UseDevelopmentEmulator/);
});

test("messages go over TLS to a client that trusts the certificate", async () => {
  const { code, output } = await run(roundTrip, true);
  assert.equal(code, 0, output);
  assert.match(output, /200000\n$/);
});

test("a client that does not trust the certificate does not connect", async () => {
  const { code, output } = await run(roundTrip, false);
  assert.notEqual(code, 0);
  assert.match(output, /self[- ]signed certificate/);
});

test("the administration client works as it is", async () => {
  const administration = new ServiceBusAdministrationClient(emulator.administrationConnectionString, { tlsOptions: { ca } });
  await administration.createQueue("made", { lockDuration: "PT20S", forwardTo: "q" });
  const queue = await administration.getQueue("made");
  assert.equal(queue.lockDuration, "PT20S");
  assert.match(queue.forwardTo, /^sb:\/\/127\.0\.0\.1:\d+\/q$/);
  await administration.createTopic("t");
  await administration.createSubscription("t", "s");
  await administration.createRule("t", "s", "r", { sqlExpression: "a = 1" });
  for (const name of ["a", "b", "c"]) await administration.createQueue(`page-${name}`);
  const pages = [];
  for await (const page of administration.listQueues().byPage({ maxPageSize: 2 })) pages.push(page.length);
  assert.deepEqual(pages.slice(0, 3), [2, 2, 2]);
  await assert.rejects(administration.createQueue("made"), (error) => error.code === "MessageEntityAlreadyExistsError");
  await administration.deleteTopic("t");
  assert.equal(await administration.topicExists("t"), false);
});

test("messages go over a WebSocket", async () => {
  const client = overWebSocket();
  const sender = client.createSender("q");
  await sender.sendMessages([message("small"), message("y".repeat(100_000))]);
  const receiver = client.createReceiver("q");
  const got = await many(receiver, 2);
  assert.deepEqual(got.map((m) => m.body.length), [5, 100_000]);
  await Promise.all(got.map((m) => receiver.completeMessage(m)));
  await client.close();
});

test("a session is received over a WebSocket", async () => {
  const client = overWebSocket();
  await client.createSender("sessions").sendMessages(message("s", { sessionId: "1" }));
  const receiver = await client.acceptNextSession("sessions");
  assert.equal((await one(receiver)).body, "s");
  await receiver.setSessionState(Buffer.from("state"));
  assert.equal((await receiver.getSessionState()).toString(), "state");
  await client.close();
});

test("ten WebSockets at once lose nothing", async () => {
  const clients = Array.from({ length: 10 }, () => overWebSocket());
  await Promise.all(clients.map(async (client, i) => {
    const sender = client.createSender("many");
    for (let j = 0; j < 10; j++) await sender.sendMessages(Array.from({ length: 10 }, (_, k) => message(`${i}-${j}-${k}`)));
  }));
  const seen = new Set();
  await Promise.all(clients.map(async (client) => {
    const receiver = client.createReceiver("many", { receiveMode: "receiveAndDelete" });
    for (;;) {
      const batch = await receiver.receiveMessages(50, { maxWaitTimeInMs: 1_000 });
      if (batch.length === 0) return;
      for (const each of batch) { assert.ok(!seen.has(each.body)); seen.add(each.body); }
    }
  }));
  assert.equal(seen.size, 1_000);
  await Promise.all(clients.map((client) => client.close()));
});

test("a wrong key is refused over a WebSocket too", async () => {
  const client = new ServiceBusClient(emulator.administrationConnectionString.replace(/SharedAccessKey=[^;]*/, "SharedAccessKey=d3Jvbmc="), {
    webSocketOptions: { webSocket: WebSocket, webSocketConstructorOptions: { ca } }, retryOptions: { maxRetries: 0, timeoutInMs: 5_000 },
  });
  await assert.rejects(client.createSender("q").sendMessages(message("x")), (error) => error.code === "UnauthorizedAccess");
  await client.close();
});

test("a page of another site gets no WebSocket", async () => {
  const refused = new WebSocket(emulator.http.replace(/^http/, "wss") + "/$servicebus/websocket", ["AMQPWSB10"], { ca, origin: "https://evil.test" });
  const failure = await new Promise((resolve) => refused.once("error", resolve));
  assert.match(failure.message, /403/);
});

test("a WebSocket answers pings and closes in good order", async () => {
  const socket = new WebSocket(emulator.http.replace(/^http/, "wss") + "/$servicebus/websocket", ["AMQPWSB10"], { ca });
  await new Promise((resolve) => socket.once("open", resolve));
  assert.equal(socket.protocol, "AMQPWSB10");
  socket.ping("are you there");
  assert.equal((await new Promise((resolve) => socket.once("pong", resolve))).toString(), "are you there");
  socket.close(1000);
  assert.equal(await new Promise((resolve) => socket.once("close", resolve)), 1000);
});

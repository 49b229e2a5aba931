import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "node:child_process";
import WebSocket from "ws";
import { ServiceBusAdministrationClient, ServiceBusClient } from "@azure/service-bus";
import { message, one, start } from "./emulator.mjs";

const { version } = createRequire(import.meta.url)("@azure/service-bus/package.json");
const ways = ["AMQP", "AMQP over TLS", "WebSocket", "WebSocket over TLS", "administration in HTTP", "administration in HTTPS"];
const impatient = { retryOptions: { maxRetries: 0, timeoutInMs: 10_000 } };
const body = "x".repeat(200_000);
let folder, file, ca, plain, secure, row;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "clients-"));
  file = join(folder, "certificate.pem");
  plain = await start(["--queue", "q"]);
  secure = await start(["--tls", "--tls-export", file, "--queue", "q"]);
  ca = await readFile(file);
  const rows = (await readFile(new URL("../../../docs/internals/emulator-evidence.md", import.meta.url), "utf8")).split("\n")
    .filter((line) => line.startsWith("| ")).map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
  assert.deepEqual(rows.find(([client]) => client === "client").slice(1), ways);
  row = rows.find(([client]) => client === `JavaScript, \`@azure/service-bus\` ${version}`);
});
after(async () => {
  for (const emulator of [plain, secure]) assert.equal(await emulator.stop(), 0);
  await rm(folder, { recursive: true });
});

async function exchange(connectionString, options = {}) {
  const client = new ServiceBusClient(connectionString, { ...impatient, ...options });
  try {
    await client.createSender("q").sendMessages(message(body));
    const receiver = client.createReceiver("q");
    const received = await one(receiver);
    assert.equal(received.body, body);
    await receiver.completeMessage(received);
  } finally {
    await client.close();
  }
}

async function administer(connectionString, options = {}) {
  const client = new ServiceBusAdministrationClient(connectionString, { retryOptions: { maxRetries: 0 }, ...options });
  await client.createQueue("made");
  const names = [];
  for await (const queue of client.listQueues()) names.push(queue.name);
  assert.deepEqual(names, ["made", "q"]);
  await client.deleteQueue("made");
}

const webSocket = (emulator) => exchange(emulator.administrationConnectionString, {
  webSocketOptions: { webSocket: WebSocket, webSocketConstructorOptions: { ca } },
});

// The client has no option for what it trusts over AMQP, and a process learns that when it starts.
const inAProcessThatTrusts = () => new Promise((resolve, reject) => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", `
    import { ServiceBusClient } from "@azure/service-bus";
    const client = new ServiceBusClient(process.env.CONNECTION, ${JSON.stringify(impatient)});
    await client.createSender("q").sendMessages({ body: "x".repeat(${body.length}), messageId: "1" });
    const receiver = client.createReceiver("q");
    const [received] = await receiver.receiveMessages(1);
    await receiver.completeMessage(received);
    if (received.body.length !== ${body.length}) throw new Error("The message is not what was sent.");
    await client.close();`], {
    cwd: import.meta.dirname, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, CONNECTION: secure.connectionString, NODE_EXTRA_CA_CERTS: file },
  });
  child.once("exit", (code) => code === 0 ? resolve() : reject(new Error(`The process ended with ${code}.`)));
});
const attempts = [
  () => exchange(plain.connectionString), inAProcessThatTrusts,
  () => webSocket(plain), () => webSocket(secure),
  () => administer(plain.administrationConnectionString), () => administer(secure.administrationConnectionString, { tlsOptions: { ca } }),
];

for (const [i, way] of ways.entries()) test(`the table says what happens: ${way}`, async () => {
  if (row[i + 1] === "yes") return await attempts[i]();
  assert.match(row[i + 1], /^no: /);
  await assert.rejects(attempts[i]);
});

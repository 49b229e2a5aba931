import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createHmac, randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServiceBusAdministrationClient, ServiceBusClient } from "@azure/service-bus";

const cli = process.env.TYPEDTASKS_CLI
  ?? fileURLToPath(new URL("../../../src/TypedTasks.Cli/bin/Release/net10.0/TypedTasks.Cli.dll", import.meta.url));

/** Starts an emulator with a Config.json as the official one reads it. */
export async function startConfigured(namespace) {
  const folder = await mkdtemp(join(tmpdir(), "emulator-"));
  const file = join(folder, "Config.json");
  await writeFile(file, JSON.stringify({ UserConfig: { Namespaces: [{ Name: "sbemulatorns", ...namespace }], Logging: { Type: "File" } } }));
  const emulator = await start(["--config", file]);
  await rm(folder, { recursive: true });
  return emulator;
}

/** Starts the emulator as a process of its own; the promise is fulfilled when it listens. */
export const startEmulator = (...queues) => start(queues.flatMap((queue) => ["--queue", queue]));

/** Runs the command to its end, and gives what it wrote and its exit code. */
export const command = (...args) => new Promise((resolve) => {
  const child = spawn("dotnet", [cli, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const said = { output: "", error: "" };
  child.stdout.on("data", (text) => { said.output += text; });
  child.stderr.on("data", (text) => { said.error += text; });
  child.once("close", (code) => resolve({ ...said, code }));
});

export async function start(args, environment = {}) {
  const child = spawn(
    "dotnet", [cli, "emulator", "--port", "0", "--print-connection-string", ...args],
    { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...environment } });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const listening = (await lines.next()).value;
  if (!listening?.startsWith("Listening on ")) throw new Error(`The emulator did not start: ${listening}`);
  const connectionString = (await lines.next()).value;
  const http = (await lines.next()).value.replace(/^.* on /, "http://");
  const administrationConnectionString = (await lines.next()).value;
  const clients = [];
  const rest = [];
  const ended = (async () => { for await (const line of { [Symbol.asyncIterator]: () => lines }) rest.push(line); })();
  return {
    connectionString,
    administrationConnectionString,
    /** What the command says beyond its addresses, and when it ends. */
    said: async () => { await ended; return rest; },
    /** The address of health and management, for requests by hand. */
    http,
    /** The official administration client. It knows https alone, as the service does; nothing but that is changed. */
    administration({ key, keyName } = {}) {
      let given = key ? administrationConnectionString.replace(/SharedAccessKey=[^;]*/, `SharedAccessKey=${key}`) : administrationConnectionString;
      if (keyName) given = given.replace(/SharedAccessKeyName=[^;]*/, `SharedAccessKeyName=${keyName}`);
      const client = new ServiceBusAdministrationClient(given, { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } });
      const address = client.getUrl.bind(client);
      client.getUrl = (path, query) => address(path, query).replace(/^https:/, "http:");
      client.pipeline.addPolicy({ name: "plain", sendRequest: (request, next) => next(Object.assign(request, { allowInsecureConnection: true })) });
      return client;
    },
    client(options) {
      const client = new ServiceBusClient(connectionString, options);
      clients.push(client);
      return client;
    },
    /** Ends the process as a power cut of the process would: nothing is said, nothing is flushed. */
    async kill() {
      child.kill("SIGKILL");
      await exited;
      // Nobody answers any more: closing is begun and not waited for.
      for (const client of clients) client.close().catch(() => {});
    },
    async stop() {
      await Promise.all(clients.map((client) => client.close()));
      child.kill("SIGTERM");
      return await exited;
    },
  };
}

/** Asks the emulator itself something, with a token as administration clients make them. */
export async function ask(connectionString, verb, path, body) {
  const part = (name) => new RegExp(`${name}=([^;]*)`).exec(connectionString)[1];
  const url = part("Endpoint").replace(/^sb:/, "http:").replace(/\/?$/, "/") + path;
  const resource = encodeURIComponent(url), expiry = Math.floor(Date.now() / 1000) + 300;
  const signature = createHmac("sha256", part("SharedAccessKey")).update(`${resource}\n${expiry}`).digest("base64");
  const token = `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiry}&skn=${encodeURIComponent(part("SharedAccessKeyName"))}`;
  const answer = await fetch(url, { method: verb, headers: { Authorization: token }, body: body && JSON.stringify(body) });
  return { status: answer.status, ...await answer.json() };
}

/** A message with an id of its own: the client cannot renew a lock without one. */
export const message = (body, more = {}) => ({ body, messageId: randomUUID(), ...more });

/** Receives exactly one message, or fails. */
export async function one(receiver, maxWaitTimeInMs = 10_000) {
  const [received] = await receiver.receiveMessages(1, { maxWaitTimeInMs });
  if (!received) throw new Error("No message came.");
  return received;
}

/** Receives until there are as many as asked for. */
export async function many(receiver, count, maxWaitTimeInMs = 10_000) {
  const all = [];
  while (all.length < count) {
    const batch = await receiver.receiveMessages(count - all.length, { maxWaitTimeInMs });
    if (batch.length === 0) break;
    all.push(...batch);
  }
  return all;
}

/** Says that nothing is there to receive. */
export async function none(receiver) {
  const received = await receiver.receiveMessages(1, { maxWaitTimeInMs: 300 });
  if (received.length > 0) throw new Error(`Unexpected: ${received[0].body}`);
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { once } from "node:events";
import { createServer } from "node:net";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import rhea from "rhea";
import { command, message, one, start } from "./emulator.mjs";

const keyOf = (emulator) => /SharedAccessKey=([^;]*)/.exec(emulator.connectionString)[1];

test("the key is another one in each run, and never the well-known one", async () => {
  const [first, second] = await Promise.all([start([]), start([])]);
  assert.notEqual(keyOf(first), keyOf(second));
  assert.ok(Buffer.from(keyOf(first), "base64").length >= 32);
  assert.notEqual(keyOf(first), "SAS_KEY_VALUE");
  await Promise.all([first.stop(), second.stop()]);
});

test("the well-known key is used when told, by the environment", async () => {
  const emulator = await start(["--queue", "q"], { TYPEDTASKS_EMULATOR_KEY: "SAS_KEY_VALUE" });
  assert.equal(keyOf(emulator), "SAS_KEY_VALUE");
  await emulator.client().createSender("q").sendMessages(message("x"));
  assert.equal((await one(emulator.client().createReceiver("q"))).body, "x");
  await emulator.stop();
});

test("no option takes a key or a password, and what takes one names the variable", async () => {
  const { output, code } = await command("emulator", "--help");
  assert.equal(code, 0);
  const options = [...output.matchAll(/--[a-z-]+/g)].map(([name]) => name);
  assert.ok(options.includes("--http-port"));
  assert.deepEqual(options.filter((name) => /key|password|secret|token/.test(name)), ["--tls-key"]);
  assert.match(output, /TYPEDTASKS_EMULATOR_KEY/);
  assert.match(output.replace(/\s+/g, " "), /TYPEDTASKS_EMULATOR_CERTIFICATE_PASSWORD/);
});

test("it calls itself by its own name", async () => {
  for (const args of [["--help"], ["emulator", "--help"], ["topology", "--help"]]) {
    const { output, code } = await command(...args);
    assert.equal(code, 0);
    assert.match(output, /Usage:\s+typedtasks /);
    assert.doesNotMatch(output, /TypedTasks\.Cli/);
  }
});

test("what is misspelt is said in a line or two, and not above a page of help", async () => {
  for (const [args, text] of [[["emulatr"], /emulator/], [["emulator", "--prot", "1"], /--port/], [["emulator", "extra"], /'extra'/], [["emulator", "--queue"], /'--queue'/], [["topology"], /'--format'/], [["topology", "--format", "xml"], /'bicep'/]]) {
    const { output, error, code } = await command(...args);
    assert.equal(code, 2);
    assert.match(output + error, text);
    assert.doesNotMatch(output + error, /Usage:/);
  }
});

test("it says how to find the key, where to look, and nothing of what was used if nothing was", async () => {
  const plain = await start([]);
  await plain.stop();
  assert.deepEqual((await plain.said()).map((line) => line.replace(/:\d+\/$/, "")), [
    "Explorer, which asks for the key: http://127.0.0.1", "The key is another one in each run, unless TYPEDTASKS_EMULATOR_KEY holds one.", "Ctrl+C stops it."]);
  const told = await start(["--isolate", "--tier", "standard", "--tls"], { TYPEDTASKS_EMULATOR_KEY: "a" });
  await told.stop();
  const said = await told.said();
  assert.match(said.join("\n"), /The key is that of TYPEDTASKS_EMULATOR_KEY\./);
  assert.match(said.join(" "), /set ServiceBusClientOptions\.CustomEndpointAddress to amqps:\/\/127\.0\.0\.1:\d+/);
  assert.ok(said.every((line) => line.length <= 80), said.join("\n"));
});

test("it says in the end what was used", async () => {
  const emulator = await start(["--queue", "q"]);
  await emulator.client().createSender("q").sendMessages(message("x"));
  await one(emulator.client().createReceiver("q", { receiveMode: "receiveAndDelete" }));
  await emulator.stop();
  assert.match((await emulator.said()).join("\n"), /It was used for:\n +2 operations, as the service bills them\n +2 credits, at most [12] in a second\n +1 messages sent\n +1 messages received$/);
});

test("queues are made as a worker wants them, unless told otherwise", async () => {
  const emulator = await start(["--queue", "plain", "--queue", "told,dedup=off,dead-letter-expired=off,sessions,partitioned"]);
  const administration = emulator.administration();
  const [plain, told] = [await administration.getQueue("plain"), await administration.getQueue("told")];
  const settings = (queue) => [queue.requiresDuplicateDetection, queue.deadLetteringOnMessageExpiration, queue.requiresSession, queue.lockDuration, queue.maxDeliveryCount, queue.duplicateDetectionHistoryTimeWindow, queue.enablePartitioning];
  assert.deepEqual(settings(plain), [true, true, false, "PT1M", 10, "PT10M", false]);
  assert.deepEqual(settings(told), [false, false, true, "PT1M", 10, "PT10M", true]);
  await emulator.stop();
  const basic = await start(["--tier", "basic", "--queue", "plain"]);
  assert.equal((await basic.administration().getQueue("plain")).requiresDuplicateDetection, false);
  assert.equal((await basic.administration().getNamespaceProperties()).messagingSku, "Basic");
  await basic.stop();
});

test("queues are read from a template, with its parameters", async () => {
  const folder = await mkdtemp(join(tmpdir(), "template-"));
  const file = join(folder, "main.json");
  await writeFile(file, JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", contentVersion: "1.0.0.0",
    parameters: { namespaceName: { type: "string" }, team: { type: "string" } },
    resources: [{ type: "Microsoft.ServiceBus/namespaces/queues", apiVersion: "2021-11-01", name: "[format('{0}/{1}-orders', parameters('namespaceName'), parameters('team'))]" }],
  }));
  const emulator = await start(["--config", file, "--parameter", "team=blue"]);
  assert.equal(await emulator.administration().queueExists("blue-orders"), true);
  await emulator.stop();
  const { error, code } = await command("emulator", "--port", "0", "--config", file);
  assert.equal(code, 1);
  assert.match(error, /^main\.json: .*'name' is not known before a deployment: the parameter 'team' has no value and no default; give it as --parameter team=VALUE\.\n$/);
  await rm(folder, { recursive: true });
});

test("what goes by way of a queue takes its time where it is told so", async () => {
  for (const [args, waiting, arrived] of [[["--transfer-delay", "1h"], 1, 0], [["--transfer-delay", "1h", "--reorder-transfers", "--transfer-seed", "7"], 1, 0], [[], 0, 1]]) {
    const emulator = await start([...args, "--queue", "last", "--queue", "first,forward-to=last"]);
    await emulator.client().createSender("first").sendMessages(message("x"));
    const administration = emulator.administration();
    assert.equal((await administration.getQueueRuntimeProperties("first")).transferMessageCount, waiting);
    assert.equal((await administration.getQueueRuntimeProperties("last")).activeMessageCount, arrived);
    await emulator.stop();
  }
});

test("a released message counts as delivered where it is told so", async () => {
  for (const [args, dead] of [[["--count-released"], 1], [[], 0]]) {
    const emulator = await start([...args, "--queue", "q,max-delivery=1"]);
    await emulator.client().createSender("q").sendMessages(message("x"));
    const { port } = /:(?<port>\d+);/.exec(emulator.connectionString).groups;
    const connection = rhea.create_container().connect({ host: "127.0.0.1", port: Number(port), username: "RootManageSharedAccessKey", password: keyOf(emulator), reconnect: false });
    const link = connection.open_receiver({ source: "q", credit_window: 0, autoaccept: false });
    link.add_credit(1);
    const [{ delivery }] = await once(link, "message");
    delivery.release();
    connection.close();
    await once(connection, "connection_close");
    const counts = await emulator.administration().getQueueRuntimeProperties("q");
    assert.deepEqual([counts.deadLetterMessageCount, counts.activeMessageCount], [dead, 1 - dead]);
    await emulator.stop();
  }
});

test("an idle link is detached when it is told so", async () => {
  const emulator = await start(["--idle-links", "1s", "--queue", "q"]);
  const { port } = /:(?<port>\d+);/.exec(emulator.connectionString).groups;
  const connection = rhea.create_container().connect({ host: "127.0.0.1", port: Number(port), username: "RootManageSharedAccessKey", password: keyOf(emulator), reconnect: false });
  const [{ receiver }] = await once(connection.open_receiver({ source: "q" }), "receiver_error");
  assert.equal(receiver.error.condition, "amqp:link:detach-forced");
  connection.close();
  await emulator.stop();
});

test("an address that others reach needs TLS or a word", async () => {
  const { error, code } = await command("emulator", "--port", "0", "--address", "0.0.0.0");
  assert.equal(code, 1);
  assert.match(error, /The address 0\.0\.0\.0 can be reached from outside: set a Certificate/);
});

test("a port that is taken is named", async () => {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { error, code } = await command("emulator", "--port", "0", "--http-port", String(server.address().port));
  assert.equal(code, 1);
  assert.match(error, new RegExp(`Cannot listen on 127\\.0\\.0\\.1:${server.address().port} \\(HTTP\\): .*Choose another port, or 0 for a free one\\.`));
  server.close();
});

for (const [args, text] of [
  [["--tls-key", "key.pem"], /--tls-key needs --tls-certificate/],
  [["--tls-export", "out.pem"], /--tls-export needs --tls or --tls-certificate/],
  [["--tls-certificate", "nowhere.pem"], /nowhere\.pem/],
  [["--host-name", "no host"], /'no host' is not a host name/],
  [["--queue", "q,colour=red"], /'colour' is not a setting of a queue/],
  [["--queue", "q,sessions=3"], /'sessions' is not a setting of a queue, or not with this value/],
  [["--queue", "q,partitioned=2"], /'partitioned' is not a setting of a queue, or not with this value/],
  [["--queue", "q,lock=soon"], /'lock=soon' has no duration: write 500ms, 5s, 2m or 1h/],
  [["--queue", "q,max-delivery=x"], /'max-delivery=x' has no whole number/],
  [["--tier", "gold"], /'gold' is no tier: use basic, standard or premium/],
  [["--tier", "basic", "--queue", "q,sessions"], /The Basic tier has no RequiresSession, which queue 'q' asks for/],
  [["--http-port", "70000"], /'70000' is not a port for --http-port/],
  [["--address", "here"], /'here' is not an address to listen on/],
  [["--config", "nowhere.json"], /There is no file '.*nowhere\.json' to read queues from/],
  [["--transfer-delay", "soon"], /'--transfer-delay soon' has no duration: write 500ms, 5s, 2m or 1h/],
  [["--transfer-delay", "25h"], /A delay of transfers of 1\.01:00:00 is out of range/],
  [["--idle-links", "0s"], /An idle time of links of 00:00:00 is out of range/],
  [["--idle-links", "ever"], /'--idle-links ever' has no duration/],
  [["--reorder-transfers"], /--reorder-transfers needs --transfer-delay/],
  [["--transfer-delay", "1s", "--transfer-seed", "1"], /--transfer-seed needs --reorder-transfers/],
  [["--transfer-delay", "1s", "--reorder-transfers", "--transfer-seed", "x"], /'--transfer-seed x' has no whole number/],
  [["--parameter", "a"], /'a' is no parameter with a value/],
  [["--parameter", "a=b"], /--parameter needs --config/],
]) {
  test(`refuses ${args.join(" ")} with the reason`, async () => {
    const { error, code } = await command("emulator", "--port", "0", ...args);
    assert.equal(code, 1);
    assert.match(error, text);
    assert.doesNotMatch(error, /\n\s+at /);
  });
}

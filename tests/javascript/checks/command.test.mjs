import assert from "node:assert/strict";
import { test } from "node:test";
import { createServer } from "node:net";
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
]) {
  test(`refuses ${args.join(" ")} with the reason`, async () => {
    const { error, code } = await command("emulator", "--port", "0", ...args);
    assert.equal(code, 1);
    assert.match(error, text);
    assert.doesNotMatch(error, /\n\s+at /);
  });
}

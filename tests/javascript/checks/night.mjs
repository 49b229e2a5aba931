import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { closeSync, openSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { program } from "./dashboard.mjs";

const run = promisify(execFile);

/** A part of the application in a process of its own; `said` is its first line. */
async function part(...args) {
  const [command, before] = program();
  const child = spawn(command, [...before, ...args], { stdio: ["pipe", "pipe", "ignore"], env: { ...process.env, DOTNET_DbgEnableMiniDump: "0" } });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const said = (await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()).value;
  if (!said) throw new Error(`${args[0]} did not start`);
  child.stdin.on("error", () => { /* It has died before it was told to end. */ });
  return { said, exited, async stop() { child.stdin.end(); await exited; }, async kill() { child.kill("SIGKILL"); await exited; } };
}

/** A disk in memory that can be filled up; undefined where none may be mounted. */
export async function mountDisk(path) {
  await mkdir(path);
  try {
    await run("mount", ["-t", "tmpfs", "-o", "size=24m", "typedtasks", path]);
  } catch {
    return undefined;
  }
  const ballast = join(path, "ballast");
  return {
    fill() {
      const file = openSync(ballast, "a");
      for (const size of [1 << 20, 1 << 12, 1]) {
        try {
          while (writeSync(file, Buffer.alloc(size)) === size);
        } catch (e) {
          if (e.code !== "ENOSPC") throw e;
        }
      }
      closeSync(file);
    },
    free: () => rm(ballast),
    unmount: () => run("umount", [path]),
  };
}

/** Broker, front end with its dashboard, and as many workers as are asked for. */
export async function startNight(wantsDisk = false) {
  const folder = await mkdtemp(join(tmpdir(), "night-"));
  const disk = wantsDisk ? await mountDisk(join(folder, "disk")) : undefined;
  const store = join(folder, disk ? "disk" : ".", "tasks.db");
  let broker = await part("broker", join(folder, "broker"), "0");
  const connection = broker.said;
  const front = await part("front", store, connection);
  const workers = [];
  const self = {
    address: front.said, disk,
    deploy: (version) => writeFile(join(folder, "deployed"), version),
    async work() {
      const worker = await part("worker", store, connection, join(folder, "deployed"));
      workers.push(worker);
      return worker;
    },
    async order(first, count = 1) {
      const answer = await fetch(`${front.said}/orders/${first}/${count}`, { method: "POST" });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    },
    loseBroker: () => broker.kill(),
    async returnBroker() { broker = await part("broker", join(folder, "broker"), new URL(connection.match(/Endpoint=([^;]+)/)[1].replace("sb:", "http:")).port); },
    async stop() {
      for (const worker of workers) await worker.stop();
      await front.stop();
      await broker.stop();
      await disk?.unmount();
      await rm(folder, { recursive: true });
    },
  };
  return self;
}

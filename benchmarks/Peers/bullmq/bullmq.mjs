// BullMQ on Redis: node bullmq.mjs PORT no-op|step|member. Says what ../Program.cs says; the broker is Redis.
import { FlowProducer, Queue, Worker } from "bullmq";
import Redis from "ioredis";

const [port, unit] = process.argv.slice(2);
const connection = { host: "127.0.0.1", port: Number(port), maxRetriesPerRequest: null };
const redis = new Redis(connection);
const queue = new Queue("work", { connection });
const flows = new FlowProducer({ connection });
let left = 0;
let done;
const count = (number) => new Promise((resolve) => { left = number; done = resolve; });
const signal = () => { if (--left === 0) done(); };

const worker = new Worker("work", async (job) => {
  if (job.name === "no-op") return signal();
  if (job.name === "last" || job.name === "body") {
    const values = Object.values(await job.getChildrenValues());
    signal();
    return values.reduce((a, b) => a + b, 0);
  }
  return job.data.value;
}, { connection, concurrency: 8 });
await worker.waitUntilReady();

/** Calls for each index, a hundred at a time. */
async function forAll(number, call) {
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(100, number) }, async () => { while (next < number) await call(next++); }));
}

const chain = (value, length) => ({
  name: length === 10 ? "last" : "step", queueName: "work", data: { value },
  children: length > 1 ? [chain(value, length - 1)] : undefined,
});
const works = {
  "no-op": async (n) => { const end = count(n); await forAll(n, (i) => queue.add("no-op", { i })); await end; },
  step: async (n) => { const end = count(n / 10); await forAll(n / 10, (i) => flows.add(chain(i, 10))); await end; },
  member: async (n) => {
    const end = count(n / 100);
    await forAll(n / 100, () => flows.add({ name: "body", queueName: "work", data: {}, children: Array.from({ length: 100 }, (_, i) => ({ name: "member", queueName: "work", data: { value: i } })) }));
    await end;
  },
};
const ofRedis = async () => {
  const told = await redis.info("cpu");
  return 1e6 * ["used_cpu_sys", "used_cpu_user"].reduce((sum, name) => sum + Number(new RegExp(`^${name}:(.*)$`, "m").exec(told)[1]), 0);
};
await works[unit](500);
const [client, broker, begun] = [process.cpuUsage(), await ofRedis(), performance.now()];
await works[unit](10_000);
const used = process.cpuUsage(client);
const seconds = (performance.now() - begun) / 1000;
console.log(`${((used.user + used.system) / 10_000).toFixed(1)} ${((await ofRedis() - broker) / 10_000).toFixed(1)} ${(10_000 / seconds).toFixed(0)}`);
process.exit(0);

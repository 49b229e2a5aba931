using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks;
using TypedTasks.Conformance.Worker;

// A worker in a process of its own, so that a test can kill it. It ends when its parent closes standard input.
var connection = Environment.GetEnvironmentVariable("TYPEDTASKS_CONNECTION") ?? throw new InvalidOperationException("No connection string.");
var store = Environment.GetEnvironmentVariable("TYPEDTASKS_STORE") ?? throw new InvalidOperationException("No store.");
var ledger = Environment.GetEnvironmentVariable("TYPEDTASKS_LEDGER") ?? throw new InvalidOperationException("No ledger.");

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton(new LedgerFile(ledger));
builder.Services.AddTypedTasks()
    .UseServiceBus(connection)
    .UseSqlite(store)
    .AddTypedTasksConformanceWorkerTasks()
    .AddWorker(o => o.Slots = 8);
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() is not null)
{
}

await host.StopAsync();

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks;
using TypedTasks.Emulator;
using TypedTasks.ServiceBus;
using static Turns.Accounts.Tasks;

// Two transfers of one account must not interleave: whole flows take turns, in the order in which they were accepted. Other accounts go on meanwhile.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddServiceBusEmulator(static e => e.Queues.Add(new QueueOptions { Name = QueueNames.Default }));
builder.Services.AddOptions<ServiceBusOptions>().Configure<ServiceBusEmulator>(static (o, e) => o.ConnectionString = e.ConnectionString);
var folder = Directory.CreateTempSubdirectory();
builder.Services.AddTypedTasks().UseAmqp(static _ => { }).UseSqlite(Path.Combine(folder.FullName, "tasks.db")).AddTurnsTasks().AddWorker();
using var host = builder.Build();
await host.StartAsync();
var client = host.Services.GetRequiredService<ITaskClient>();

List<TaskHandle<string>> transfers = [];
foreach (var (account, amount) in ((string, int)[])[("ada", 10), ("ada", 20), ("bob", 30), ("ada", 40)])
    transfers.Add(await client.EnqueueAsync((Check(account, amount) | Move()).InTurn($"account/{account}")));
var waiting = await client.GetAsync(transfers[3].FlowId);
Console.WriteLine(waiting.Turn?.Place is { } place ? $"The last one is number {place} in line" : "The last one has had its turn");
foreach (var transfer in transfers)
    Console.WriteLine(await transfer.WaitAsync());
await host.StopAsync();
folder.Delete(recursive: true);

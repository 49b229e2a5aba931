using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks;
using TypedTasks.Conformance.Worker;

// A worker, or a client, in a process of its own, so that a test can kill it. It ends when its parent closes standard input, and by SIGTERM.
var settings = WorkerSettings.Read();
using var messages = settings.TellsMessages ? MessageCount.Start() : null;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton(new LedgerFile(settings.Ledgers));
CatalogueServices.Add(builder.Services, settings.Notes);
builder.Services.Configure<WorkerOptions>(o =>
{
    o.Slots = settings.Slots;
    o.MaxDeliveries = settings.MaxDeliveries;
    o.DrainTime = settings.DrainTime;
    o.ReconcileInterval = settings.ReconcileInterval;
    o.OwedAge = settings.OwedAge;
    o.UnknownTaskGrace = settings.UnknownTaskGrace;
});
var tasks = builder.Services.AddTypedTasks(o => o.OrderingKeys = settings.OrderingKeys)
    .UseChosenTransport(settings.Connection)
    .UseStore(settings)
    .AddTypedTasksConformanceWorkerTasks();
if (settings.Lanes is { } lanes)
    builder.Services.AddHostedService(s => new FlowLoad(s.GetRequiredService<ITaskClient>(), new LedgerFile(settings.Flows), lanes, settings.FirstFlow));
else
    tasks.AddWorker();
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("ready");

// On a thread of its own: reading what a parent may write blocks.
new Thread(Watch) { IsBackground = true }.Start();
await host.WaitForShutdownAsync();

void Watch()
{
    while (Console.In.ReadLine() is not null)
    {
    }

    host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
}

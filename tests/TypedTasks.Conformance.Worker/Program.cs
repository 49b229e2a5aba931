using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks.Conformance.Worker;

// A worker in a process of its own, so that a test can kill it. It ends when its parent closes standard input.
var settings = WorkerSettings.Read();
using var messages = settings.TellsMessages ? MessageCount.Start() : null;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton(new LedgerFile(settings.Ledgers));
CatalogueServices.Add(builder.Services, settings.Notes);
builder.Services.AddTypedTasks()
    .UseServiceBus(settings.Connection)
    .UseSqlite(settings.Store)
    .AddTypedTasksConformanceWorkerTasks()
    .AddWorker(o =>
    {
        o.Slots = settings.Slots;
        o.MaxDeliveries = settings.MaxDeliveries;
        o.DrainTime = settings.DrainTime;
        o.ReconcileInterval = settings.ReconcileInterval;
        o.OwedAge = settings.OwedAge;
    });
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() is not null)
{
}

await host.StopAsync();

using Gallery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks;
using TypedTasks.Emulator;

if (args is ["memory"])
{
    Console.WriteLine(await RunAsync(static tasks => tasks.UseInMemoryTransport().UseInMemoryStore()));
}
else
{
    await using var emulator = await ServiceBusEmulator.StartAsync(new ServiceBusEmulatorOptions
    {
        Queues = { new QueueOptions { Name = QueueNames.Default } },
    });
    Console.WriteLine(await RunAsync(tasks => tasks.UseAmqp(emulator.ConnectionString).UseSqlite("tasks.db")));
}

static async Task<string> RunAsync(Action<TypedTasksBuilder> configure)
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    var tasks = builder.Services.AddTypedTasks().AddConsumerTasks().AddWorker();
    configure(tasks);
    using var host = builder.Build();
    await host.StartAsync();
    var client = host.Services.GetRequiredService<ITaskClient>();
    var run = await client.EnqueueAsync(Pipelines.Sheet(["a.jpg", "bb.jpg", "ccc.jpg"]));
    var sheet = await run.WaitAsync();
    await host.StopAsync();
    return sheet;
}

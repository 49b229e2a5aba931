using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks;
using TypedTasks.Emulator;
using static AotSmoke.Photos.Tasks;

// Everything in one native process: a broker on a loopback port, a store in a file, a worker and a client.
await using var emulator = await ServiceBusEmulator.StartAsync(new ServiceBusEmulatorOptions
{
    Queues = { new QueueOptions { Name = QueueNames.Default } },
});
var folder = Directory.CreateTempSubdirectory("typedtasks-");
try
{
    var builder = Host.CreateApplicationBuilder(args);
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    builder.Services.AddTypedTasks()
#if SERVICEBUS
        .UseServiceBus(emulator.ConnectionString)
#else
        .UseAmqp(emulator.ConnectionString)
#endif
        .UseSqlite(Path.Combine(folder.FullName, "tasks.db"))
        .AddAotSmokeTasks()
        .AddWorker();
    using var host = builder.Build();
    await host.StartAsync();

    // A chord over two folders; in each a step per element, and in each of those two steps side by side.
    var card = Load() | (Resize(width: 200), ReadExif()) | MakeCard();
    var book = Group.Of(
            Find("summer", 3) | card.Each() | ContactSheet(),
            Find("winter", 2) | card.Each() | ContactSheet())
        | Bind();
    var run = await host.Services.GetRequiredService<ITaskClient>().EnqueueAsync(book);
    var result = await run.WaitAsync();
    await host.StopAsync();

    Console.WriteLine(result);
    const string expected =
        "summer/a.jpg@200:12 summer/bb.jpg@200:13 summer/ccc.jpg@200:14 | winter/a.jpg@200:12 winter/bb.jpg@200:13";
    return result == expected ? 0 : 1;
}
finally
{
    folder.Delete(recursive: true);
}

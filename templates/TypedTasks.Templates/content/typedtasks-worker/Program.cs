using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WorkerSpace;
using static WorkerSpace.Greetings.Tasks;

var builder = Host.CreateApplicationBuilder(args);
builder.AddBroker()
    .AddTaskWorker1Tasks()     // generated: the tasks of this assembly
    .AddWorker();
using var host = builder.Build();

// dotnet run: the worker, until Ctrl+C.
if (!args.Contains("--try"))
{
    await host.RunAsync();
    return;
}

// dotnet run -- --try: one flow, and the end.
await host.StartAsync();
var client = host.Services.GetRequiredService<ITaskClient>();
var run = await client.EnqueueAsync(Greet("world") | (Shout(), Count()) | Report());
Console.WriteLine(await run.WaitAsync());
await host.StopAsync();

using WorkerSpace;
using static WorkerSpace.Greetings.Tasks;

var builder = WebApplication.CreateBuilder(args);
var isTry = args.Contains("--try");
if (isTry)
    builder.WebHost.UseUrls("http://127.0.0.1:0");     // any free port

builder.AddBroker()
    .AddTaskWorker1Tasks()     // generated: the tasks of this assembly
    .AddWorker();
builder.AddHealth();
builder.AddTelemetry();
var app = builder.Build();
app.MapHealth();               // the worker serves nothing else: its work comes from the broker

// dotnet run: the worker, until Ctrl+C.
if (!isTry)
{
    app.Run();
    return;
}

// dotnet run -- --try: one flow, and the end.
await app.StartAsync();
var client = app.Services.GetRequiredService<ITaskClient>();
var run = await client.EnqueueAsync(Greet("world") | (Shout(), Count()) | Report());
Console.WriteLine(await run.WaitAsync());
await app.StopAsync();

using Microsoft.AspNetCore.Authentication;
using TypedTasks;
using TypedTasks.Dashboard.Host;
using TypedTasks.Emulator;

// For the checks of nights, one of its parts in a process of its own.
switch (args)
{
    case ["broker", var data, var port]:
        await Night.BrokerAsync(data, port);
        return;
    case ["front", var store, var connection]:
        await Night.FrontAsync(store, connection);
        return;
    case ["worker", var store, var connection, var deployed]:
        await Night.WorkerAsync(store, connection, deployed);
        return;
}

// A broker, a store, a worker, and the dashboard before them, for the checks in a browser: files lie in the folder that is named, the first line on standard output is its address. It ends when standard input does.
await using var emulator = await ServiceBusEmulator.StartAsync(new ServiceBusEmulatorOptions { Queues = { new QueueOptions { Name = QueueNames.Default } } });
var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.ClearProviders();
builder.Services.AddTypedTasks(static o => o.Tasks["orders.charge"] = new() { MaxRetries = 3 })
    .UseAmqp(emulator.ConnectionString)
    .UseSqlite(Path.Combine(args[0], "tasks.db"))
    .AddTypedTasksDashboardHostTasks()
    .AddWorker();
builder.Services.AddAuthentication("name").AddScheme<AuthenticationSchemeOptions, NameHandler>("name", null);
builder.Services.AddAuthorizationBuilder()
    .AddPolicy("readers", static p => p.RequireAuthenticatedUser())
    .AddPolicy("operators", static p => p.RequireRole("operator"));
await using var app = builder.Build();
app.MapTypedTasksDashboard("/tasks", static o => o.TraceUrl = "https://traces.example/{traceId}");
app.MapTypedTasksDashboard("/guarded", static o => (o.Title, o.ReadPolicy, o.OperatePolicy) = ("Orders", "readers", "operators"));
app.MapTypedTasksDashboard("/closed", static o => o.ReadPolicy = "operators");
app.MapPost("/mend", static () => Orders.MendCarrier());
await app.StartAsync();
var client = app.Services.GetRequiredService<ITaskClient>();
await Flows.StartAsync(client);
Console.WriteLine(app.Urls.First());
while (await Console.In.ReadLineAsync() is not null)
{
}

await app.StopAsync();

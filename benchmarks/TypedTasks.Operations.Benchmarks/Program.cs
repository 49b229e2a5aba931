using System.Globalization;
using TypedTasks;
using TypedTasks.Operations;
using TypedTasks.Operations.Benchmarks;
using TypedTasks.Tests.Shared;

// What looking at many flows takes: sqlite FILE [FLOWS] or postgres [FLOWS]. A file that is there already is looked at as it is; PostgreSQL is a server of its own.
if (args is not (["sqlite", _] or ["sqlite", _, _] or ["postgres"] or ["postgres", _]))
{
    await Console.Error.WriteLineAsync("Say sqlite FILE [FLOWS] or postgres [FLOWS].");
    return 2;
}

var isSqlite = args[0] == "sqlite";
var flows = int.Parse(args.ElementAtOrDefault(isSqlite ? 2 : 1) ?? "100000", CultureInfo.InvariantCulture);
var isFilled = isSqlite && File.Exists(args[1]);
await using var server = isSqlite ? null : await PostgresServer.StartAsync(("synchronous_commit", "on"), ("shared_buffers", "512MB"));

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.SetMinimumLevel(LogLevel.Critical);
var tasks = builder.Services.AddTypedTasks().UseInMemoryTransport().AddTypedTasksOperationsBenchmarksTasks();
_ = isSqlite ? tasks.UseSqlite(args[1]) : tasks.UsePostgres(server!.ConnectionString);
tasks.AddWorker();
await using var app = builder.Build();
app.MapTypedTasksApi("/api");
app.MapTypedTasksDashboard("/tasks");
await app.StartAsync();

var client = app.Services.GetRequiredService<ITaskClient>();
var reader = app.Services.GetRequiredService<IFlowReader>();
if (!isFilled)
    await Filling.RunAsync(client, flows);
var output = Console.Out;
var overview = await reader.GetOverviewAsync();
await output.WriteLineAsync($"{args[0]}: {string.Join(", ", overview.States.Select(static s => $"{s}"))}");
using var http = new HttpClient { BaseAddress = new(app.Urls.First()) };
var requests = new Requests(http, output);
await output.WriteLineAsync("| address | p50 ms | p95 ms | longest ms | KB |\n|---|--:|--:|--:|--:|");
string Id(int i) => Filling.Id((i * 487 % flows / 100 * 100) + 1);
string Failed(int i) => Filling.Id((i * 60 % (flows - 60) / 60 * 60) + 7);
(string Name, Func<int, string> Address)[] addresses =
[
    ("/overview", static _ => "/api/overview"),
    ("/flows", static _ => "/api/flows"),
    ("/flows?state=Failed", static _ => "/api/flows?state=Failed"),
    ("/flows?state=Running", static _ => "/api/flows?state=Running"),
    ("/flows?task=", static _ => "/api/flows?task=shop.ship"),
    ("/flows?name=", i => $"/api/flows?name=Order%20{i}"),
    ("/flows?prefix=", i => $"/api/flows?prefix=Order%20{i % 90 + 10}"),
    ("/flows?prefix= (none)", static _ => "/api/flows?prefix=Nothing"),
    ("/flows?header=", i => $"/api/flows?header=tenant=tenant-{i % 50}"),
    ("/flows?header=&state=Failed", i => $"/api/flows?header=tenant=tenant-{i % 50}&state=Failed"),
    ("/count", static _ => "/api/count"),
    ("/count?state=Failed", static _ => "/api/count?state=Failed"),
    ("/count?header=", i => $"/api/count?header=tenant=tenant-{i % 50}"),
    ("/flows/ID", i => $"/api/flows/{Id(i)}"),
    ("/flows/ID of 10,000 members", static _ => $"/api/flows/{Filling.Chord}"),
    ("/flows/ID/members", i => $"/api/flows/{Filling.Chord}/members?path=1&first={i * 40}"),
    ("/flows/ID/step", i => $"/api/flows/{Failed(i)}/step?path=2"),
    ("/flows/ID/test", i => $"/api/flows/{Failed(i)}/test"),
    ("/steps", static _ => "/api/steps"),
    ("/failures", static _ => "/api/failures?within=ever"),
    ("/tasks", static _ => "/api/tasks?within=ever"),
    ("/waits", static _ => "/api/waits"),
    ("/schedules", static _ => "/api/schedules"),
    ("/actions", static _ => "/api/actions"),
    ("/queues", static _ => "/api/queues"),
    ("/changes", static _ => "/api/changes"),
    ("page: overview", static _ => "/tasks/"),
    ("page: flows", static _ => "/tasks/flows"),
    ("page: flows, failed", static _ => "/tasks/flows?state=Failed"),
    ("page: flow, graph", i => $"/tasks/flows/{Id(i)}"),
    ("page: flow, outline", i => $"/tasks/flows/{Id(i)}?view=outline"),
    ("page: flow, timeline", i => $"/tasks/flows/{Id(i)}?view=timeline"),
    ("page: flow of 10,000 members", static _ => $"/tasks/flows/{Filling.Chord}"),
    ("page: members", static _ => $"/tasks/flows/{Filling.Chord}/members?path=1"),
    ("page: step", i => $"/tasks/flows/{Failed(i)}/step?path=2"),
    ("page: tasks", static _ => "/tasks/tasks"),
    ("page: queues", static _ => "/tasks/queues"),
    ("page: waits", static _ => "/tasks/waits"),
    ("page: schedules", static _ => "/tasks/schedules"),
    ("page: workers", static _ => "/tasks/workers"),
    ("page: actions", static _ => "/tasks/actions"),
];
foreach (var (name, address) in addresses)
    await requests.MeasureAsync(name, address);
await Feed.MeasureAsync(reader, client, output);
await app.StopAsync();
return 0;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks;
using static Gallery.Photos.Tasks;

var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.Services.AddTypedTasks().UseInMemoryTransport().UseInMemoryStore().AddConsumerTasks().AddWorker();
using var host = builder.Build();
await host.StartAsync();

string[] paths = ["a.jpg", "bb.jpg", "ccc.jpg"];
var sheet = Group.Of(paths.Select(p => Load(p) | (Resize(width: 200), ReadExif()) | MakeCard()))
    | ContactSheet() | Split() | Frame().Each() | ContactSheet();
var client = host.Services.GetRequiredService<ITaskClient>();
var run = await client.EnqueueAsync(sheet);
Console.WriteLine(await run.WaitAsync());
await host.StopAsync();

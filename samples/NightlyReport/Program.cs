using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks;
using TypedTasks.Emulator;
using TypedTasks.ServiceBus;
using static NightlyReport.Reports.Tasks;

// A report each night, for every shop at once. Here it is started by hand as well, so that one need not wait.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddServiceBusEmulator(static e => e.Queues.Add(new QueueOptions { Name = QueueNames.Default }));
builder.Services.AddOptions<ServiceBusOptions>().Configure<ServiceBusEmulator>(static (o, e) => o.ConnectionString = e.ConnectionString);
var folder = Directory.CreateTempSubdirectory();
builder.Services.AddTypedTasks().UseAmqp(static _ => { }).UseSqlite(Path.Combine(folder.FullName, "tasks.db")).AddNightlyReportTasks().AddWorker()
    .AddSchedule("nightly", "30 1 * * *", static run => Shops() | Sales(day: run.Date.AddDays(-1)).Each(maxParallelism: 4) | Send(), static o =>
    {
        o.TimeZone = "Europe/Paris";
        o.Overlap = ScheduleOverlap.Skip;
    });
using var host = builder.Build();
await host.StartAsync();
var (client, schedules) = (host.Services.GetRequiredService<ITaskClient>(), host.Services.GetRequiredService<ISchedules>());

var flow = await schedules.RunNowAsync("nightly");
Console.WriteLine(await client.GetHandle<string>(flow).WaitAsync());
foreach (var schedule in await schedules.ListAsync())
    Console.WriteLine($"{schedule.Name} runs next at {schedule.Next[0]:u}");
await host.StopAsync();
folder.Delete(recursive: true);

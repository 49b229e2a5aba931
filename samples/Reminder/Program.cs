using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks;
using TypedTasks.Emulator;
using TypedTasks.ServiceBus;
using static Reminder.Mails.Tasks;

// A reminder an hour before an appointment; here a second from now, so that one can see it come. It waits in the broker: this process may end and start again meanwhile.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddServiceBusEmulator(static e => e.Queues.Add(new QueueOptions { Name = QueueNames.Default }));
builder.Services.AddOptions<ServiceBusOptions>().Configure<ServiceBusEmulator>(static (o, e) => o.ConnectionString = e.ConnectionString);
var folder = Directory.CreateTempSubdirectory();
builder.Services.AddTypedTasks().UseAmqp(static _ => { }).UseSqlite(Path.Combine(folder.FullName, "tasks.db")).AddReminderTasks().AddWorker();
using var host = builder.Build();
await host.StartAsync();
var client = host.Services.GetRequiredService<ITaskClient>();

var appointment = TimeProvider.System.GetUtcNow().AddHours(1).AddSeconds(1);
var reminder = await client.EnqueueAsync(Remind("Ada", appointment).At(appointment.AddHours(-1)).WithId($"reminder-ada-{appointment:yyyyMMddHHmm}"));

// Whoever moves the appointment cancels the reminder and makes another.
var moved = await client.EnqueueAsync(Remind("Bob", appointment).At(appointment.AddDays(1)));
Console.WriteLine($"Bob's reminder: {await client.CancelAsync(moved.FlowId)}");

Console.WriteLine(await reminder.WaitAsync());
await host.StopAsync();
folder.Delete(recursive: true);

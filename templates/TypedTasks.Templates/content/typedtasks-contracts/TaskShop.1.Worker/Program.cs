using ShopSpace.Worker;
using TypedTasks.Emulator;
using TypedTasks.ServiceBus;

var builder = WebApplication.CreateBuilder(args);
var folder = builder.Configuration["DataFolder"] is { Length: > 0 } named
    ? named
    : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "TaskShop.1");
Directory.CreateDirectory(folder);

// A broker for this machine, where appsettings.json gives it a port. Its folder and the store belong together: delete both or neither.
if (builder.Configuration.GetValue<int>("Emulator:Port") is > 0 and var port)
{
    builder.Services.AddServiceBusEmulator(emulator =>
    {
        emulator.Port = port;
        emulator.SharedAccessKey = "local";
        emulator.DataFolder = Path.Combine(folder, "broker");
        emulator.Queues.Add(new QueueOptions { Name = QueueNames.Default });
    });
}

builder.Services.AddSingleton<IPayments, Payments>();
builder.Services.AddTypedTasks()
    .UseSqlite(Path.Combine(folder, "tasks.db"))
    .UseAmqp(builder.Configuration.GetConnectionString("ServiceBus")!)
    .AddTaskShop1WorkerTasks()     // generated: the contracts that this assembly implements
    .AddWorker();
builder.AddHealth();
builder.AddTelemetry();
var app = builder.Build();
app.MapHealth();                       // the worker serves nothing else: its work comes from the broker
app.Run();

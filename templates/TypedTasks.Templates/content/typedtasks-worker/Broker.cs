using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks.Emulator;
using TypedTasks.ServiceBus;

namespace WorkerSpace;

/// <summary>Where flows are sent and kept.</summary>
internal static class Broker
{
    /// <summary>
    /// The Service Bus that <c>ConnectionStrings:ServiceBus</c> names, or an emulator in this process. The emulator's folder and
    /// the store belong together: delete both or neither.
    /// </summary>
    public static TypedTasksBuilder AddBroker(this IHostApplicationBuilder builder)
    {
        var folder = builder.Configuration["DataFolder"] ?? "data";
        Directory.CreateDirectory(folder);
        var tasks = builder.Services.AddTypedTasks().UseSqlite(Path.Combine(folder, "tasks.db"));
        if (builder.Configuration.GetConnectionString("ServiceBus") is { Length: > 0 } connectionString)
            return tasks.UseAmqp(connectionString);

        builder.Services.AddServiceBusEmulator(emulator =>
        {
            emulator.DataFolder = Path.Combine(folder, "broker");
            emulator.Queues.Add(new QueueOptions { Name = QueueNames.Default });
        });
        builder.Services.AddOptions<ServiceBusOptions>()
            .Configure<ServiceBusEmulator>((options, emulator) => options.ConnectionString = emulator.ConnectionString);
        return tasks.UseAmqp(static _ => { });
    }
}

using TypedTasks.Emulator;
using static TypedTasks.Dashboard.Host.Shipping.Tasks;

namespace TypedTasks.Dashboard.Host;

/// <summary>Broker, front end and worker in processes of their own, so that each can die alone.</summary>
internal static class Night
{
    private static readonly TimeSpan Lock = TimeSpan.FromSeconds(4);
    private const int Deliveries = 3;

    /// <summary>A broker at a port, 0 for any; says its connection string.</summary>
    public static async Task BrokerAsync(string folder, string port)
    {
        await using var emulator = await ServiceBusEmulator.StartAsync(new ServiceBusEmulatorOptions
        {
            Port = int.Parse(port, System.Globalization.CultureInfo.InvariantCulture),
            SharedAccessKey = Convert.ToBase64String("a night's key, 32 bytes long, yes"u8[..32]),
            DataFolder = folder,
            Queues = { new QueueOptions { Name = QueueNames.Default, LockDuration = Lock, MaxDeliveryCount = 100 } },
        });
        Console.WriteLine(emulator.ConnectionString);
        await EndOfInputAsync();
    }

    /// <summary>A dashboard and what starts flows, without a worker; says its address.</summary>
    public static async Task FrontAsync(string store, string connection)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        Configure(builder.Services, store, connection);
        await using var app = builder.Build();
        app.MapTypedTasksDashboard("/tasks");
        app.MapPost("/orders/{first:int}/{count:int}", static async (int first, int count, ITaskClient client) =>
        {
            for (var order = first; order < first + count; order++)
                _ = await client.EnqueueAsync((Collect(order) | Dispatch()).Named($"Order {order}").WithId($"order-{order}"));
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await EndOfInputAsync();
        await app.StopAsync();
    }

    /// <summary>A worker of whatever version is deployed.</summary>
    public static async Task WorkerAsync(string store, string connection, string deployed)
    {
        Shipping.Deployed = deployed;
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        Configure(builder.Services, store, connection).AddWorker();
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine("ready");
        await EndOfInputAsync();
        await host.StopAsync();
    }

    private static TypedTasksBuilder Configure(IServiceCollection services, string store, string connection)
    {
        services.Configure<WorkerOptions>(static o => (o.MaxDeliveries, o.ReconcileInterval, o.OwedAge) = (Deliveries, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)));
        return services.AddTypedTasks().UseAmqp(connection).UseSqlite(store).AddTypedTasksDashboardHostTasks();
    }

    private static async Task EndOfInputAsync()
    {
        while (await Console.In.ReadLineAsync() is not null)
        {
        }
    }
}

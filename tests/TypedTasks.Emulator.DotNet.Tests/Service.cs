using System.Transactions;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.Time.Testing;

namespace TypedTasks.Emulator.DotNet.Tests;

/// <summary>An emulator on a virtual clock, and official clients of it that a test need not dispose of.</summary>
internal sealed class Service : IAsyncDisposable
{
    /// <summary>Longer than anything takes on a machine under load: a check that waits for it has failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<ServiceBusClient> clients = [];

    private Service(ServiceBusEmulator emulator, FakeTimeProvider time)
    {
        Emulator = emulator;
        Time = time;
        Client = Connect();
    }

    public ServiceBusEmulator Emulator { get; }

    /// <summary>The clock of locks, schedules and expiry; it stands still until a test moves it.</summary>
    public FakeTimeProvider Time { get; }

    public ServiceBusClient Client { get; }

    public ServiceBusAdministrationClient Administration => new(Emulator.AdministrationConnectionString);

    public static Task<Service> StartAsync(params string[] queues) =>
        StartAsync(options =>
        {
            foreach (var queue in queues)
                options.Queues.Add(new QueueOptions { Name = queue, RequiresDuplicateDetection = false });
        });

    public static async Task<Service> StartAsync(Action<ServiceBusEmulatorOptions> configure)
    {
        // Tokens are dated by the real clock.
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var options = new ServiceBusEmulatorOptions { TimeProvider = time };
        configure(options);
        return new(await ServiceBusEmulator.StartAsync(options), time);
    }

    /// <summary>One more client. It does not try again: what fails is seen.</summary>
    public ServiceBusClient Connect(Action<ServiceBusClientOptions>? configure = null, string? connectionString = null)
    {
        var options = new ServiceBusClientOptions { RetryOptions = { MaxRetries = 0, TryTimeout = Patience } };
        configure?.Invoke(options);
        var client = new ServiceBusClient(connectionString ?? Emulator.ConnectionString, options);
        clients.Add(client);
        return client;
    }

    /// <summary>A client whose transactions span entities.</summary>
    public ServiceBusClient ConnectAcross() => Connect(options => options.EnableCrossEntityTransactions = true);

    public static TransactionScope Transaction() => new(TransactionScopeAsyncFlowOption.Enabled);

    public QueueCounts Counts(string queue = "q") => Emulator.GetCounts(queue);

    public int Active(string queue = "q") => Counts(queue).Active;

    /// <summary>Moves the clock step by step until something has ended: when the emulator began to count is not to be seen from outside.</summary>
    public async Task AdvanceUntilAsync(Task ended, TimeSpan step)
    {
        while (!ended.IsCompleted)
        {
            Time.Advance(step);
            await Task.WhenAny(ended, Task.Delay(10));
        }
    }

    /// <summary>Waits for what the client shows by a property alone.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        for (var start = TimeProvider.System.GetTimestamp(); !isSo(); await Task.Delay(5))
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                throw new TimeoutException("It did not become so.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
            await client.DisposeAsync();
        await Emulator.DisposeAsync();
    }
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TypedTasks.Emulator;
using TypedTasks.ServiceBus;
using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests;

/// <summary>An emulator on a free port, and transports that reach it.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly List<ITransport> transports = [];

    private TestBroker(ServiceBusEmulator emulator) => Emulator = emulator;

    public ServiceBusEmulator Emulator { get; private set; }

    public static Task<TestBroker> StartAsync(params QueueOptions[] queues) => StartWithClockAsync(TimeProvider.System, queues);

    public static async Task<TestBroker> StartWithClockAsync(TimeProvider time, params QueueOptions[] queues)
    {
        var options = new ServiceBusEmulatorOptions { SharedAccessKey = "test-key-of-no-worth", TimeProvider = time };
        foreach (var queue in queues.Length == 0 ? [new() { Name = "work" }] : queues)
            options.Queues.Add(queue);
        return new(await ServiceBusEmulator.StartAsync(options));
    }

    public ITransport NewTransport(Action<ServiceBusOptions>? configure = null, ILoggerFactory? loggers = null)
    {
        var options = new ServiceBusOptions { ConnectionString = Emulator.ConnectionString };
        configure?.Invoke(options);
        var transport = TransportUnderTest.New(options, loggers ?? NullLoggerFactory.Instance);
        transports.Add(transport);
        return transport;
    }

    /// <summary>Stops the emulator and starts another, empty one on the same port.</summary>
    public async Task RestartAsync(params QueueOptions[] queues)
    {
        var options = new ServiceBusEmulatorOptions { Port = Emulator.Port, SharedAccessKey = "test-key-of-no-worth" };
        foreach (var queue in queues.Length == 0 ? [new() { Name = "work" }] : queues)
            options.Queues.Add(queue);
        await Emulator.DisposeAsync();
        Emulator = await ServiceBusEmulator.StartAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var transport in transports)
            await transport.DisposeAsync();
        await Emulator.DisposeAsync();
    }

    public static TaskMessage NewMessage(string id, string queue = "work", string body = "{}", DateTimeOffset? notBefore = null) => new()
    {
        Id = id,
        Queue = queue,
        FlowId = "flow-" + id,
        Subject = "photos.resize",
        Step = "0.1",
        Attempt = 2,
        NotBefore = notBefore,
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        Body = System.Text.Encoding.UTF8.GetBytes(body),
    };
}

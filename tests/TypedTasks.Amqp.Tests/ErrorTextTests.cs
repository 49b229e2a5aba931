using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks.Transports.Tests;
using TypedTasks.Transports.Tests.Flows;
using TypedTasks.ServiceBus;
using TypedTasks.Transport;
using Xunit.Abstractions;

namespace TypedTasks.Amqp.Tests;

/// <summary>What is said where no Service Bus answers: what is wrong, where, and what to do, and never the key.</summary>
public sealed class ErrorTextTests(ITestOutputHelper output)
{
    private const string Secret = "a-planted-secret-key";

    [Theory]
    [InlineData(WrongKind.Down, "Nothing listens at", "Start the emulator, or correct the port")]
    [InlineData(WrongKind.Http, "does not speak AMQP 1.0", "Check the host and the port")]
    [InlineData(WrongKind.Silent, "did not answer in time", "does a firewall let AMQP through?")]
    [InlineData(WrongKind.Garbage, "does not speak AMQP 1.0", "Check the host and the port")]
    [InlineData(WrongKind.Closing, "closed the connection while it was being opened", "Is it a Service Bus endpoint")]
    public async Task At_start_and_when_sending(WrongKind kind, string problem, string advice)
    {
        await using var server = new WrongServer(kind);
        var log = new Lines();
        using var host = Build(server.Port, log);
        var start = await StartAsync(host, kind, log);
        await using var transport = new AmqpTransport(Options(server.Port), log, TimeProvider.System);
        var send = await Assert.ThrowsAsync<TransportException>(async () => await transport.SendAsync([TestBroker.NewMessage("a")], default));
        var peek = await Assert.ThrowsAsync<TransportException>(async () => await transport.PeekDeadLettersAsync("work", null, default));
        foreach (var (when, text) in new[] { ("start", start), ("send", send.ToString()), ("peek", peek.ToString()) })
        {
            output.WriteLine($"{kind}, {when}: {text}");
            Assert.Contains(problem, text, StringComparison.Ordinal);
            Assert.Contains(advice, text, StringComparison.Ordinal);
            Assert.Contains($"amqp://127.0.0.1:{server.Port}", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(log.All, static line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(WrongKind.Down, "Nothing listens at")]
    [InlineData(WrongKind.Http, "does not speak AMQP 1.0")]
    [InlineData(WrongKind.Silent, "did not answer in time")]
    [InlineData(WrongKind.Garbage, "does not speak AMQP 1.0")]
    [InlineData(WrongKind.Closing, "closed the connection while it was being opened")]
    public async Task While_it_runs(WrongKind kind, string problem)
    {
        await using var broker = await TestBroker.StartAsync();
        var log = new Lines();
        var port = broker.Emulator.Port;
        await using var transport = new AmqpTransport(Options(port), log, TimeProvider.System);
        await using (var receiver = await transport.OpenReceiverAsync("work", new(1, 0), default))
        {
            await broker.Emulator.DisposeAsync();
            await using var server = new WrongServer(kind, port);
            await log.Said(problem);
            Assert.Equal(ReceiverState.Reconnecting, receiver.Health.State);
            Assert.Contains($"amqp://127.0.0.1:{port}", receiver.Health.Problem, StringComparison.Ordinal);
        }

        output.WriteLine(string.Join("\n", log.All));
        Assert.All(log.All.Where(static l => l.StartsWith("Warning", StringComparison.Ordinal)), line => Assert.Contains($"amqp://127.0.0.1:{port}", line, StringComparison.Ordinal));
        Assert.DoesNotContain(log.All, static line => line.Contains("test-key-of-no-worth", StringComparison.Ordinal));
        // What the broker said is a sentence of its own, and stands inside one of ours.
        Assert.Contains(log.All, static line => line.Contains("was lost: The emulator is stopping. It is opened again.", StringComparison.Ordinal));
        Assert.DoesNotContain(log.All, static line => line.Contains("..", StringComparison.Ordinal) || line.Contains(". (", StringComparison.Ordinal));
    }

    // What no waiting mends stops the start; for what may come the worker waits, and says so.
    private static async Task<string> StartAsync(IHost host, WrongKind kind, Lines log)
    {
        if (kind is WrongKind.Http or WrongKind.Garbage)
            return (await Assert.ThrowsAsync<TransportException>(() => host.StartAsync())).ToString();
        await host.StartAsync();
        var line = log.All.First(static l => l.StartsWith("Error: The worker takes nothing yet, and tries again: ", StringComparison.Ordinal));
        await host.StopAsync();
        return line;
    }

    private static ServiceBusOptions Options(int port) => new()
    {
        ConnectionString = $"Endpoint=sb://127.0.0.1:{port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey="
            + $"test-key-of-no-worth;UseDevelopmentEmulator=true",
        OperationTimeout = TimeSpan.FromSeconds(1),
        SendTimeout = TimeSpan.FromSeconds(1),
    };

    private static IHost Build(int port, Lines log)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(log);
        Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(builder.Services, new Ledger(keeps: true));
        builder.Services.AddTypedTasks().AddSteps().UseInMemoryStore().AddWorker().UseAmqp(o =>
        {
            var made = Options(port);
            (o.ConnectionString, o.OperationTimeout, o.SendTimeout) =
                (made.ConnectionString!.Replace("test-key-of-no-worth", Secret, StringComparison.Ordinal), made.OperationTimeout, made.SendTimeout);
        });
        return builder.Build();
    }

    private sealed class Lines : ILoggerFactory, ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();
        private readonly SemaphoreSlim more = new(0);

        public IEnumerable<string> All => lines;

        public async Task Said(string part)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (!lines.Any(line => line.Contains(part, StringComparison.Ordinal)))
                await more.WaitAsync(limit.Token);
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
            more.Release();
        }
    }
}

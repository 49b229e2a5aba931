using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using TypedTasks.Amqp.Security;
using TypedTasks.Amqp.Topology;
using TypedTasks.Amqp.Wire;
using TypedTasks.ServiceBus.Topology;
using TypedTasks.ServiceBus;
using TypedTasks.Transport;
using TypedTasks.Transports.Tests;

namespace TypedTasks.Amqp.Tests;

/// <summary>A queue that does not fit is refused when the worker starts, in words that say what to change.</summary>
public sealed class QueueCheckTests
{
    private static readonly ReceiverOptions One = new(1, 0);

    [Fact]
    public async Task A_queue_without_duplicate_detection_is_refused_unless_that_is_accepted()
    {
        await using var broker = await TestBroker.StartAsync(new Emulator.QueueOptions { Name = "work", RequiresDuplicateDetection = false });
        var e = await RefusedAsync(Checking(broker));
        Assert.Contains("has duplicate detection off", e.Message, StringComparison.Ordinal);
        await using var receiver = await Checking(broker, static o => o.AllowDuplicates = true).OpenReceiverAsync("work", One, default);
    }

    [Fact]
    public async Task A_lock_and_a_window_that_do_not_fit_are_refused()
    {
        await using var broker = await TestBroker.StartAsync(
            new Emulator.QueueOptions { Name = "work", LockDuration = TimeSpan.FromMinutes(1), DuplicateDetectionWindow = TimeSpan.FromMinutes(2) });
        var e = await RefusedAsync(Checking(broker));
        Assert.Contains("locks messages for 00:01:00 and remembers ids for 00:02:00: twice the lock must be less", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_with_sessions_is_refused()
    {
        await using var broker = await TestBroker.StartAsync(new Emulator.QueueOptions { Name = "work", RequiresSession = true });
        Assert.Contains("requires sessions", (await RefusedAsync(Checking(broker))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_that_lets_what_expires_vanish_is_warned_about()
    {
        await using var broker = await TestBroker.StartAsync();
        var log = new LogSignals();
        await using var receiver = await Checking(broker, loggers: log).OpenReceiverAsync("work", One, default);
        Assert.Contains("does not dead-letter what expires", await log.Said(18), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_queue_is_made_where_that_is_wanted()
    {
        await using var broker = await TestBroker.StartAsync();
        var transport = Checking(broker, static o => o.EnsureTopology = true);
        await using var receiver = await transport.OpenReceiverAsync("orders/new", One, default);
        await transport.SendAsync([TestBroker.NewMessage("a", "orders/new")], default);
        await (await receiver.NextAsync()).CompleteAsync([]);

        var options = new ServiceBusOptions { AdministrationConnectionString = broker.Emulator.AdministrationConnectionString };
        using var administration = AtomAdministration.Of(ServiceBusConnectionString.Parse(broker.Emulator.ConnectionString), null!, options, TimeProvider.System)!;
        var made = await administration.FindAsync("orders/new", default);
        Assert.Equal(
            new QueueDescription { Lock = TimeSpan.FromMinutes(1), DetectsDuplicates = true, DuplicateWindow = TimeSpan.FromMinutes(5), RequiresSession = false, DeadLettersExpired = true, IsPartitioned = false },
            made);
        // Made meanwhile by somebody else: it stays.
        await administration.CreateAsync("orders/new", QueueSettings.Azure, default);
        Assert.Equal(made, await administration.FindAsync("orders/new", default));
    }

    [Fact]
    public async Task A_missing_queue_is_not_made_unless_that_is_wanted()
    {
        await using var broker = await TestBroker.StartAsync();
        var e = await Assert.ThrowsAnyAsync<TransportException>(async () => await Checking(broker).OpenReceiverAsync("none", One, default));
        Assert.StartsWith("Queue 'none' does not exist at ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_right_to_look_the_queue_is_consumed_unchecked_but_not_made()
    {
        await using var broker = await TestBroker.StartAsync();
        var wrong = $"Endpoint=sb://localhost:{broker.Emulator.HttpPort};SharedAccessKeyName=other;SharedAccessKey=wrong;UseDevelopmentEmulator=true";
        var log = new LogSignals();
        await using var receiver = await broker.NewTransport(o => o.AdministrationConnectionString = wrong, log).OpenReceiverAsync("work", One, default);
        Assert.Contains("they need the right Manage", await log.Said(16), StringComparison.Ordinal);

        var e = await Assert.ThrowsAnyAsync<TransportException>(async () => await broker.NewTransport(o =>
        {
            o.AdministrationConnectionString = wrong;
            o.EnsureTopology = true;
        }).OpenReceiverAsync("work", One, default));
        Assert.False(e.IsTransient);
        Assert.Contains("they need the right Manage", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_management_API_is_not_known_queues_cannot_be_made()
    {
        await using var broker = await TestBroker.StartAsync();
        var e = await RefusedAsync(broker.NewTransport(static o => o.EnsureTopology = true));
        Assert.EndsWith("is not known: set AdministrationConnectionString.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Basic_tier_is_refused_unless_both_of_its_lacks_are_accepted()
    {
        var options = new ServiceBusOptions { ConnectionString = "Endpoint=sb://space.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=b" };
        Assert.Contains("is of the Basic tier", (await CheckAsync(options)).Message, StringComparison.Ordinal);
        options.AllowDuplicates = true;
        Assert.Contains("UseTransactions = false and AllowDuplicates = true", (await CheckAsync(options)).Message, StringComparison.Ordinal);
        options.UseTransactions = false;
        using var check = Check(options);
        await check.RunAsync("work", false, default);

        static async Task<TransportException> CheckAsync(ServiceBusOptions options)
        {
            using var check = Check(options);
            return await Assert.ThrowsAnyAsync<TransportException>(() => check.RunAsync("work", false, default));
        }

        static QueueCheck Check(ServiceBusOptions options)
        {
            var target = ServiceBusConnectionString.Of(options);
            var tokens = new SharedKeyTokenSource("a", "b", options.TokenLifetime, TimeProvider.System);
            var administration = new AtomAdministration(new("https://space.servicebus.windows.net/"), tokens, TimeSpan.FromSeconds(10), new BasicNamespace());
            return new(options, target.ToString(), target.IsEmulator, NullLogger.Instance, administration);
        }
    }

    [Fact]
    public void Too_many_connections_are_explained_and_not_tried_again()
    {
        var failure = new BrokerFailure("amqp://localhost:5672", isEmulator: true);
        var e = failure.Of(new("amqp:resource-limit-exceeded") { Description = "ConnectionsQuotaExceeded for namespace sbemulatorns." }, "Opening a connection");
        Assert.False(e.IsTransient);
        Assert.Contains("the official emulator takes 10", e.Message, StringComparison.Ordinal);
    }

    private static ITransport Checking(
        TestBroker broker, Action<ServiceBusOptions>? configure = null, LogSignals? loggers = null) => broker.NewTransport(
        o =>
        {
            o.AdministrationConnectionString = broker.Emulator.AdministrationConnectionString;
            configure?.Invoke(o);
        },
        loggers);

    private static async Task<TransportException> RefusedAsync(ITransport transport)
    {
        var e = await Assert.ThrowsAnyAsync<TransportException>(async () => await transport.OpenReceiverAsync("work", One, default));
        Assert.False(e.IsTransient);
        return e;
    }

    /// <summary>Answers as a namespace of the Basic tier with one queue, as far as the check asks.</summary>
    private sealed class BasicNamespace : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.StartsWith("SharedAccessSignature sr=", request.Headers.GetValues("Authorization").Single(), StringComparison.Ordinal);
            var content = request.RequestUri!.AbsolutePath == "/$namespaceinfo"
                ? "<NamespaceInfo xmlns=\"http://schemas.microsoft.com/netservices/2010/10/servicebus/connect\"><MessagingSKU>Basic</MessagingSKU></NamespaceInfo>"
                : "<QueueDescription xmlns=\"http://schemas.microsoft.com/netservices/2010/10/servicebus/connect\"><LockDuration>PT1M</LockDuration></QueueDescription>";
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent($"<entry xmlns=\"http://www.w3.org/2005/Atom\"><content type=\"application/xml\">{content}</content></entry>"),
            });
        }
    }
}

using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace TypedTasks.Emulator.DotNet.Tests.Connections;

/// <summary>An emulator that ends and starts again, on the same port with the same data, under clients that go on.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly string key = Convert.ToBase64String(new byte[32]);
    private ServiceBusEmulator emulator = null!;
    private int port;
    private int httpPort;

    private ServiceBusClient Client => new(emulator.ConnectionString, new ServiceBusClientOptions
    {
        RetryOptions = { Mode = ServiceBusRetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(20), MaxRetries = 100, TryTimeout = Service.Patience },
    });

    public async Task InitializeAsync()
    {
        await StartAsync();
        (port, httpPort) = (emulator.Port, emulator.HttpPort!.Value);
    }

    public async Task DisposeAsync()
    {
        await emulator.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_processor_goes_on_after_it()
    {
        await using var client = Client;
        var bodies = new ConcurrentQueue<string>();
        await using var processor = client.CreateProcessor("q");
        processor.ProcessMessageAsync += args =>
        {
            bodies.Enqueue(args.Message.Body());
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
        await SendAsync("before");
        await Service.UntilAsync(() => bodies.Contains("before"));
        await RestartAsync();
        await SendAsync("after");
        await Service.UntilAsync(() => bodies.Contains("after"));
    }

    [Fact]
    public async Task A_session_processor_goes_on_after_it()
    {
        await using var client = Client;
        var bodies = new ConcurrentQueue<string>();
        await using var processor = client.CreateSessionProcessor("s", new ServiceBusSessionProcessorOptions { MaxConcurrentSessions = 2 });
        processor.ProcessMessageAsync += args =>
        {
            bodies.Enqueue(args.Message.Body());
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
        await SendAsync("before", "1");
        await Service.UntilAsync(() => bodies.Contains("before"));
        await RestartAsync();
        await SendAsync("after", "2");
        await Service.UntilAsync(() => bodies.Contains("after"));
    }

    [Fact]
    public async Task A_sender_that_tries_again_sends_after_it()
    {
        await using var client = Client;
        await using var sender = client.CreateSender("q");
        await sender.SendMessageAsync(new ServiceBusMessage("before"));
        await emulator.DisposeAsync();
        var sending = sender.SendMessageAsync(new ServiceBusMessage("during"));
        await StartAsync();
        await sending;
        Assert.Equal(2, emulator.GetCounts("q").Active);
    }

    [Fact]
    public async Task A_message_that_was_locked_is_there_again_and_its_lock_is_not()
    {
        await using var client = Client;
        await SendAsync("x");
        await using var receiver = client.CreateReceiver("q");
        var message = await receiver.OneAsync();
        await RestartAsync();
        // The client has seen the end of its connection when it is answered on another one.
        await SendAsync("y");
        _ = await receiver.PeekMessageAsync(0);
        await Fails.WithAsync(ServiceBusFailureReason.MessageLockLost, () => receiver.CompleteMessageAsync(message));
        Assert.Equal(["x", "y"], await client.DrainAsync("q", 2));
    }

    [Fact]
    public async Task What_was_scheduled_deferred_and_dead_lettered_is_there_after_it()
    {
        await using var client = Client;
        await using var receiver = client.CreateReceiver("q");
        await SendAsync("deferred");
        var deferred = await receiver.OneAsync();
        await receiver.DeferMessageAsync(deferred);
        await SendAsync("dead");
        await receiver.DeadLetterMessageAsync(await receiver.OneAsync(), "why");
        var number = await client.CreateSender("q").ScheduleMessageAsync(new ServiceBusMessage("later"), DateTimeOffset.UtcNow.AddHours(1));
        await RestartAsync();
        await using var again = Client;
        await using var last = again.CreateReceiver("q");
        Assert.Equal("deferred", (await last.ReceiveDeferredMessageAsync(deferred.SequenceNumber)).Body());
        await again.CreateSender("q").CancelScheduledMessageAsync(number);
        Assert.Equal("why", (await again.CreateReceiver("q", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }).OneAsync()).DeadLetterReason);
    }

    [Fact]
    public async Task What_was_under_way_between_two_entities_arrives_after_it()
    {
        await emulator.DisposeAsync();
        await StartAsync(options => options.TransferDelay = TimeSpan.FromHours(1));
        await using (var client = new ServiceBusClient(emulator.ConnectionString, new ServiceBusClientOptions { EnableCrossEntityTransactions = true }))
        {
            using var scope = Service.Transaction();
            await client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("here"));
            await client.CreateSender("other").SendMessageAsync(new ServiceBusMessage("there"));
            scope.Complete();
        }

        Assert.Equal((1, 0), (emulator.GetCounts("q").Active, emulator.GetCounts("other").Active));
        await RestartAsync();
        Assert.Equal(["there"], await Client.DrainAsync("other", 1));
    }

    [Fact]
    public async Task What_administration_made_is_there_after_it_with_all_that_was_said()
    {
        var options = new CreateQueueOptions("made")
        {
            EnablePartitioning = true,
            AuthorizationRules = { new SharedAccessAuthorizationRule("reader", [AccessRights.Listen]) },
        };
        await Administration().CreateQueueAsync(options);
        await Administration().CreateTopicAsync("t");
        await Administration().CreateSubscriptionAsync(
            new CreateSubscriptionOptions("t", "s"), new CreateRuleOptions("r", new Azure.Messaging.ServiceBus.Administration.SqlRuleFilter("a = @a") { Parameters = { ["@a"] = 5L, ["@b"] = 5 } }));
        await RestartAsync();
        var made = (await Administration().GetQueueAsync("made")).Value;
        Assert.True(made.EnablePartitioning);
        Assert.Equal(options.AuthorizationRules, made.AuthorizationRules);
        var filter = Assert.IsType<Azure.Messaging.ServiceBus.Administration.SqlRuleFilter>((await Administration().GetRuleAsync("t", "s", "r")).Value.Filter);
        Assert.Equal((5L, 5), ((long)filter.Parameters["@a"], (int)filter.Parameters["@b"]));

        ServiceBusAdministrationClient Administration() => new(emulator.AdministrationConnectionString);
    }

    private async Task SendAsync(string body, string? session = null)
    {
        await using var client = Client;
        await client.CreateSender(session is null ? "q" : "s").SendMessageAsync(new ServiceBusMessage(body) { SessionId = session });
    }

    private async Task RestartAsync()
    {
        await emulator.DisposeAsync();
        await StartAsync();
    }

    private async Task StartAsync(Action<ServiceBusEmulatorOptions>? configure = null)
    {
        var options = new ServiceBusEmulatorOptions
        {
            DataFolder = folder["data"],
            Port = port,
            HttpPort = httpPort,
            SharedAccessKey = key,
            Queues =
            {
                new QueueOptions { Name = "q", RequiresDuplicateDetection = false },
                new QueueOptions { Name = "other", RequiresDuplicateDetection = false },
                new QueueOptions { Name = "s", RequiresSession = true, RequiresDuplicateDetection = false },
            },
        };
        configure?.Invoke(options);
        emulator = await ServiceBusEmulator.StartAsync(options);
    }
}

using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Connections;

/// <summary>Clients that end at any moment leave nothing behind that others wait for.</summary>
public sealed class DisposalTests : IAsyncLifetime
{
    private Service service = null!;

    public async Task InitializeAsync() => service = await Service.StartAsync(options =>
    {
        options.Queues.Add(new QueueOptions { Name = "q", RequiresDuplicateDetection = false });
        options.Queues.Add(new QueueOptions { Name = "s", RequiresSession = true, RequiresDuplicateDetection = false });
    });

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task Before_anything_was_done()
    {
        var client = service.Connect();
        _ = (client.CreateSender("q"), client.CreateReceiver("q"));
        await client.DisposeAsync();
        await TheQueueServesAsync();
    }

    [Fact]
    public async Task While_a_receiver_waits()
    {
        var client = service.Connect();
        var waiting = client.CreateReceiver("q").ReceiveMessageAsync(Service.Patience);
        await client.CreateReceiver("q").PeekMessageAsync();
        await client.DisposeAsync();
        await EndsAsync(waiting);
        await TheQueueServesAsync();
    }

    [Fact]
    public async Task While_a_message_is_locked()
    {
        var client = service.Connect();
        await client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("locked"));
        await client.CreateReceiver("q").OneAsync();
        await client.DisposeAsync();
        Assert.Equal(1, service.Active());
        service.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await service.Client.CreateReceiver("q").OneAsync()).DeliveryCount);
    }

    [Fact]
    public async Task While_messages_are_prefetched()
    {
        var client = service.Connect();
        await client.CreateSender("q").SendMessagesAsync(Enumerable.Range(0, 20).Select(i => new ServiceBusMessage($"{i}")));
        await client.CreateReceiver("q", new ServiceBusReceiverOptions { PrefetchCount = 20 }).OneAsync();
        await client.DisposeAsync();
        service.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(20, (await service.Client.DrainAsync("q", 20)).Count);
    }

    [Fact]
    public async Task While_a_session_is_held()
    {
        var client = service.Connect();
        await client.AcceptSessionAsync("s", "a");
        await client.DisposeAsync();
        await using var session = await service.Client.AcceptSessionAsync("s", "a");
        Assert.Equal("a", session.SessionId);
    }

    [Fact]
    public async Task While_a_session_is_waited_for()
    {
        var client = service.Connect();
        var waiting = client.AcceptNextSessionAsync("s");
        await client.CreateReceiver("q").PeekMessageAsync();
        await client.DisposeAsync();
        await EndsAsync(waiting);
        await service.Client.CreateSender("s").SendMessageAsync(new ServiceBusMessage("x") { SessionId = "a" });
        await using var session = await service.Client.AcceptNextSessionAsync("s");
        Assert.Equal("x", (await session.OneAsync()).Body());
    }

    [Fact]
    public async Task While_a_wait_for_a_session_is_cancelled()
    {
        using var patience = new CancellationTokenSource();
        var waiting = service.Client.AcceptNextSessionAsync("s", cancellationToken: patience.Token);
        await service.Client.CreateReceiver("q").PeekMessageAsync();
        await patience.CancelAsync();
        await EndsAsync(waiting);
        await service.Client.CreateSender("s").SendMessageAsync(new ServiceBusMessage("x") { SessionId = "a" });
        await using var session = await Connected().AcceptNextSessionAsync("s");
        Assert.Equal("x", (await session.OneAsync()).Body());

        ServiceBusClient Connected() => service.Connect();
    }

    [Fact]
    public async Task While_a_transaction_is_open()
    {
        var client = service.Connect();
        var scope = Service.Transaction();
        await client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("never"));
        await client.DisposeAsync();
        scope.Dispose();
        Assert.Equal(0, service.Active());
        await TheQueueServesAsync();
    }

    [Fact]
    public async Task While_messages_are_sent()
    {
        var client = service.Connect();
        var sender = client.CreateSender("q");
        await sender.SendMessageAsync(new ServiceBusMessage("first"));
        var sending = Enumerable.Range(0, 50).Select(i => sender.SendMessageAsync(new ServiceBusMessage($"{i}"))).ToList();
        await client.DisposeAsync();
        var told = 1;
        foreach (var send in sending)
        {
            await EndsAsync(send);
            if (send.IsCompletedSuccessfully)
                told++;
        }

        Assert.InRange(service.Active(), told, 51);
    }

    [Fact]
    public async Task While_a_processor_handles()
    {
        var client = service.Connect();
        await client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x"));
        var begun = new TaskCompletionSource();
        var processor = client.CreateProcessor("q");
        processor.ProcessMessageAsync += async args =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, args.CancellationToken).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
        await begun.Task.WaitAsync(Service.Patience);
        await processor.DisposeAsync();
        await client.DisposeAsync();
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task While_a_processor_waits()
    {
        var client = service.Connect();
        var processor = client.CreateProcessor("q");
        processor.ProcessMessageAsync += _ => Task.CompletedTask;
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
        await processor.DisposeAsync();
        await client.DisposeAsync();
        await TheQueueServesAsync();
    }

    [Fact]
    public async Task Of_the_emulator_while_clients_are_busy()
    {
        var client = service.Connect();
        var sender = client.CreateSender("q");
        await sender.SendMessageAsync(new ServiceBusMessage("x"));
        var waiting = client.CreateReceiver("q").ReceiveMessagesAsync(100, Service.Patience);
        var sending = Enumerable.Range(0, 20).Select(i => sender.SendMessageAsync(new ServiceBusMessage($"{i}"))).ToList();
        await service.Emulator.DisposeAsync();
        await EndsAsync(waiting);
        foreach (var send in sending)
            await EndsAsync(send);
    }

    [Fact]
    public async Task Many_clients_come_and_go()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            await using var client = new ServiceBusClient(service.Emulator.ConnectionString);
            await client.CreateSender("q").SendMessageAsync(new ServiceBusMessage($"{i}"));
        }));
        Assert.Equal(20, (await service.Client.DrainAsync("q", 20)).Distinct().Count());
    }

    /// <summary>Whatever it says: it must not go on for ever.</summary>
    private static async Task EndsAsync(Task task)
    {
        await Task.WhenAny(task, Task.Delay(Service.Patience));
        Assert.True(task.IsCompleted);
        _ = task.Exception;
    }

    private async Task TheQueueServesAsync()
    {
        await service.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("next"));
        Assert.Equal(["next"], await service.Client.DrainAsync("q", 1));
    }
}

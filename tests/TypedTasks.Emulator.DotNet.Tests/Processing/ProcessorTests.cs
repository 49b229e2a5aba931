using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Processing;

public sealed class ProcessorTests : IAsyncLifetime
{
    private Service service = null!;

    public async Task InitializeAsync() => service = await Service.StartAsync(options =>
    {
        options.Queues.Add(new QueueOptions { Name = "q", MaxDeliveryCount = 3, RequiresDuplicateDetection = false });
        options.Topics.Add(new TopicOptions { Name = "t", Subscriptions = { new SubscriptionOptions { Name = "s" } } });
    });

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task What_is_handled_is_completed()
    {
        await SendAsync(10);
        await using var run = await Run.StartAsync(service.Client.CreateProcessor("q"), 10);
        await run.Done;
        await run.StopAsync();
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), run.Bodies);
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task So_many_are_handled_at_once_and_no_more()
    {
        await SendAsync(20);
        var (running, most) = (0, 0);
        using var full = new CountdownEvent(5);
        await using var run = await Run.StartAsync(service.Client.CreateProcessor("q", new ServiceBusProcessorOptions { MaxConcurrentCalls = 5 }), 20, async _ =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (!full.IsSet && full.Signal())
                most = Math.Max(most, 5);
            await Task.Run(() => full.Wait(Service.Patience));
            Interlocked.Decrement(ref running);
        });
        await run.Done;
        await run.StopAsync();
        Assert.Equal(5, most);
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task What_fails_is_abandoned_until_it_is_dead_lettered_and_each_failure_is_told()
    {
        await SendAsync(1);
        await using var run = await Run.StartAsync(service.Client.CreateProcessor("q"), 3, _ => throw new InvalidOperationException("no"));
        await run.Done;
        await Service.UntilAsync(() => service.Counts().DeadLetter == 1);
        await run.StopAsync();
        Assert.Equal(3, run.Errors.Count(error => error.ErrorSource == ServiceBusErrorSource.ProcessMessageCallback && error.Exception.Message == "no"));
        Assert.Equal([1, 2, 3], run.DeliveryCounts);
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("abandon")]
    [InlineData("defer")]
    [InlineData("dead-letter")]
    public async Task A_handler_settles_by_itself(string how)
    {
        await SendAsync(1);
        var options = new ServiceBusProcessorOptions { AutoCompleteMessages = false };
        await using var run = await Run.StartAsync(service.Client.CreateProcessor("q", options), 1, args => how switch
        {
            "complete" => args.CompleteMessageAsync(args.Message),
            "abandon" when args.Message.DeliveryCount == 1 => args.AbandonMessageAsync(args.Message, new Dictionary<string, object> { ["again"] = true }),
            "abandon" => args.CompleteMessageAsync(args.Message),
            "defer" => args.DeferMessageAsync(args.Message),
            _ => args.DeadLetterMessageAsync(args.Message, "why", "because"),
        });
        await run.Done;
        await Service.UntilAsync(() => how == "abandon" ? run.DeliveryCounts.SequenceEqual([1, 2]) : true);
        await run.StopAsync();
        var counts = service.Counts();
        Assert.Equal((how == "defer" ? 1 : 0, how == "dead-letter" ? 1 : 0, 0), (counts.Deferred, counts.DeadLetter, counts.Active));
        Assert.Empty(run.Errors);
    }

    [Fact]
    public async Task A_processor_prefetches()
    {
        await SendAsync(50);
        await using var run = await Run.StartAsync(service.Client.CreateProcessor("q", new ServiceBusProcessorOptions { PrefetchCount = 20, MaxConcurrentCalls = 4 }), 50);
        await run.Done;
        await run.StopAsync();
        Assert.Equal(50, run.Bodies.Distinct().Count());
    }

    [Fact]
    public async Task A_processor_receives_and_deletes()
    {
        await SendAsync(5);
        await using var run = await Run.StartAsync(service.Client.CreateProcessor("q", new ServiceBusProcessorOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete }), 5, _ => throw new InvalidOperationException("no"));
        await run.Done;
        await run.StopAsync();
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task A_processor_works_on_dead_letters()
    {
        await SendAsync(1);
        await using (var receiver = service.Client.CreateReceiver("q"))
            await receiver.DeadLetterMessageAsync(await receiver.OneAsync());
        await using var run = await Run.StartAsync(service.Client.CreateProcessor("q", new ServiceBusProcessorOptions { SubQueue = SubQueue.DeadLetter }), 1);
        await run.Done;
        await run.StopAsync();
        Assert.Equal(0, service.Counts().DeadLetter);
    }

    [Fact]
    public async Task A_processor_works_on_a_subscription()
    {
        await service.Client.CreateSender("t").SendMessageAsync(new ServiceBusMessage("x"));
        await using var run = await Run.StartAsync(service.Client.CreateProcessor("t", "s"), 1);
        await run.Done;
        Assert.Equal(["x"], run.Bodies);
    }

    [Fact]
    public async Task A_processor_that_was_stopped_takes_nothing_until_it_is_started_again()
    {
        await using var run = await Run.StartAsync(service.Client.CreateProcessor("q"), 1);
        await run.StopAsync();
        await SendAsync(1);
        Assert.Equal(1, service.Active());
        Assert.Empty(run.Bodies);
        await run.Processor.StartProcessingAsync();
        await run.Done;
        Assert.Equal(["0"], run.Bodies);
    }

    [Fact]
    public async Task A_processor_that_is_stopped_waits_for_what_it_handles()
    {
        await SendAsync(1);
        var go = new TaskCompletionSource();
        await using var run = await Run.StartAsync(service.Client.CreateProcessor("q"), 1, _ => go.Task);
        await run.Done;
        var stopping = run.StopAsync();
        Assert.False(stopping.IsCompleted);
        go.SetResult();
        await stopping;
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task A_handler_renews_the_lock()
    {
        await SendAsync(1);
        var until = default(DateTimeOffset);
        var options = new ServiceBusProcessorOptions { MaxAutoLockRenewalDuration = TimeSpan.Zero };
        await using var run = await Run.StartAsync(service.Client.CreateProcessor("q", options), 1, async args =>
        {
            service.Time.Advance(TimeSpan.FromSeconds(50));
            await args.RenewMessageLockAsync(args.Message);
            until = args.Message.LockedUntil;
            service.Time.Advance(TimeSpan.FromSeconds(50));
        });
        await run.Done;
        await run.StopAsync();
        Assert.Equal(service.Time.GetUtcNow().AddSeconds(10), until, TimeSpan.FromMilliseconds(2));
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task A_lock_that_was_lost_is_told()
    {
        await SendAsync(1);
        var options = new ServiceBusProcessorOptions { MaxAutoLockRenewalDuration = TimeSpan.Zero };
        await using var run = await Run.StartAsync(service.Client.CreateProcessor("q", options), 2, args =>
        {
            if (args.Message.DeliveryCount == 1)
                service.Time.Advance(TimeSpan.FromMinutes(1));
            return Task.CompletedTask;
        });
        await run.Done;
        await run.StopAsync();
        var error = Assert.Single(run.Errors);
        Assert.Equal((ServiceBusErrorSource.Complete, ServiceBusFailureReason.MessageLockLost), (error.ErrorSource, Assert.IsType<ServiceBusException>(error.Exception).Reason));
        Assert.Equal(0, service.Active());
    }

    [Fact]
    public async Task A_queue_that_does_not_exist_is_told()
    {
        await using var run = await Run.StartAsync(service.Client.CreateProcessor("nowhere"), 1);
        await Service.UntilAsync(() => !run.Errors.IsEmpty);
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, Assert.IsType<ServiceBusException>(run.Errors.First().Exception).Reason);
    }

    [Fact]
    public async Task A_processor_goes_on_when_its_link_was_detached()
    {
        await using var run = await Run.StartAsync(service.Client.CreateProcessor("q"), 2);
        await SendAsync(1);
        await Service.UntilAsync(() => run.Bodies.Count == 1);
        service.Emulator.Faults.DetachLinks("q");
        await SendAsync(1);
        await run.Done;
    }

    [Fact]
    public async Task A_processor_goes_on_when_every_connection_was_cut()
    {
        var client = service.Connect(options => options.RetryOptions = new ServiceBusRetryOptions { Mode = ServiceBusRetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(10), MaxRetries = 3 });
        await using var run = await Run.StartAsync(client.CreateProcessor("q"), 2);
        await SendAsync(1);
        await Service.UntilAsync(() => run.Bodies.Count == 1);
        service.Emulator.Faults.DropConnections();
        await using var sender = client.CreateSender("q");
        await sender.SendMessageAsync(new ServiceBusMessage("again"));
        await run.Done;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen && Interlocked.CompareExchange(ref most, value, seen) != seen; seen = most)
        {
        }
    }

    private async Task SendAsync(int count)
    {
        await using var client = new ServiceBusClient(service.Emulator.ConnectionString);
        await client.CreateSender("q").SendMessagesAsync(Enumerable.Range(0, count).Select(i => new ServiceBusMessage($"{i}")));
    }

    /// <summary>A processor that runs, and what it was given.</summary>
    private sealed class Run : IAsyncDisposable
    {
        private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private Run(ServiceBusProcessor processor) => Processor = processor;

        public ServiceBusProcessor Processor { get; }

        public ConcurrentQueue<string> Bodies { get; } = new();

        public ConcurrentQueue<int> DeliveryCounts { get; } = new();

        public ConcurrentQueue<ProcessErrorEventArgs> Errors { get; } = new();

        /// <summary>So many were given to the handler.</summary>
        public Task Done => done.Task.WaitAsync(Service.Patience);

        public static async Task<Run> StartAsync(ServiceBusProcessor processor, int count, Func<ProcessMessageEventArgs, Task>? handle = null)
        {
            var run = new Run(processor);
            processor.ProcessErrorAsync += args =>
            {
                run.Errors.Enqueue(args);
                return Task.CompletedTask;
            };
            processor.ProcessMessageAsync += async args =>
            {
                run.Bodies.Enqueue(args.Message.Body());
                run.DeliveryCounts.Enqueue(args.Message.DeliveryCount);
                if (run.Bodies.Count >= count)
                    run.done.TrySetResult();
                if (handle is not null)
                    await handle(args);
            };
            await processor.StartProcessingAsync();
            return run;
        }

        public Task StopAsync() => Processor.StopProcessingAsync();

        public async ValueTask DisposeAsync() => await Processor.DisposeAsync();
    }
}

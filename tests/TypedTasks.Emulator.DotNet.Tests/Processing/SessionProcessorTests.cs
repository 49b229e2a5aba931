using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace TypedTasks.Emulator.DotNet.Tests.Processing;

public sealed class SessionProcessorTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> bodies = new();
    private readonly ConcurrentQueue<ProcessErrorEventArgs> errors = new();
    private Service service = null!;

    public async Task InitializeAsync() => service = await Service.StartAsync(options =>
        options.Queues.Add(new QueueOptions { Name = "s", RequiresSession = true, RequiresDuplicateDetection = false }));

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task Each_session_is_handled_in_order()
    {
        await SendAsync("a1", "b1", "a2", "c1", "b2", "a3");
        await using var processor = await StartAsync(new() { MaxConcurrentSessions = 3 });
        await Service.UntilAsync(() => bodies.Count == 6);
        await processor.StopProcessingAsync();
        foreach (var session in "abc")
            Assert.Equal(bodies.Where(body => body[0] == session).Order(), bodies.Where(body => body[0] == session));
        Assert.Equal(0, service.Active("s"));
    }

    [Fact]
    public async Task Sessions_by_name_are_handled_and_no_others()
    {
        await SendAsync("a1", "b1");
        await using var processor = await StartAsync(new() { SessionIds = { "b" } });
        await Service.UntilAsync(() => bodies.Count == 1);
        await processor.StopProcessingAsync();
        Assert.Equal(["b1"], bodies);
        Assert.Equal(1, service.Active("s"));
    }

    [Fact]
    public async Task A_session_that_is_idle_makes_room_for_the_next()
    {
        await SendAsync("a1", "b1", "c1");
        await using var processor = await StartAsync(new() { MaxConcurrentSessions = 1, SessionIdleTimeout = TimeSpan.FromMilliseconds(50) });
        await Service.UntilAsync(() => bodies.Count == 3);
    }

    [Fact]
    public async Task A_handler_keeps_the_state_of_its_session()
    {
        await SendAsync("a1", "a2");
        await using var processor = await StartAsync(new(), async args =>
        {
            var before = await args.GetSessionStateAsync();
            await args.SetSessionStateAsync(new BinaryData(before + args.Message.Body()));
        });
        await Service.UntilAsync(() => bodies.Count == 2);
        await processor.CloseAsync();
        await using var session = await service.Client.AcceptSessionAsync("s", "a");
        Assert.Equal("a1a2", (await session.GetSessionStateAsync()).ToString());
    }

    [Fact]
    public async Task A_session_that_fails_comes_again_first()
    {
        await SendAsync("a1", "a2");
        var failed = 0;
        await using var processor = await StartAsync(new() { MaxConcurrentSessions = 1 }, _ => Interlocked.Exchange(ref failed, 1) == 0 ? throw new InvalidOperationException("no") : Task.CompletedTask);
        await Service.UntilAsync(() => bodies.Count == 3);
        Assert.Equal(["a1", "a1", "a2"], bodies);
        Assert.Contains(errors, error => error.Exception.Message == "no");
    }

    [Fact]
    public async Task A_session_is_let_go_by_its_handler()
    {
        await SendAsync("a1");
        await using var processor = await StartAsync(new() { MaxConcurrentSessions = 1, SessionIdleTimeout = TimeSpan.FromMinutes(1) }, args =>
        {
            args.ReleaseSession();
            return Task.CompletedTask;
        });
        await Service.UntilAsync(() => bodies.Count == 1 && service.Active("s") == 0);
        await SendAsync("b1");
        await Service.UntilAsync(() => bodies.Count == 2);
    }

    [Fact]
    public async Task Opening_and_closing_of_sessions_is_told()
    {
        await SendAsync("a1");
        var told = new ConcurrentQueue<string>();
        await using var processor = service.Client.CreateSessionProcessor("s", new() { SessionIdleTimeout = TimeSpan.FromMilliseconds(50) });
        processor.SessionInitializingAsync += args => Tell($"open {args.SessionId}");
        processor.SessionClosingAsync += args => Tell($"close {args.SessionId}");
        processor.ProcessMessageAsync += args => Tell(args.Message.Body());
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
        await Service.UntilAsync(() => told.Count >= 3);
        Assert.Equal(["open a", "a1", "close a"], told.Take(3));

        Task Tell(string what)
        {
            told.Enqueue(what);
            return Task.CompletedTask;
        }
    }

    private async Task<ServiceBusSessionProcessor> StartAsync(ServiceBusSessionProcessorOptions options, Func<ProcessSessionMessageEventArgs, Task>? handle = null)
    {
        var processor = service.Client.CreateSessionProcessor("s", options);
        processor.ProcessMessageAsync += async args =>
        {
            if (handle is not null)
            {
                bodies.Enqueue(args.Message.Body());
                await handle(args);
            }
            else
            {
                bodies.Enqueue(args.Message.Body());
            }
        };
        processor.ProcessErrorAsync += args =>
        {
            errors.Enqueue(args);
            return Task.CompletedTask;
        };
        await processor.StartProcessingAsync();
        return processor;
    }

    private async Task SendAsync(params string[] bodies)
    {
        await using var sender = service.Client.CreateSender("s");
        foreach (var body in bodies)
            await sender.SendMessageAsync(new ServiceBusMessage(body) { SessionId = body[..1] });
    }
}

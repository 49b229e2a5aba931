using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine;
using Wolverine.RuntimeCompilation;

namespace Peers;

/// <summary>Wolverine's local queues, in memory: messages are passed by reference, nothing is written or kept.</summary>
internal sealed class WolverinePeer : IPeer
{
    private IHost host = null!;

    private IMessageBus NewBus() => host.Services.CreateScope().ServiceProvider.GetRequiredService<IMessageBus>();

    public async Task StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseWolverine(static o => o.UseRuntimeCompilation());
        host = builder.Build();
        await host.StartAsync();
    }

    public async Task NoOpsAsync(int count)
    {
        var done = Countdown.StartAsync(count);
        await CallAsync(count, static (bus, i) => bus.PublishAsync(new NoOp(i)));
        await done;
    }

    public Task StepsAsync(int count)
    {
        var done = Countdown.StartAsync(count / 10);
        return Task.WhenAll(done, CallAsync(count / 10, static (bus, i) => bus.PublishAsync(new Step(i, 9))));
    }

    public Task MembersAsync(int count)
    {
        var done = Countdown.StartAsync(count / 100);
        return Task.WhenAll(done, CallAsync(count / 100, static (bus, _) => bus.PublishAsync(new Open(100))));
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private Task CallAsync(int count, Func<IMessageBus, int, ValueTask> call)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Math.Min(100, count)).Select(_ => Task.Run(async () =>
        {
            var bus = NewBus();
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                await call(bus, i);
        })));
    }
}

public sealed record NoOp(int Number);

public sealed record Step(int Value, int Left);

public sealed record Open(int Members);

public sealed record Member(Gathering Gathering, int Value);

public sealed record Body(Gathering Gathering);

/// <summary>What a group waits for; a chord is not Wolverine's, so the application counts, in memory.</summary>
public sealed class Gathering(int members)
{
    private int left = members;
    private int total;

    public int Total => total;

    public bool Add(int value)
    {
        Interlocked.Add(ref total, value);
        return Interlocked.Decrement(ref left) == 0;
    }
}

public static class NoOpHandler
{
    public static void Handle(NoOp message) => Countdown.Signal();
}

public static class StepHandler
{
    public static Step? Handle(Step message)
    {
        if (message.Left > 0)
            return new(message.Value + 1, message.Left - 1);
        Countdown.Signal();
        return null;
    }
}

public static class OpenHandler
{
    public static IEnumerable<object> Handle(Open message)
    {
        var gathering = new Gathering(message.Members);
        for (var i = 0; i < message.Members; i++)
            yield return new Member(gathering, i);
    }
}

public static class MemberHandler
{
    public static Body? Handle(Member message) => message.Gathering.Add(message.Value) ? new(message.Gathering) : null;
}

public static class BodyHandler
{
    public static void Handle(Body message)
    {
        if (message.Gathering.Total != 4950)
            throw new InvalidOperationException($"The sum is {message.Gathering.Total}.");
        Countdown.Signal();
    }
}

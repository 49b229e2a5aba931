using System.Threading.Channels;
using TypedTasks.Hosting.Dispatch;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Tests;

/// <summary>Three queues are received from as if they were one, the most urgent first.</summary>
public sealed class PriorityReceiverTests
{
    private readonly Lane high = new();
    private readonly Lane normal = new();
    private readonly Lane low = new();

    private PriorityReceiver Receiver => field ??= new([high, normal, low]);

    [Fact]
    public async Task The_most_urgent_message_that_waits_comes_first()
    {
        low.Put("l1", "l2");
        normal.Put("n1");
        high.Put("h1", "h2");
        Assert.Equal(["h1", "h2", "n1", "l1", "l2"], await TakeAsync(5));
    }

    [Fact]
    public async Task What_comes_later_overtakes_what_is_held()
    {
        low.Put("l1", "l2", "l3");
        Assert.Equal(["l1"], await TakeAsync(1));
        normal.Put("n1");
        high.Put("h1");
        Assert.Equal(["h1", "n1", "l2", "l3"], await TakeAsync(4));
    }

    [Fact]
    public async Task A_slot_that_waits_gets_the_first_message_of_any_queue()
    {
        var waiting = Receiver.ReceiveAsync(CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        low.Put("l1");
        Assert.Equal("l1", (await waiting)!.Message.Id);
    }

    [Fact]
    public async Task Every_message_comes_once_however_many_slots_ask()
    {
        var taken = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var ids = new List<string>();
            while (await Receiver.ReceiveAsync(CancellationToken.None) is { } delivery)
                ids.Add(delivery.Message.Id);
            return ids;
        })).ToArray();
        foreach (var i in Enumerable.Range(0, 300))
            new[] { high, normal, low }[i % 3].Put($"{i}");
        await Receiver.StopAsync(CancellationToken.None);
        var all = (await Task.WhenAll(taken)).SelectMany(static t => t).ToArray();
        Assert.Equal(Enumerable.Range(0, 300), all.Select(int.Parse).Order());
    }

    [Fact]
    public async Task What_was_taken_before_the_stop_still_comes_and_then_nothing()
    {
        low.Put("l1");
        high.Put("h1");
        Assert.Equal(["h1"], await TakeAsync(1));
        await Receiver.StopAsync(CancellationToken.None);
        Assert.Equal(["l1"], await TakeAsync(1));
        Assert.Null(await Receiver.ReceiveAsync(CancellationToken.None));
        Assert.Null(await Receiver.ReceiveAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_takes_nothing_along()
    {
        using var giveUp = new CancellationTokenSource();
        var waiting = Receiver.ReceiveAsync(giveUp.Token).AsTask();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        normal.Put("n1");
        Assert.Equal(["n1"], await TakeAsync(1));
    }

    [Fact]
    public async Task A_message_that_comes_while_the_last_queues_end_is_not_left_behind()
    {
        var urgent = new TaskCompletionSource<IDelivery?>();
        await using var receiver = new PriorityReceiver(
        [
            new Answering(() => urgent.Task),
            new Answering(static () => Task.FromResult<IDelivery?>(null)),
            new Answering(() =>
            {
                urgent.SetResult(new Delivered("h1"));
                return Task.FromResult<IDelivery?>(null);
            }),
        ]);
        Assert.Equal("h1", (await receiver.ReceiveAsync(CancellationToken.None))?.Message.Id);
    }

    [Fact]
    public void It_is_as_well_as_the_queue_that_is_worst_off()
    {
        Assert.Equal(ReceiverHealth.Open, Receiver.Health);
        low.Health = new(ReceiverState.Silent, "low is silent");
        Assert.Equal(low.Health, Receiver.Health);
        normal.Health = new(ReceiverState.Reconnecting, "normal reconnects");
        Assert.Equal(normal.Health, Receiver.Health);
    }

    [Fact]
    public async Task Disposing_it_closes_every_queue()
    {
        await Receiver.DisposeAsync();
        Assert.All(new[] { high, normal, low }, static l => Assert.True(l.IsDisposed));
    }

    private async Task<string[]> TakeAsync(int count)
    {
        var ids = new string[count];
        for (var i = 0; i < count; i++)
            ids[i] = (await Receiver.ReceiveAsync(CancellationToken.None))!.Message.Id;
        return ids;
    }

    private sealed class Lane : IReceiver
    {
        private readonly Channel<IDelivery> waiting = Channel.CreateUnbounded<IDelivery>();

        public bool IsDisposed { get; private set; }

        public ReceiverHealth Health { get; set; } = ReceiverHealth.Open;

        public void Put(params string[] ids) => Assert.All(ids, id => Assert.True(waiting.Writer.TryWrite(new Delivered(id))));

        public async ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken) =>
            await waiting.Reader.WaitToReadAsync(cancellationToken) && waiting.Reader.TryRead(out var delivery) ? delivery : null;

        public ValueTask StopAsync(CancellationToken cancellationToken)
        {
            waiting.Writer.TryComplete();
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Answering(Func<Task<IDelivery?>> answer) : IReceiver
    {
        public ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken) => new(answer());

        public ValueTask StopAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Delivered(string id) : IDelivery
    {
        public TaskMessage Message { get; } = new() { Id = id, Queue = "q", FlowId = "f", Subject = "t", Step = "", Body = default };

        public int DeliveryCount => 0;

        public CancellationToken LockLost => CancellationToken.None;

        public ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages) => throw new NotSupportedException();

        public ValueTask AbandonAsync() => throw new NotSupportedException();

        public ValueTask DeadLetterAsync(string reason, string description) => throw new NotSupportedException();
    }
}

using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

/// <summary>The dead-letter queue of a queue, opened to replay it.</summary>
internal sealed class SimLetters(SimWorld world, string queue) : IReceiver
{
    private const double Failing = 0.05;

    public async ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Delivery? next = null;
            await world.AnswerAsync(null, null, () => next = Take());
            if (next is not null)
                return next;
            await SimClock.WaitAsync(world.Time, TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    public ValueTask StopAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>What it still holds is free for others.</summary>
    public ValueTask DisposeAsync()
    {
        foreach (var letter in world.Broker.Letters.Where(l => l.Holder == this))
            letter.Holder = null;
        return ValueTask.CompletedTask;
    }

    private Delivery? Take()
    {
        if (world.Broker.Letters.Find(l => l.Holder is null && l.Letter.Message.Queue == queue) is not { } letter)
            return null;
        letter.Holder = this;
        world.Count(Fault.Replayed, SimPlace.Of(letter.Letter.Message));
        return new(world, this, letter);
    }

    private sealed class Delivery(SimWorld world, SimLetters holder, SimLetter letter) : IDelivery
    {
        private string Place { get; } = SimPlace.Of(letter.Letter.Message);

        public TaskMessage Message => letter.Letter.Message;

        public int DeliveryCount => 0;

        public CancellationToken LockLost => CancellationToken.None;

        public ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages) => SettleAsync("complete", () =>
        {
            world.Broker.Letters.Remove(letter);
            foreach (var next in world.Broken is null ? messages : world.Broken.Replaying(Message, messages))
                world.Accept(next);
        });

        public ValueTask AbandonAsync() => SettleAsync("abandon", () => letter.Holder = null);

        public ValueTask DeadLetterAsync(string reason, string description) => AbandonAsync();

        private ValueTask SettleAsync(string verb, Action settle) => new(world.AnswerAsync(null, () => $"{verb} letter {Message.Id}", () =>
        {
            if (letter.Holder != holder || world.Faulty(Fault.LockExpiry, Failing, Place))
                throw new LockLostException($"The lock on letter {Message.Id} was lost.");
            if (world.Faulty(Fault.SettlementLost, Failing, Place))
                throw new TransportException("The settlement was lost.");
            world.Trace(Place, $"{verb} letter {Message.Id}");
            settle();
            if (world.Faulty(Fault.SettlementUnanswered, Failing, Place))
                throw new TransportException("The settlement was not answered.");
        }));
    }
}

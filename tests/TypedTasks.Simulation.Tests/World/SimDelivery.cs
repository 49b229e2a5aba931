using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

/// <summary>A message under lock in a simulated process.</summary>
internal sealed class SimDelivery(SimWorld world, SimProcess owner, SimMessage message) : IDelivery
{
    private const double Failing = 0.02;

    private readonly CancellationTokenSource lockLost = new();

    public TaskMessage Message { get; } = world.Broken is null ? message.Message : world.Broken.Delivered(message.Message);

    public SimMessage Source => message;

    public string Place => message.Place;

    public int DeliveryCount { get; } = message.Deliveries;

    /// <summary>Whether no worker runs it once more.</summary>
    public bool IsLast { get; } = message.AllDeliveries == world.MaxDeliveries - 1;

    public DateTimeOffset TakenAt { get; } = world.Now;

    public CancellationToken LockLost => lockLost.Token;

    public SimProcess Owner => owner;

    /// <summary>Whether an outcome of the step was recorded before it came, and its worker had to ask.</summary>
    public bool WasRecorded { get; init; }

    /// <summary>Whether its worker is through with it, one way or the other: nobody renews its lock any more.</summary>
    public bool IsDone { get; set; }

    /// <summary>Whether nobody else may have the message by now.</summary>
    public bool HoldsLock => message.Lock == this && !owner.IsDead;

    /// <summary>Whether it is what its line waits for.</summary>
    public bool HoldsLine => HoldsLock && !message.IsSettled;

    public void LoseLock()
    {
        if (owner.IsDead)
            return;
        lockLost.Cancel();
        world.Pauses.Join();
    }

    public async ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages)
    {
        if (world.Broken is { CountsWhatIsSentOn: true } && messages is [{ Deferral: var deferral }] && deferral > Message.Deferral)
        {
            await AbandonAsync();
            return;
        }

        var sends = world.Broken is null ? messages : await world.Broken.CompletingAsync(world, this, messages);
        await SettleAsync("complete", sends, () =>
        {
            world.Broker.Settle(message);
            foreach (var next in sends)
                world.Accept(next);
        });
    }

    public ValueTask AbandonAsync() => SettleAsync("abandon", [], () =>
    {
        // A store that stays away costs a line a delivery, which waits where it stands.
        if (owner.IsAborted || (message.Line is null && world.IsStoreAway))
            world.Violate(12, $"{Message.Id} loses a delivery because {(owner.IsAborted ? "its worker stops" : "the store is away")}", Place);
        world.Broker.GiveBack(message);
    });

    public ValueTask HandBackAsync() => SettleAsync("hand back", [], () =>
    {
        if (world.Broken is { HandsBack: false })
            world.Broker.Settle(message);
        else
            world.Broker.GiveBack(message, counts: false);
    });

    public ValueTask DeadLetterAsync(string reason, string description) =>
        SettleAsync("dead-letter", [], () => world.Broker.GiveUp(message, reason, description));

    private ValueTask SettleAsync(string verb, IReadOnlyList<TaskMessage> messages, Action settle) => new(world.AnswerAsync(
        owner,
        () => $"{verb} {Message.Id}, sends {messages.Count}",
        () =>
        {
            if (message.Lock != this)
                throw new LockLostException($"The lock on {Message.Id} was lost.");
            if (SimBroker.Refusal(messages) is { } refusal)
            {
                world.Violate(3, $"the broker refuses {refusal}", Place);
                throw new TransportException($"Refused: {refusal}.");
            }

            if (world.Faulty(Fault.SettlementLost, Failing, Place))
                throw new TransportException("The settlement was lost.");
            world.Trace(Place, $"{verb} {Message.Id}");
            settle();
            if (world.Faulty(Fault.SettlementUnanswered, Failing, Place))
                throw new TransportException("The settlement was not answered.");
        }));
}

using Microsoft.Extensions.Options;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Shared;

/// <summary>Tells the store what became of messages at the broker: that they are not owed any more, that they are kept there until they are handed off, and until when nobody needs to worry.</summary>
internal sealed class MessageNotes(FlowStore store, TimeProvider time, IOptions<TypedTasksOptions> options)
{
    // A pause that is shorter than any flow may be quiet for is not worth a write.
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(5);

    /// <summary>Whether the store keeps what lies at the broker.</summary>
    public bool AreKept { get; } = options.Value.RecordHandOffs && store.IsConfigured;

    /// <summary>What to record, before the broker is asked, of a hand-off; null where nothing is.</summary>
    /// <param name="key">The flow; null where nothing is kept of it.</param>
    /// <param name="done">The message that is handed off; null for what is sent outside of a delivery.</param>
    /// <param name="messages">What is sent.</param>
    /// <param name="owed">Which of it is owed.</param>
    public RecordHandOff? HandOff(FlowKey? key, TaskMessage? done, IReadOnlyList<TaskMessage> messages, IReadOnlyList<TaskMessage> owed) => AreKept && key is { } flow
        ? new(flow, done is null ? null : MessageIds.NameOf(done), [.. messages.Where(m => !owed.Contains(m))])
        : null;

    /// <summary>Says, in batches, that the broker has accepted a message that was owed.</summary>
    /// <param name="owed">The message, as it was sent.</param>
    /// <param name="isLate">Whether it may have become owed long ago: it is a sign of life then.</param>
    public void Accepted(TaskMessage owed, bool isLate)
    {
        store.WriteBehind(Acceptance(owed));
        if (isLate)
            store.WriteBehind(new ExpectSign(new(owed.FlowId, 0), TimeSpan.Zero));
        else
            Waits(owed);
    }

    /// <summary>What says that the broker has accepted a message that was owed.</summary>
    public StoreOperation Acceptance(TaskMessage owed) =>
        AreKept ? new KeepOwed(new(owed.FlowId, 0), MessageIds.NameOf(owed)) : new DeleteOwed(MessageIds.NameOf(owed));

    /// <summary>Says until when nothing needs to be heard of flows, where messages of them are sent that are due much later.</summary>
    public void Waits(IReadOnlyList<TaskMessage> messages)
    {
        for (var i = 0; i < messages.Count; i++)
            Waits(messages[i]);
    }

    /// <summary>Says that a flow is alive although nothing is recorded of it: its message was sent on.</summary>
    public void SentOn(TaskMessage message)
    {
        var pause = message.NotBefore is { } due ? due - time.GetUtcNow() : TimeSpan.Zero;
        if (store.IsConfigured)
            store.WriteBehind(new ExpectSign(new(message.FlowId, 0), pause > TimeSpan.Zero ? pause : TimeSpan.Zero));
    }

    private void Waits(TaskMessage message)
    {
        if (message.NotBefore is { } due && store.IsConfigured && due - time.GetUtcNow() is var pause && pause > LongPause)
            store.WriteBehind(new ExpectSign(new(message.FlowId, 0), pause));
    }
}

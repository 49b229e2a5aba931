using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Shared;

/// <summary>Tells the store what became of messages at the broker: that they are not owed any more, that they are kept there until they are handed off, and until when nobody needs to worry.</summary>
internal sealed class MessageNotes(FlowStore store, TimeProvider time)
{
    // A pause that is shorter than any flow may be quiet for is not worth a write.
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(5);

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
    public static StoreOperation Acceptance(TaskMessage owed) =>
        IsKept(owed) ? new KeepOwed(new(owed.FlowId, 0), MessageIds.NameOf(owed), owed.Deferral) : new DeleteOwed(owed.Id);

    /// <summary>Says, in batches, that the broker has settled a message that was handed off.</summary>
    public void Settled(TaskMessage message)
    {
        if (MessageIds.FullNameOf(message) is { } name)
            store.WriteBehind(new EndHandOff(new(message.FlowId, 0), name, message.Deferral));
    }

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

    // Told at a glance for those that are not.
    private static bool IsKept(TaskMessage owed) => owed.Body.Span.IndexOf("\"kept\":true"u8) >= 0 && EnvelopeReader.Read(owed).IsKept;

    private void Waits(TaskMessage message)
    {
        if (message.NotBefore is { } due && store.IsConfigured && due - time.GetUtcNow() is var pause && pause > LongPause)
            store.WriteBehind(new ExpectSign(new(message.FlowId, 0), pause));
    }
}

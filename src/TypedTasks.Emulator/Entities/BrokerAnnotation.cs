using System.Text;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>The annotations that belong to the broker, as encoded symbols.</summary>
internal static class BrokerAnnotation
{
    public static readonly byte[] SequenceNumber = Encode("x-opt-sequence-number");
    public static readonly byte[] EnqueuedTime = Encode("x-opt-enqueued-time");
    public static readonly byte[] LockedUntil = Encode("x-opt-locked-until");
    public static readonly byte[] EnqueuedSequenceNumber = Encode("x-opt-enqueue-sequence-number");
    public static readonly byte[] DeadLetterSource = Encode("x-opt-deadletter-source");
    public static readonly byte[] MessageState = Encode("x-opt-message-state");
    private static readonly byte[] ScheduledTime = Encode("x-opt-scheduled-enqueue-time");

    private static readonly byte[][] Owned =
        [SequenceNumber, EnqueuedTime, LockedUntil, EnqueuedSequenceNumber, DeadLetterSource, MessageState];

    public static bool Owns(ReadOnlySpan<byte> key)
    {
        foreach (var owned in Owned)
            if (key.SequenceEqual(owned))
                return true;
        return false;
    }

    public static bool IsScheduledTime(ReadOnlySpan<byte> key) => key.SequenceEqual(ScheduledTime);

    private static byte[] Encode(string name) =>
        [FormatCode.Symbol8, (byte)name.Length, .. Encoding.ASCII.GetBytes(name)];
}

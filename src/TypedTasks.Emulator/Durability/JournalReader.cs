using System.Buffers.Binary;
using System.Text;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Durability;

/// <summary>Reads a journal back. A frame that is not whole ends it: what follows was never acknowledged, or the disk is damaged.</summary>
internal sealed class JournalReader
{
    private const int MaxFrame = 512 * 1024 * 1024;

    public Dictionary<string, StoredEntity> Entities { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads all whole frames and returns where the last one ends.</summary>
    public long Read(Stream file)
    {
        var header = new byte[JournalWriter.FrameHeader];
        var end = 0L;
        while (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(header);
            if (length is <= 0 or > MaxFrame || length > file.Length - file.Position)
                break;
            var frame = new byte[length];
            file.ReadExactly(frame);
            if (JournalWriter.Checksum(frame) != BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)))
                break;
            Apply(frame);
            end = file.Position;
        }

        return end;
    }

    private static long Number(ref ReadOnlySpan<byte> rest)
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(rest);
        rest = rest[8..];
        return value;
    }

    private static byte Octet(ref ReadOnlySpan<byte> rest)
    {
        var value = rest[0];
        rest = rest[1..];
        return value;
    }

    private static ReadOnlySpan<byte> Bytes(ref ReadOnlySpan<byte> rest)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        var value = rest.Slice(4, Math.Max(0, length));
        rest = rest[(4 + value.Length)..];
        return value;
    }

    private static string? Text(ref ReadOnlySpan<byte> rest)
    {
        var isNull = BinaryPrimitives.ReadInt32LittleEndian(rest) < 0;
        var bytes = Bytes(ref rest);
        return isNull ? null : Encoding.UTF8.GetString(bytes);
    }

    private static BrokerMessage Message(ref ReadOnlySpan<byte> rest)
    {
        var (sequence, enqueuedSequence, enqueuedAt, expiresAt) = (Number(ref rest), Number(ref rest), Number(ref rest), Number(ref rest));
        var (deliveryCount, hops, state) = (Number(ref rest), Number(ref rest), (MessageState)Octet(ref rest));
        var source = Text(ref rest);
        return new BrokerMessage(MessageContent.Parse(Bytes(ref rest).ToArray()))
        {
            SequenceNumber = sequence,
            EnqueuedSequenceNumber = enqueuedSequence,
            EnqueuedAt = enqueuedAt,
            ExpiresAt = expiresAt,
            DeliveryCount = (uint)deliveryCount,
            Hops = (int)hops,
            State = state,
            IsDeferred = state == MessageState.Deferred,
            DeadLetterSource = source,
            IsLogged = true,
        };
    }

    private void Apply(ReadOnlySpan<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            var record = (JournalRecord)Octet(ref rest);
            var path = Text(ref rest)!;
            if (!Entities.TryGetValue(path, out var entity))
                Entities.Add(path, entity = new());
            switch (record)
            {
                case JournalRecord.Put:
                    var message = Message(ref rest);
                    entity.Messages[message.SequenceNumber] = message;
                    entity.LastSequence = Math.Max(entity.LastSequence, message.SequenceNumber);
                    break;
                case JournalRecord.Update:
                    var (sequence, count, deferred) = (Number(ref rest), Number(ref rest), Octet(ref rest) != 0);
                    if (!entity.Messages.TryGetValue(sequence, out var known))
                        break;
                    known.DeliveryCount = (uint)count;
                    known.IsDeferred = deferred;
                    known.State = deferred ? MessageState.Deferred : MessageState.Active;
                    break;
                case JournalRecord.Delete:
                    entity.Messages.Remove(Number(ref rest));
                    break;
                case JournalRecord.Remember:
                    entity.Seen.Add((Bytes(ref rest).ToArray(), Number(ref rest)));
                    break;
                case JournalRecord.SessionState:
                    ReadSessionState(entity, ref rest);
                    break;
                case JournalRecord.Sequence:
                    entity.LastSequence = Math.Max(entity.LastSequence, Number(ref rest));
                    break;
                case JournalRecord.Define:
                    entity.Description = Text(ref rest);
                    entity.IsUndefined = false;
                    break;
                case JournalRecord.Undefine:
                    Entities.Remove(path);
                    if (Octet(ref rest) != 0)
                        Entities.Add(path, new() { IsUndefined = true });
                    break;
                default:
                    throw new InvalidDataException($"The journal has a record of the unknown kind {(byte)record}: it was written by a newer version.");
            }
        }
    }

    private static void ReadSessionState(StoredEntity entity, ref ReadOnlySpan<byte> rest)
    {
        var (id, exists, state) = (Text(ref rest)!, Octet(ref rest) != 0, Bytes(ref rest).ToArray());
        if (exists)
            entity.SessionStates[id] = state;
        else
            entity.SessionStates.Remove(id);
    }
}

using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Durability;

/// <summary>Writes records, and closes them into frames with a length and a checksum.</summary>
internal sealed class JournalWriter
{
    public const int FrameHeader = 8;

    public AmqpWriter Buffer { get; } = new(4096);

    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var octet in bytes)
            crc = BitOperations.Crc32C(crc, octet);
        return ~crc;
    }

    /// <summary>Writes a message whose times are so many milliseconds ahead of those of the next start.</summary>
    public void Put(string path, BrokerMessage message, long ahead = 0)
    {
        Begin(JournalRecord.Put, path);
        Number(message.SequenceNumber);
        Number(message.EnqueuedSequenceNumber);
        Number(message.EnqueuedAt - ahead);
        Number(message.ExpiresAt == long.MaxValue ? long.MaxValue : message.ExpiresAt - ahead);
        Number(message.DeliveryCount);
        Number(message.Hops);
        Buffer.Byte((byte)(message.IsDeferred ? MessageState.Deferred : message.State == MessageState.Scheduled ? MessageState.Scheduled : MessageState.Active));
        Text(message.DeadLetterSource);
        Bytes(message.Content.Bytes);
    }

    public void Update(string path, BrokerMessage message)
    {
        Begin(JournalRecord.Update, path);
        Number(message.SequenceNumber);
        Number(message.DeliveryCount);
        Buffer.Byte(message.IsDeferred ? (byte)1 : (byte)0);
    }

    public void Delete(string path, long sequenceNumber)
    {
        Begin(JournalRecord.Delete, path);
        Number(sequenceNumber);
    }

    public void Remember(string path, ReadOnlySpan<byte> id, long seenAt)
    {
        Begin(JournalRecord.Remember, path);
        Bytes(id);
        Number(seenAt);
    }

    public void SessionState(string path, string sessionId, byte[]? state)
    {
        Begin(JournalRecord.SessionState, path);
        Text(sessionId);
        Buffer.Byte(state is null ? (byte)0 : (byte)1);
        Bytes(state ?? []);
    }

    public void Sequence(string path, long last)
    {
        Begin(JournalRecord.Sequence, path);
        Number(last);
    }

    public void Define(string path, string description)
    {
        Begin(JournalRecord.Define, path);
        Text(description);
    }

    public void Undefine(string path, bool isDeclared)
    {
        Begin(JournalRecord.Undefine, path);
        Buffer.Byte(isDeclared ? (byte)1 : (byte)0);
    }

    /// <summary>Moves the records into a frame at the end of another buffer.</summary>
    public void CloseFrame(AmqpWriter target)
    {
        if (Buffer.Length == 0)
            return;
        var header = target.Reserve(FrameHeader);
        BinaryPrimitives.WriteInt32LittleEndian(header, Buffer.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Checksum(Buffer.Written));
        target.Raw(Buffer.Written);
        Buffer.Reset(1024 * 1024);
    }

    private void Begin(JournalRecord record, string path)
    {
        Buffer.Byte((byte)record);
        Text(path);
    }

    private void Number(long value) => BinaryPrimitives.WriteInt64LittleEndian(Buffer.Reserve(8), value);

    private void Text(string? text)
    {
        if (text is null)
        {
            BinaryPrimitives.WriteInt32LittleEndian(Buffer.Reserve(4), -1);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteInt32LittleEndian(Buffer.Reserve(4), length);
        Encoding.UTF8.GetBytes(text, Buffer.Reserve(length));
    }

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Buffer.Reserve(4), bytes.Length);
        Buffer.Raw(bytes);
    }
}

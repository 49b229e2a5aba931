using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp.Performatives;

/// <summary>An outcome and the transaction it belongs to, if any.</summary>
internal readonly ref struct DeliveryState(byte code, Outcome? outcome, ReadOnlySpan<byte> transactionId)
{
    /// <summary>The descriptor of the outcome; zero for none.</summary>
    public byte Code { get; } = code;

    public Outcome? Outcome { get; } = outcome;

    public ReadOnlySpan<byte> TransactionId { get; } = transactionId;

    public static DeliveryState Read(scoped ref AmqpReader reader)
    {
        if (reader.ReadNull())
            return default;
        var descriptor = reader.ReadDescriptor();
        switch (descriptor)
        {
            case Descriptor.Accepted:
                reader.Skip();
                return new(Descriptor.Accepted, Outcome.Complete, default);
            case Descriptor.Released:
                reader.Skip();
                return new(Descriptor.Released, Outcome.Release, default);
            case Descriptor.Rejected:
                return new(Descriptor.Rejected, ReadRejected(AmqpValueReader.Read(ref reader)), default);
            case Descriptor.Modified:
                return new(Descriptor.Modified, ReadModified(AmqpValueReader.Read(ref reader)), default);
            case Descriptor.TransactionalState:
                var count = reader.ReadListHeader(out var end);
                var id = count > 0 ? reader.ReadBytes() : default;
                var inner = count > 1 ? Read(ref reader) : default;
                reader.Seek(end);
                return new(inner.Code, inner.Outcome, id);
            default:
                reader.Skip();
                return default;
        }
    }

    public static ReadOnlySpan<byte> ReadTransactionId(scoped ref AmqpReader reader)
    {
        if (reader.ReadNull())
            return default;
        if (reader.ReadDescriptor() != Descriptor.TransactionalState)
        {
            reader.Skip();
            return default;
        }

        var count = reader.ReadListHeader(out var end);
        var id = count > 0 ? reader.ReadBytes() : default;
        reader.Seek(end);
        return id;
    }

    private static Outcome ReadRejected(object? value)
    {
        var error = (value as List<object?> is { Count: > 0 } fields ? fields[0] : null) as Described;
        var info = error?.Field(2) as AmqpMap;
        var reason = info?["DeadLetterReason"] as string;
        var description = info?["DeadLetterErrorDescription"] as string;
        // A plain rejection has no reason of Service Bus; its own condition is what there is to say.
        if (error?.Field(0) is Symbol condition && condition.Text != ErrorCondition.DeadLetter && reason is null)
            (reason, description) = (condition.Text, error.Field(1) as string);
        return Outcome.DeadLetter(reason, description, Strings(info));
    }

    private static Outcome ReadModified(object? value)
    {
        var fields = value as List<object?> ?? [];
        var elsewhere = fields.Count > 1 && fields[1] is true;
        var properties = fields.Count > 2 ? Strings(fields[2] as AmqpMap) : [];
        return elsewhere || properties.Count > 0
            ? new(elsewhere ? OutcomeKind.Defer : OutcomeKind.Abandon, properties)
            : Outcome.Abandon;
    }

    private static List<KeyValuePair<string, object?>> Strings(AmqpMap? map)
    {
        var properties = new List<KeyValuePair<string, object?>>();
        foreach (var (key, value) in map ?? [])
        {
            var name = key is Symbol symbol ? symbol.Text : key as string;
            if (name is not null and not ("DeadLetterReason" or "DeadLetterErrorDescription"))
                properties.Add(new(name, value));
        }

        return properties;
    }
}

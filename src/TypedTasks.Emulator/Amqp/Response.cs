using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp;

/// <summary>An answer in the form of management nodes; claims-based security spells its two fields differently.</summary>
internal sealed record Response(int Status, string Description, string? Condition = null, object? Body = null)
{
    public bool IsClaimsBased { get; init; }

    public static Response Ok(object? body = null) => new(200, "OK", Body: body);

    public static Response NoContent(object? body = null) => new(204, "No content", Body: body);

    public static Response Failed(int status, string condition, string description) => new(status, description, condition);

    public byte[] Encode(Request request)
    {
        var writer = new AmqpWriter();
        writer.Describe(Descriptor.Properties);
        var properties = writer.BeginCompound(FormatCode.List32);
        for (var i = 0; i < 5; i++)
            writer.Null();
        // The id goes back as it came, whatever its type.
        writer.Value(request.MessageId ?? request.CorrelationId);
        writer.EndCompound(properties, 6);
        writer.Describe(Descriptor.ApplicationProperties);
        var fields = new AmqpMap
        {
            { IsClaimsBased ? "status-code" : "statusCode", Status },
            { IsClaimsBased ? "status-description" : "statusDescription", Description },
        };
        if (Condition is not null)
            fields.Put(IsClaimsBased ? "error-condition" : "errorCondition", new Symbol(Condition));
        writer.Value(fields);
        writer.Describe(Descriptor.AmqpValue);
        writer.Value(Body);
        return writer.ToArray();
    }
}

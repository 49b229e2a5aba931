using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>A request as its node sees it.</summary>
internal sealed record Request(object? MessageId, object? CorrelationId, string? ReplyTo, AmqpMap Properties, object? Body)
{
    /// <summary>The transaction that the request belongs to: what it changes is changed when that commits.</summary>
    public Transaction? Transaction { get; init; }

    /// <summary>The link that its sender works with otherwise, and which is in use by it.</summary>
    public string? AssociatedLink => Properties["associated-link-name"] as string;

    public string Operation => Properties["operation"] as string ?? "";

    /// <summary>The body as a map of arguments, which management operations take.</summary>
    public AmqpMap Arguments => Body as AmqpMap
        ?? throw new AmqpException(ErrorCondition.ArgumentError, "The body of the request must be a map.");

    public static Request Parse(byte[] payload)
    {
        var reader = new AmqpReader(payload);
        Described? properties = null;
        AmqpMap application = [];
        object? body = null;
        while (!reader.AtEnd)
        {
            var section = reader.ReadDescriptor();
            if (section is Descriptor.Properties)
                properties = new Described(section, AmqpValueReader.Read(ref reader));
            else if (section == Descriptor.ApplicationProperties)
                application = AmqpValueReader.Read(ref reader) as AmqpMap ?? application;
            else if (section is Descriptor.AmqpValue or Descriptor.Data)
                body = AmqpValueReader.Read(ref reader);
            else
                reader.Skip();
        }

        return new(properties?.Field(0), properties?.Field(5), properties?.Field(4) as string, application, body);
    }
}

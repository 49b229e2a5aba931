namespace TypedTasks.Emulator.Codec;

/// <summary>A refusal that travels to the peer as an AMQP error.</summary>
#pragma warning disable CA1064 // It never leaves the assembly.
internal sealed class AmqpException(string condition, string description) : Exception(description)
{
    public string Condition { get; } = condition;

    public AmqpError ToError() => new(Condition, Message);
}

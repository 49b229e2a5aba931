namespace TypedTasks.Emulator.Codec;

/// <summary>An AMQP symbol, kept apart from a string.</summary>
internal readonly record struct Symbol(string Text)
{
    public override string ToString() => Text;
}

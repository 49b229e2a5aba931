namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>A property of the message.</summary>
internal sealed record SqlProperty(bool IsSystem, string Name) : SqlNode
{
    public override object? Evaluate(MessageView message) => IsSystem ? message.System(Name) : message.User(Name);

    public bool Exists(MessageView message) => IsSystem ? message.HasSystem(Name) : message.HasUser(Name);
}

namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>Decides whether a subscription wants a message.</summary>
internal interface IFilter
{
    bool Matches(MessageView message);
}

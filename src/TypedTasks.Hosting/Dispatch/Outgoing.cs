using TypedTasks.Engine;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>The messages that one hand-off sends, each once, and which of them the store owes until they are sent.</summary>
internal sealed class Outgoing(IReadOnlyList<TaskMessage> first)
{
    private List<TaskMessage>? more;
    private List<string>? owed;

    public IReadOnlyList<TaskMessage> Messages => more ?? first;

    /// <summary>Message ids that were owed and are sent by this hand-off.</summary>
    public IReadOnlyList<string> Owed => owed ?? (IReadOnlyList<string>)[];

    public void Add(Effects effects)
    {
        if (effects.Sends.Count > 0)
            All().AddRange(effects.Sends);
        foreach (var message in effects.Owed)
            AddOwed(message);
    }

    public void AddOwed(TaskMessage? message)
    {
        if (message is null || Messages.Any(m => m.Id == message.Id))
            return;
        All().Add(message);
        (owed ??= []).Add(message.Id);
    }

    private List<TaskMessage> All() => more ??= [.. first];
}

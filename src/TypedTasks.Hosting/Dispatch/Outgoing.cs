using TypedTasks.Engine;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>The messages that one hand-off sends, each once, and which of them the store owes until they are sent.</summary>
internal sealed class Outgoing(IReadOnlyList<TaskMessage> first)
{
    private List<TaskMessage>? more;
    private List<TaskMessage>? owed;
    private List<string>? passedOn;

    public IReadOnlyList<TaskMessage> Messages => more ?? first;

    /// <summary>Those that were owed.</summary>
    public IReadOnlyList<TaskMessage> Owed => owed ?? (IReadOnlyList<TaskMessage>)[];

    public void Add(Effects effects)
    {
        if (effects.Sends.Count > 0)
            All().AddRange(effects.Sends);
        foreach (var message in effects.Owed)
            AddOwed(message);
    }

    /// <summary>Adds a message that stood in line for what the step gives back.</summary>
    public void AddPassedOn(TaskMessage? message)
    {
        if (message is null)
            return;
        AddOwed(message);
        (passedOn ??= []).Add(message.Id);
    }

    /// <summary>Whether a message stood in line, perhaps for long.</summary>
    public bool IsPassedOn(TaskMessage message) => passedOn?.Contains(message.Id) == true;

    public void AddOwed(TaskMessage? message)
    {
        if (message is null || Messages.Any(m => m.Id == message.Id))
            return;
        All().Add(message);
        (owed ??= []).Add(message);
    }

    /// <summary>Sends what is recorded in the place of what was made.</summary>
    /// <param name="made">Messages of this hand-off.</param>
    /// <param name="recorded">What to send for each of them.</param>
    public void SendInstead(IReadOnlyList<TaskMessage> made, IReadOnlyList<TaskMessage> recorded)
    {
        for (var i = 0; i < made.Count; i++)
        {
            if (!ReferenceEquals(made[i], recorded[i]))
                All()[All().IndexOf(made[i])] = recorded[i];
        }
    }

    private List<TaskMessage> All() => more ??= [.. first];
}

using TypedTasks.Engine;
using TypedTasks.Transport;
using TypedTasks.Wire;

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

    /// <summary>Whether the message that is handed off is kept until it is settled.</summary>
    public bool IsKept { get; set; }

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
        if (message is null)
            return;
        message = SentOn.Resumed(message);
        if (Messages.Any(m => m.Id == message.Id))
            return;
        All().Add(message);
        (owed ??= []).Add(message);
    }

    /// <summary>Sends what is recorded in the place of what was made.</summary>
    /// <param name="made">Messages of this hand-off.</param>
    /// <param name="recorded">What to send of them.</param>
    public void SendInstead(IReadOnlyList<TaskMessage> made, IReadOnlyList<TaskMessage> recorded)
    {
        if (made.SequenceEqual(recorded))
            return;
        var all = All();
        all.RemoveAll(made.Contains);
        all.AddRange(recorded);
    }

    private List<TaskMessage> All() => more ??= [.. first];
}

using TypedTasks.Engine;
using TypedTasks.Paths;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Shared;

/// <summary>Tells the messages that a retry of their flow would have to send again.</summary>
internal static class Retries
{
    /// <summary>Keeps a message for a retry, under its name: however often it was sent on, one retry sends it once. Null for one that no retry sends: of a side branch, a compensation, or a time-out.</summary>
    /// <param name="key">The flow.</param>
    /// <param name="message">The message.</param>
    /// <param name="isTooLate">Whether what followed from it came after the time-out of a scope above: then a time-out has to be told again as well.</param>
    public static ParkMessage? Park(FlowKey key, TaskMessage message, bool isTooLate = false) =>
        (message.Subject == Messages.LimitSubject && !isTooLate) || message.Step.AsSpan().IndexOfAny(StepPath.SideLevel, StepPath.CompensationLevel) >= 0
            ? null
            : new(key, message with { Id = MessageIds.NameOf(message) }, CarriedMessage.Create);

    /// <summary>The flow in which something has failed by these effects, or null.</summary>
    public static FlowKey? FailedKey(Effects effects)
    {
        if (effects.Finish is { State: FlowState.Failed } finish)
            return finish.Key;
        foreach (var member in effects.Members)
        {
            if (!member.Operation.Outcome.Succeeded)
                return member.Operation.Key;
        }

        return null;
    }

    /// <summary>The flow of a message, where the store keeps it. Told before the message is read: what is not kept is the cheapest there is.</summary>
    public static FlowKey? StoredKey(TaskMessage message) =>
        message.Body.Span.IndexOf("\"stored\":true"u8) >= 0 && EnvelopeReader.Read(message) is { Stored: true } envelope
            ? envelope.Key
            : null;
}

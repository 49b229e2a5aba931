using TypedTasks.Security;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Protection;

/// <summary>Hides what messages and the store carry of values, and shows it again. Ids, names, paths, times and hashes stay: decisions and people go by them.</summary>
internal sealed class Cover(IValueProtector protector)
{
    public ReadOnlyMemory<byte> Hide(ReadOnlyMemory<byte> value) => ProtectedForm.Protect(protector, value);

    public TaskMessage Hide(TaskMessage message) => message with { Body = Hide(message.Body) };

    public IReadOnlyList<TaskMessage> Hide(IReadOnlyList<TaskMessage> messages)
    {
        if (messages.Count == 0)
            return messages;
        var hidden = new TaskMessage[messages.Count];
        for (var i = 0; i < hidden.Length; i++)
            hidden[i] = Hide(messages[i]);
        return hidden;
    }

    /// <exception cref="TransportException">The protector cannot do it now.</exception>
    public IReadOnlyList<TaskMessage> HideToSend(IReadOnlyList<TaskMessage> messages)
    {
        try
        {
            return Hide(messages);
        }
        catch (Exception e)
        {
            throw new TransportException($"The value protector cannot protect a message: {e.Message}", e);
        }
    }

    public TaskMessage? HideIfAny(TaskMessage? message) => message is null ? null : Hide(message);

    public RecordedOutcome Hide(RecordedOutcome outcome) => outcome.Failure is { } failure
        ? outcome with { Failure = Hide(failure) }
        : outcome with { Value = outcome.Value.Kind == ValueKind.Inline ? outcome.Value with { Json = Hide(outcome.Value.Json) } : outcome.Value };

    public StepRecord Hide(StepRecord step) => step with
    {
        ProgressText = ProtectedForm.Protect(protector, step.ProgressText),
        Failure = step.Failure is { } failure ? Hide(failure) : default(ReadOnlyMemory<byte>?),
    };

    public RetryDecision Hide(RetryDecision decision) => decision with
    {
        Messages = Hide(decision.Messages),
        Compensation = HideIfAny(decision.Compensation),
    };

    public ReadOnlyMemory<byte> Show(ReadOnlyMemory<byte> value) => ProtectedForm.Unprotect(protector, value);

    /// <summary>Shows a value that a store has read.</summary>
    public byte[]? Show(byte[]? value)
    {
        if (value is null)
            return null;
        var shown = Show(value.AsMemory());
        return System.Runtime.InteropServices.MemoryMarshal.TryGetArray(shown, out var segment) && segment.Count == segment.Array!.Length
            ? segment.Array
            : shown.ToArray();
    }

    public TaskMessage Show(TaskMessage message) => message with { Body = Show(message.Body) };

    public TaskMessage? ShowIfAny(TaskMessage? message) => message is null ? null : Show(message);

    public IReadOnlyList<TaskMessage> Show(IReadOnlyList<TaskMessage> messages) => messages.Count == 0 ? messages : [.. messages.Select(Show)];

    public RecordedOutcome Show(RecordedOutcome outcome) => outcome.Failure is { } failure
        ? outcome with { Failure = Show(failure) }
        : outcome with { Value = outcome.Value.Kind == ValueKind.Inline ? outcome.Value with { Json = Show(outcome.Value.Json) } : outcome.Value };

    public IReadOnlyList<RecordedOutcome> Show(IReadOnlyList<RecordedOutcome> outcomes)
    {
        if (outcomes.Count == 0)
            return outcomes;
        var shown = new RecordedOutcome[outcomes.Count];
        for (var i = 0; i < shown.Length; i++)
            shown[i] = Show(outcomes[i]);
        return shown;
    }

    public JoinProgress Show(JoinProgress progress) => progress with { Outcome = Show(progress.Outcome) };

    public JoinRecord Show(JoinRecord join) => join with
    {
        Member = join.Member is { } member ? Show(member) : null,
        DecidingOutcome = Show(join.DecidingOutcome),
        Owed = Show(join.Owed),
    };

    public FlowRecord Show(FlowRecord flow) => flow with { Outcome = Show(flow.Outcome), Owed = ShowIfAny(flow.Owed) };

    public IReadOnlyList<StepRecord> Show(IReadOnlyList<StepRecord> steps) => [.. steps.Select(Show)];

    public IReadOnlyList<ActiveStep> Show(IReadOnlyList<ActiveStep> steps) => [.. steps.Select(s => s with { Step = Show(s.Step) })];

    public IReadOnlyList<MemberEnd> Show(IReadOnlyList<MemberEnd> members) =>
        [.. members.Select(m => m with { Failure = m.Failure is { } failure ? Show(failure) : default(ReadOnlyMemory<byte>?) })];

    public IReadOnlyList<JoinGlance> Show(IReadOnlyList<JoinGlance> joins) => [.. joins.Select(j => j with { Failed = Show(j.Failed) })];

    public IReadOnlyList<FlowRecord> Show(IReadOnlyList<FlowRecord> flows) => [.. flows.Select(Show)];

    public StepRecord Show(StepRecord step) => step with
    {
        ProgressText = ProtectedForm.Unprotect(protector, step.ProgressText),
        Failure = step.Failure is { } failure ? Show(failure) : default(ReadOnlyMemory<byte>?),
    };
}

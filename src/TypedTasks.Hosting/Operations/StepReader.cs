using System.Diagnostics;
using TypedTasks.Hosting.Client;
using TypedTasks.Hosting.Shared;
using TypedTasks.Operations;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Operations;

/// <summary>Reads a step with its values, as far as the store has them.</summary>
internal sealed class StepReader(FlowStore store, OutlineReader outlines, ValueView view)
{
    // A list of more is not put together to be looked at.
    private const int MostJoined = 1000;
    private const int MostMessages = 10;

    public async ValueTask<StepDetails?> ReadAsync(string flowId, string path, CancellationToken cancellationToken)
    {
        if (await outlines.FindAsync(flowId, path, cancellationToken).ConfigureAwait(false) is not var (record, node) || node.Call is not { } call)
            return null;
        var steps = await store.QueryAsync(new ReadStepsAt(flowId, [path]), cancellationToken).ConfigureAwait(false);
        var status = steps.Count > 0 ? FlowBrowser.Describe(steps[0]) : new StepStatus(path, call.Name, StepState.Unknown, 0, null, null, null, null, null, null);
        var message = await MessageAsync(flowId, path, call, cancellationToken).ConfigureAwait(false);
        return new(flowId, status)
        {
            Queue = call.QueueName,
            Arguments = view.Arguments(call),
            Input = message is null ? null : await InputAsync(record, call, message, cancellationToken).ConfigureAwait(false),
            Result = await ResultAsync(record, path, call, cancellationToken).ConfigureAwait(false),
            Fingerprint = status.Failure is { } failure ? FailureKind.Of(failure).Fingerprint : null,
            TraceId = message?.TraceParent is { } parent && ActivityContext.TryParse(parent, null, out var context) ? context.TraceId.ToHexString() : null,
            Headers = call.Options?.Headers is { } headers ? headers : System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty,
        };
    }

    /// <summary>What has arrived at a step, as JSON; null where the store does not have it.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> RawInputAsync(string flowId, string path, CancellationToken cancellationToken)
    {
        if (await outlines.FindAsync(flowId, path, cancellationToken).ConfigureAwait(false) is not var (record, node) || node.Call is not { } call)
            return null;
        return await MessageAsync(flowId, path, call, cancellationToken).ConfigureAwait(false) is { } message && ReadEnvelope(message) is { } envelope && !IsLong(envelope.Input)
            ? await ValueReader.ReadAsync(store, record.Key, envelope.Input, cancellationToken).ConfigureAwait(false)
            : null;
    }

    private async ValueTask<TaskMessage?> MessageAsync(string flowId, string path, StepCall call, CancellationToken cancellationToken)
    {
        var messages = await store.QueryAsync(new ReadStepMessages(flowId, path, MostMessages), cancellationToken).ConfigureAwait(false);
        return messages.LastOrDefault(m => m.Subject == call.Name && !m.Body.IsEmpty);
    }

    private async ValueTask<ShownValue?> InputAsync(FlowRecord record, StepCall call, TaskMessage message, CancellationToken cancellationToken)
    {
        if (ReadEnvelope(message) is not { } envelope)
            return new(null, 0, "Its message cannot be read here.");
        if (envelope.Input.Kind == ValueKind.None)
            return null;
        return IsLong(envelope.Input)
            ? new(null, 0, $"It is a list of {envelope.Input.Count} results: look at the members.")
            : await ShowAsync(record, envelope.Input, json => view.Input(call, record.Tasks, json), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ShownValue?> ResultAsync(FlowRecord record, string path, StepCall call, CancellationToken cancellationToken)
    {
        var value = await RecordedAsync(record, path, cancellationToken).ConfigureAwait(false);
        return value.Kind is ValueKind.None or ValueKind.Freed || IsLong(value)
            ? null
            : await ShowAsync(record, value, json => view.Result(call, json), cancellationToken).ConfigureAwait(false);
    }

    // What a step yields is recorded where it is a member of a join, or the end of the flow.
    private async ValueTask<FlowValue> RecordedAsync(FlowRecord record, string path, CancellationToken cancellationToken)
    {
        if (path.Length == 0)
            return record.State == FlowState.Succeeded ? record.Outcome.Value : FlowValue.None;
        var parsed = StepPath.Parse(path);
        if (parsed.Level is not null)
            return FlowValue.None;
        var above = parsed.Parent;
        if (await outlines.FindAsync(record.Key.FlowId, above.Text, cancellationToken).ConfigureAwait(false) is not var (_, parent))
            return FlowValue.None;
        if (parent.Join is not null)
            return await store.ExecuteAsync(new GetMember(record.Key, above.Text, parsed.Index), cancellationToken).ConfigureAwait(false) is { Member: { Succeeded: true } member } ? member.Value : FlowValue.None;
        return parent.NextOf(parsed.Index) is null ? await RecordedAsync(record, above.Text, cancellationToken).ConfigureAwait(false) : FlowValue.None;
    }

    private async ValueTask<ShownValue> ShowAsync(FlowRecord record, FlowValue value, Func<ReadOnlyMemory<byte>, ShownValue> show, CancellationToken cancellationToken)
    {
        try
        {
            return show(await ValueReader.ReadAsync(store, record.Key, value, cancellationToken).ConfigureAwait(false));
        }
        catch (FlowFormatException e)
        {
            return new(null, 0, e.Message);
        }
        catch (StoreException) when (record.IsTerminal)
        {
            return new(null, 0, "It is not kept any more.");
        }
    }

    private static Envelope? ReadEnvelope(TaskMessage message)
    {
        try
        {
            return EnvelopeReader.Read(message);
        }
        catch (FlowFormatException)
        {
            return null;
        }
    }

    private static bool IsLong(FlowValue value) => value.Kind is ValueKind.Joined or ValueKind.JoinedOutcomes or ValueKind.JoinedChunks && value.Count > MostJoined;
}

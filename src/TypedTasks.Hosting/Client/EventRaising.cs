using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Hosting.Sending;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Client;

/// <summary>Records events, and sends what they let go on.</summary>
internal sealed class EventRaising(FlowStore store, TaskCatalog catalog, Outbox outbox, Nonces nonces)
{
    private const int MaxValue = 64 * 1024;

    public async ValueTask<RaiseResult<T>> RaiseAsync<T>(string flowId, TaskEvent<T> taskEvent, T value, string key, CancellationToken cancellationToken)
    {
        var raised = await RaiseAsync(flowId, taskEvent.Name, key, Json(taskEvent, value), cancellationToken).ConfigureAwait(false);
        return Result(taskEvent, raised);
    }

    public async ValueTask<RaiseResult<T>> RaiseAsync<T>(TaskEvent<T> taskEvent, string key, T value, CancellationToken cancellationToken)
    {
        var json = Json(taskEvent, value);
        var (flowId, refusal) = await FindAsync(taskEvent.Name, key, cancellationToken).ConfigureAwait(false);
        return flowId is null
            ? new(null, taskEvent.Name, refusal)
            : Result(taskEvent, await RaiseAsync(flowId, taskEvent.Name, key, json, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Raises an event whose value is JSON already.</summary>
    public async ValueTask<RaisedEvent> RaiseAsync(string flowId, string name, string key, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var raised = await RecordAsync(flowId, name, key, json, cancellationToken).ConfigureAwait(false);
        if (raised.Owed is { } owed)
            await outbox.SendOwedAsync(raised.Key, [owed], cancellationToken).ConfigureAwait(false);
        return raised;
    }

    /// <summary>Records an event and sends nothing: what it lets go on is owed, and upkeep of a process with a broker sends it.</summary>
    public ValueTask<RaisedEvent> RecordAsync(string flowId, string name, string key, ReadOnlyMemory<byte> json, CancellationToken cancellationToken) =>
        store.ExecuteAsync(new RaiseEvent(flowId, name, key, nonces.Next(), json), cancellationToken);

    /// <summary>The flow that an event under a key is for, or why there is none.</summary>
    public async ValueTask<(string? FlowId, RaiseOutcome Refusal)> FindAsync(string name, string key, CancellationToken cancellationToken)
    {
        var found = await store.QueryAsync(new FindWaits(name, key, 2), cancellationToken).ConfigureAwait(false);
        return found switch
        {
            [] => (null, RaiseOutcome.KeyUnknown),
            [{ IsUndecided: true }, { IsUndecided: true }] => (null, RaiseOutcome.KeyAmbiguous),
            _ => (found[0].FlowId, default),
        };
    }

    /// <summary>The value as JSON.</summary>
    /// <exception cref="ArgumentException">It cannot be written, or is too large.</exception>
    public byte[] Json<T>(TaskEvent<T> taskEvent, T value)
    {
        byte[] json;
        try
        {
            json = new GivenValue<T>(value).ToJson(catalog.Json).ToArray();
        }
        catch (Exception e)
        {
            // Getters and converters of the user's types run here, and may throw anything.
            throw new ArgumentException(
                $"The value of event '{taskEvent.Name}' cannot be written as JSON: {ExceptionText.MessageOf(e)} Pass plain data; where reflection is off, add the type to the assembly's JsonSerializerContext.",
                nameof(value),
                e);
        }

        return json.Length <= MaxValue
            ? json
            : throw new ArgumentException($"The value of event '{taskEvent.Name}' has {json.Length} bytes as JSON; at most {MaxValue} are taken. Keep it elsewhere, and say where.", nameof(value));
    }

    private RaiseResult<T> Result<T>(TaskEvent<T> taskEvent, RaisedEvent raised)
    {
        var result = new RaiseResult<T>(raised.Key.FlowId, taskEvent.Name, raised.Answer);
        if (raised.Outcome is not { Succeeded: true, Value.Kind: ValueKind.Inline } outcome)
            return result;
        try
        {
            var info = (JsonTypeInfo<T>)catalog.Json.GetTypeInfo(typeof(T));
            return result with { HasValue = true, Value = JsonSerializer.Deserialize(outcome.Value.Json.Span, info) };
        }
        catch (Exception e)
        {
            throw new TaskResultException($"Event '{taskEvent.Name}' of flow {raised.Key.FlowId} is recorded with a value that cannot be read here: {ExceptionText.MessageOf(e)} {result}", e);
        }
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using TypedTasks.Generated;
using TypedTasks.Hosting.Shared;
using TypedTasks.Operations;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Operations;

/// <summary>Lists what flows wait for, with what is to be said.</summary>
internal sealed class WaitReader(FlowStore store, OutlineReader outlines, TaskCatalog catalog, IEnumerable<ITaskRegistry> registries)
{
    private readonly Dictionary<string, Type> types = registries.SelectMany(static r => r.Events).DistinctBy(static e => e.Name).ToDictionary(static e => e.Name, static e => e.Value, StringComparer.Ordinal);
    // A text is read by a converter of ours, of which the library knows no schema.
    private static readonly JsonSchemaExporterOptions Texts = new()
    {
        TransformSchemaNode = static (context, schema) => context.TypeInfo.Type != typeof(string) || schema is JsonObject
            ? schema
            : new JsonObject { ["type"] = context.PropertyInfo is { IsSetNullable: false } or { AssociatedParameter.IsNullable: false } ? "string" : new JsonArray("string", "null") },
    };

    private readonly ConcurrentDictionary<string, string> schemas = new(StringComparer.Ordinal);

    public async ValueTask<WaitPage> ReadAsync(string? eventName, int pageSize, string? continuationToken, CancellationToken cancellationToken)
    {
        var after = continuationToken is null ? null : PageTokens.ReadWait(continuationToken);
        var found = await store.QueryAsync(new FindOpenWaits(null, eventName, after, pageSize + 1), cancellationToken).ConfigureAwait(false);
        List<WaitEntry> waits = [];
        foreach (var wait in found.Take(pageSize))
            waits.Add(await DescribeAsync(wait, cancellationToken).ConfigureAwait(false));
        return new(waits, found.Count > pageSize ? PageTokens.OfWait(found[pageSize - 1]) : null);
    }

    /// <summary>Says what of a value is wrong, as JSON of an event; null where nothing is, or this process does not know the event.</summary>
    public string? Refusal(string eventName, ReadOnlySpan<byte> json)
    {
        if (!types.TryGetValue(eventName, out var type))
            return null;
        try
        {
            JsonSerializer.Deserialize(json, catalog.Json.GetTypeInfo(type));
            return null;
        }
        catch (Exception e)
        {
            // Constructors and converters of the user's types run here, and may throw anything.
            return $"The value is none of event '{eventName}': {ExceptionText.MessageOf(e)}";
        }
    }

    private async ValueTask<WaitEntry> DescribeAsync(AwaitedEvent wait, CancellationToken cancellationToken)
    {
        var found = await outlines.FindAsync(wait.FlowId, wait.Path!, cancellationToken).ConfigureAwait(false);
        var within = found?.Node.Wait?.Within;
        var until = within is { } time && wait.OpenedAt is { } since ? StoreTime.After(since, time) : found?.Record.Deadline;
        return new(
            wait.FlowId,
            found?.Record.Name,
            wait.Event,
            wait.Key.Length == 0 ? null : wait.Key,
            wait.Path!,
            wait.OpenedAt,
            until < found?.Record.Deadline ? until : found?.Record.Deadline,
            types.TryGetValue(wait.Event, out var type) ? schemas.GetOrAdd(wait.Event, static (_, of) => of.Options.GetJsonSchemaAsNode(of.Type, Texts).ToJsonString(), (Options: catalog.Json, Type: type)) : null);
    }
}

using System.Collections.Concurrent;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Shared;

/// <summary>Plans that this worker has read, by hash or, when they ride inline, by content.</summary>
internal sealed class PlanCache(FlowStore store)
{
    // Plans differ in their arguments, so most are seen by a few messages only; a full cache starts over.
    private const int MaxPlans = 10_000;
    private const long MaxBytes = 64 * 1024 * 1024;

    private static ReadOnlySpan<byte> StartOfStep => "{\"t\":"u8;

    private readonly ConcurrentDictionary<string, PlanReference> byHash = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ReadOnlyMemory<byte>, PlanReference> byContent = new(ContentComparer.Instance);
    private long bytes;
    private int plans;

    /// <exception cref="FlowFormatException">The plan cannot be read, or the store does not have it.</exception>
    public ValueTask<PlanReference> GetAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        if (envelope.PlanHash is { } hash)
            return GetAsync(hash, cancellationToken);

        // One step is one message, mostly: reading its plan costs less than looking for it.
        if (envelope.Plan.Span.StartsWith(StartOfStep))
            return new(PlanReference.Read(envelope.Plan, inline: true));
        if (byContent.TryGetValue(envelope.Plan, out var plan))
            return new(plan);

        // A copy: the original is part of a whole message's body.
        plan = PlanReference.Read(envelope.Plan.ToArray(), inline: true);
        MakeRoom(plan);
        byContent[plan.Json] = plan;
        return new(plan);
    }

    /// <summary>A plan of the store, by its hash.</summary>
    /// <exception cref="FlowFormatException">The plan cannot be read, or the store does not have it.</exception>
    public ValueTask<PlanReference> GetAsync(string hash, CancellationToken cancellationToken) =>
        byHash.TryGetValue(hash, out var known) ? new(known) : LoadAsync(hash, cancellationToken);

    /// <summary>Brings in the plans that tasks of a flow returned, as far as a path lies in them.</summary>
    /// <exception cref="FlowFormatException">The store does not have one of them.</exception>
    public ValueTask<Flow> WithLevelsAsync(Flow flow, StepPath path, CancellationToken cancellationToken)
    {
        List<string>? levels = null;
        var segments = path.Segments;
        while (segments.MoveNext())
        {
            if (segments.Level is not (StepPath.PlanLevel or StepPath.CompensationLevel))
                continue;
            var level = path.Text[..segments.Position];
            if (!flow.Levels.ContainsKey(level))
                (levels ??= []).Add(level);
        }

        return levels is null ? new(flow) : WithAsync(flow, levels, cancellationToken);
    }

    private async ValueTask<Flow> WithAsync(Flow flow, List<string> levels, CancellationToken cancellationToken)
    {
        foreach (var level in levels)
            flow = flow with { Levels = flow.Levels.Add(level, await LevelAsync(flow.Key, level, cancellationToken).ConfigureAwait(false)) };
        return flow;
    }

    private async ValueTask<PlanReference> LevelAsync(FlowKey key, string level, CancellationToken cancellationToken)
    {
        // A flow may have been purged and its id given to another one.
        var name = $"{key}/{key.Seal?.Nonce}{level}";
        if (byHash.TryGetValue(name, out var known))
            return known;
        var json = await store.ExecuteAsync(new GetValue(key, Flow.LevelKey(level)), cancellationToken).ConfigureAwait(false)
            ?? throw new FlowFormatException($"The store has no plan of flow {key} at {level}.");
        var plan = PlanReference.Read(json, inline: false);
        MakeRoom(plan);
        return byHash.GetOrAdd(name, plan);
    }

    private async ValueTask<PlanReference> LoadAsync(string hash, CancellationToken cancellationToken)
    {
        var json = await store.ExecuteAsync(new GetPlan(hash), cancellationToken).ConfigureAwait(false)
            ?? throw new FlowFormatException(
                $"The store has no plan {hash}. Do this worker and the client that enqueued the flow use the same store?");
        var plan = PlanReference.Read(json, inline: false);
        MakeRoom(plan);
        return byHash.GetOrAdd(hash, plan);
    }

    private void MakeRoom(PlanReference plan)
    {
        var total = Interlocked.Add(ref bytes, plan.Json.Length);
        if (Interlocked.Increment(ref plans) < MaxPlans && total < MaxBytes)
            return;
        byHash.Clear();
        byContent.Clear();
        Interlocked.Exchange(ref bytes, plan.Json.Length);
        Interlocked.Exchange(ref plans, 1);
    }

    private sealed class ContentComparer : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        public static readonly ContentComparer Instance = new();

        public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<byte> value)
        {
            var hash = default(HashCode);
            hash.AddBytes(value.Span);
            return hash.ToHashCode();
        }
    }
}

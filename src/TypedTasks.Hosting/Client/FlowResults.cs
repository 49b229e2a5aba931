using System.Runtime.CompilerServices;
using TypedTasks.Engine;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Security;
using TypedTasks.Serialization;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Client;

/// <summary>Tells the members of the group at the end of a flow in the order in which they end. Each is read once: a look asks for what came after the last.</summary>
internal sealed class FlowResults(FlowStore store, CompletionWatch watch, TimeProvider time)
{
    // Values lie in memory until whoever reads them has taken them.
    private const int Page = 200;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    public async IAsyncEnumerable<ToldMember> ReadAsync(string flowId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var key = new FlowKey(flowId, 0);
        var group = await GroupOfAsync(key, cancellationToken).ConfigureAwait(false);
        HashSet<int> told = [];
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<FlowRecord>? end = null;
        var (after, pause) = (0, Shortest);
        FlowRecord flow;
        try
        {
            while (true)
            {
                // In one transaction: when the flow has ended, no member comes later.
                var (read, ends) = (new GetFlow(key), new ReadEnds(key, group.Path, after, Page));
                await store.ExecuteAsync([read, ends], cancellationToken).ConfigureAwait(false);
                flow = read.Result;
                foreach (var member in ends.Result)
                {
                    after = member.Place;
                    told.Add(member.Index);
                    foreach (var result in await DescribeAsync(key, group, member.Index, member.Outcome, cancellationToken).ConfigureAwait(false))
                        yield return result;
                }

                if (ends.Result.Count == Page)
                    continue;
                if (flow.State is not (FlowState.Running or FlowState.Compensating))
                    break;
                pause = ends.Result.Count > 0 ? Shortest : pause * 2 < Longest ? pause * 2 : Longest;

                // The end is told at once.
                end ??= watch.WaitAsync(key, stopping.Token).AsTask();
                await Task.WhenAny(end, Task.Delay(pause, time, stopping.Token)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                end = end.IsCompleted ? null : end;
            }
        }
        finally
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            if (end is not null)
                await ((Task)end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        FlowEnds.ThrowUnlessSucceeded(flow);
        await foreach (var rest in ReadRestAsync(flow, group, told, cancellationToken).ConfigureAwait(false))
            yield return rest;
    }

    // What nobody has numbered: members that carry a failure which is none of theirs, and those that an older version has recorded.
    private async IAsyncEnumerable<ToldMember> ReadRestAsync(
        FlowRecord flow, FinalGroup group, HashSet<int> told, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // An empty list has no join.
        if (flow.Outcome.Value is not { Kind: ValueKind.Joined or ValueKind.JoinedOutcomes or ValueKind.JoinedChunks, Count: var count } || told.Count >= count)
            yield break;
        for (var first = 0; first < count;)
        {
            var members = await store
                .ExecuteAsync(new ReadMembers(flow.Key, group.Path, first, Math.Min(Page, count - first)), cancellationToken).ConfigureAwait(false);
            if (members.Count == 0)
                throw new StoreException($"The store has {first} of {count} results of flow {flow.Key.FlowId}.");
            foreach (var member in members)
            {
                var index = first++;
                if (!told.Add(index))
                    continue;
                foreach (var rest in await DescribeAsync(flow.Key, group, index, member, cancellationToken).ConfigureAwait(false))
                    yield return rest;
            }
        }
    }

    private async ValueTask<FinalGroup> GroupOfAsync(FlowKey key, CancellationToken cancellationToken)
    {
        var flow = await store.ExecuteAsync(new GetFlow(key), cancellationToken).ConfigureAwait(false);
        var plan = flow.State == FlowState.Unknown ? null : await store.ExecuteAsync(new GetPlan(flow.PlanHash), cancellationToken).ConfigureAwait(false);
        if (plan is null)
            throw new FlowUnknownException(key.FlowId);
        if (ProtectedForm.IsProtected(plan))
            throw new TaskResultException($"The plan of flow {key.FlowId} cannot be read here. {ProtectedForm.Unreadable}", null);
        var root = PlanReader.Read(plan);
        return FinalGroup.Of(root) ?? throw new InvalidOperationException(
            $"Flow {key.FlowId} does not end with a group or Each, but with {PlanPrinter.Print(FinalGroup.EndOf(root))}: ResultsAsync tells the members of the group at the end of a flow. Use WaitAsync, or WatchAsync for its steps.");
    }

    private async ValueTask<IReadOnlyList<ToldMember>> DescribeAsync(
        FlowKey key, FinalGroup group, int index, RecordedOutcome outcome, CancellationToken cancellationToken)
    {
        var yields = group.Node.Join!.Yields;
        var chunk = Math.Max(group.Node.Elements?.ChunkSize ?? 0, 1);
        if (yields == JoinYield.Outcomes)
            return [new(index, await ValueReader.ReadOutcomeAsync(store, key, outcome, cancellationToken).ConfigureAwait(false), null)];
        if (outcome.Failure is { } failure)
            return [new(index * chunk, default, FailureJson.Read(failure))];
        var json = await ValueReader.ReadAsync(store, key, outcome.Value, cancellationToken).ConfigureAwait(false);
        return yields == JoinYield.Chunks
            ? [.. Elements.Read(json).Select((element, i) => new ToldMember((index * chunk) + i, element.Json, null))]
            : [new(index, json, null)];
    }
}

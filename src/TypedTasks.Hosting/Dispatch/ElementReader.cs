using TypedTasks.Engine;
using TypedTasks.Hosting.Shared;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>
/// Brings in what the members of a join take. A list that is too large for a message is taken apart once, into members of a join of its own:
/// each fan-out message then reads only what it starts.
/// </summary>
internal sealed class ElementReader(FlowStore store, MessageRoom room)
{
    // One transaction of the store takes no longer than others may wait.
    private const int MostInBatch = 1000;
    private const int BytesInBatch = 1 << 20;

    // Enough to tell how large elements are, before more of them are read than one message can start.
    private const int FirstPage = 16;

    /// <summary>The inputs of the members from a cursor on, and the value that later fan-out messages read them from.</summary>
    /// <exception cref="TaskArgumentException">What arrived is not a list.</exception>
    public async ValueTask<(Elements Elements, FlowValue Input)> ReadAsync(
        Place place, PlanNode node, FlowValue input, int cursor, int? stop, CancellationToken cancellationToken)
    {
        var (elements, kept) = await FindAsync(place, node, input, cursor, stop, cancellationToken).ConfigureAwait(false);
        if (cursor == 0 && elements.Total > 0 && place.IsOpened)
            await store.ExecuteAsync([new OpenJoin(place.Flow.Key, place.Path.Text, elements.Total)], cancellationToken).ConfigureAwait(false);
        return (node.Elements is not null ? await PutAsideAsync(place, elements, cursor, cancellationToken).ConfigureAwait(false) : elements, kept);
    }

    /// <summary>A value of the plan as messages carry it; one that is too large lies where a step's result would.</summary>
    public async ValueTask<FlowValue> GiveAsync(Place place, RawValue given, CancellationToken cancellationToken)
    {
        if (given.Json.Length <= await LimitAsync(place, cancellationToken).ConfigureAwait(false))
            return FlowValue.Inline(given.Json);
        await store.ExecuteAsync([new PutValue(place.Flow.Key, place.Path.Text, given.Json)], cancellationToken).ConfigureAwait(false);
        return FlowValue.Stored(place.Path.Text);
    }

    private async ValueTask<(Elements Elements, FlowValue Input)> FindAsync(
        Place place, PlanNode node, FlowValue input, int cursor, int? stop, CancellationToken cancellationToken)
    {
        if (node.Elements is not { } each)
            return (Elements.Shared(node.Children.Length, input), input);
        if (input.Kind == ValueKind.None)
            throw new TaskArgumentException("Each() needs a list, but nothing arrived.");
        if (each.MaxParallelism == 0 && each.ChunkSize == 0 && input.Kind == ValueKind.JoinedOutcomes)
            return (Elements.Window(input.Count, cursor, References(input, cursor, FanOut.MaxSends)), input);
        if (input.Kind != ValueKind.Joined || (each.MaxParallelism > 0 && input.Path != Joining.ListOf(place)))
        {
            var list = await ListAsync(place.Flow.Key, each, input, cancellationToken).ConfigureAwait(false);
            if (each.MaxParallelism == 0 && (input.Kind == ValueKind.Inline || await IsSmallAsync(place, each, list, cancellationToken).ConfigureAwait(false)))
                return (Elements.Whole(each, list), input);
            input = await KeepAsync(place, each, list, cancellationToken).ConfigureAwait(false);
        }

        return (await WindowAsync(place, node, each, input, cursor, stop, cancellationToken).ConfigureAwait(false), input);
    }

    // What is too large for a message goes where the member finds it, under a path that no step has below an Each. A list that holds
    // something so large is recorded itself, so every run of this puts the same aside.
    private async ValueTask<Elements> PutAsideAsync(Place place, Elements elements, int cursor, CancellationToken cancellationToken)
    {
        var limit = await LimitAsync(place, cancellationToken).ConfigureAwait(false);
        var large = Enumerable.Range(cursor, FanOut.MaxSends)
            .Where(i => elements.Has(i) && elements[i].Kind == ValueKind.Inline && elements[i].Json.Length > limit)
            .ToArray();
        if (large.Length == 0)
            return elements;
        await store.ExecuteAsync(
            [.. large.Select(i => new PutValue(place.Flow.Key, AsideOf(place, i), elements[i].Json))], cancellationToken).ConfigureAwait(false);
        return elements.With(large.ToDictionary(static i => i, i => FlowValue.Stored(AsideOf(place, i))));
    }

    // Crash window: the list may be recorded in part. The message comes again and records the rest: the first record of each element wins.
    private async ValueTask<FlowValue> KeepAsync(Place place, ElementRule each, IReadOnlyList<FlowValue> list, CancellationToken cancellationToken)
    {
        var limit = await LimitAsync(place, cancellationToken).ConfigureAwait(false);
        var kept = Joining.ListOf(place);
        var batch = new List<StoreOperation>();
        var bytes = 0;
        for (var i = 0; i < list.Count; i++)
        {
            var element = list[i];
            bytes += element.Json.Length;
            if (each.ChunkSize == 0 && element.Json.Length > limit)
            {
                batch.Add(new PutValue(place.Flow.Key, AsideOf(place, i), element.Json));
                element = FlowValue.Stored(AsideOf(place, i));
            }

            batch.Add(new RecordMember(place.Flow.Key, kept, i, list.Count, new(element, null)));
            if (i < list.Count - 1 && batch.Count < MostInBatch && bytes < BytesInBatch)
                continue;
            await store.ExecuteAsync(batch, cancellationToken).ConfigureAwait(false);
            (batch, bytes) = ([], 0);
        }

        return FlowValue.Joined(kept, list.Count);
    }

    // By pages, the later ones as large as those before promise to fit: what is read is what is started, save for one or two elements.
    private async ValueTask<Elements> WindowAsync(
        Place place, PlanNode node, ElementRule each, FlowValue list, int cursor, int? stop, CancellationToken cancellationToken)
    {
        var size = Math.Max(each.ChunkSize, 1);
        var total = each.Members(list.Count);
        var most = Math.Clamp(Math.Min(stop ?? total, total) - cursor, 1, FanOut.MembersAtOnce(node));
        var members = new List<FlowValue>();
        long bytes = 0;
        for (var next = Math.Min(most, Math.Max(FirstPage / size, 1)); next > 0 && total > 0; next = Math.Min(most - members.Count, Promised(members.Count, bytes)))
        {
            var page = await PageAsync(place.Flow.Key, each, list, cursor + members.Count, next, cancellationToken).ConfigureAwait(false);
            members.AddRange(page);
            bytes += page.Sum(static m => (long)m.Json.Length);
        }

        return Elements.Window(total, cursor, members);
    }

    // How many more members fit, if they are as large as those at hand.
    private static int Promised(int members, long bytes) => (int)(Math.Max(FanOut.MaxBytes - bytes, 0) * members / Math.Max(bytes, 1));

    private async ValueTask<IReadOnlyList<FlowValue>> PageAsync(
        FlowKey key, ElementRule each, FlowValue list, int first, int count, CancellationToken cancellationToken)
    {
        var size = Math.Max(each.ChunkSize, 1);
        var page = await store.ExecuteAsync(new ReadMembers(key, list.Path!, first * size, count * size), cancellationToken).ConfigureAwait(false);
        if (page.Count == 0)
            throw new StoreException($"The store has no results of join '{list.Path}' of flow {key} from {first * size} on.");
        if (each.ChunkSize == 0)
            return [.. page.Select(static m => m.Value)];
        var values = new List<FlowValue>(page.Count);
        foreach (var member in page)
            values.Add(FlowValue.Inline(await ValueReader.ReadAsync(store, key, member.Value, cancellationToken).ConfigureAwait(false)));
        return [.. values.Chunk(size).Select(Elements.Join)];
    }

    private async ValueTask<IReadOnlyList<FlowValue>> ListAsync(FlowKey key, ElementRule each, FlowValue input, CancellationToken cancellationToken) =>
        each.MaxParallelism > 0 && input.Kind is (ValueKind.Joined or ValueKind.JoinedOutcomes)
            ? References(input, 0, input.Count)
            : Elements.Read(await ValueReader.ReadAsync(store, key, input, cancellationToken).ConfigureAwait(false));

    private ValueTask<int> LimitAsync(Place place, CancellationToken cancellationToken) =>
        room.ForValuesAsync(Messages.QueueOf(place, inLine: true), cancellationToken);

    private static FlowValue[] References(FlowValue join, int first, int most) =>
    [
        .. Enumerable.Range(first, Math.Clamp(join.Count - first, 0, most))
            .Select(i => join.Kind == ValueKind.Joined ? FlowValue.Member(join.Path!, i) : FlowValue.Outcome(join.Path!, i)),
    ];

    // As small as one that a message carries: to read it again for a second message costs less than to take it apart.
    private async ValueTask<bool> IsSmallAsync(Place place, ElementRule each, IReadOnlyList<FlowValue> list, CancellationToken cancellationToken) =>
        each.Members(list.Count) <= FanOut.MaxSends
        && list.Sum(static e => (long)e.Json.Length) <= await LimitAsync(place, cancellationToken).ConfigureAwait(false);

    private static string AsideOf(Place each, int index) => each.Path.Enter(StepPath.PlanLevel).Child(index).Text;
}

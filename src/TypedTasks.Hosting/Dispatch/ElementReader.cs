using TypedTasks.Engine;
using TypedTasks.Hosting.Shared;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Brings in what the members of a join take, by windows where the list lies in the store.</summary>
internal sealed class ElementReader(FlowStore store, MessageRoom room)
{
    // One transaction of the store takes no longer than others may wait.
    private const int Batch = 1000;

    /// <summary>The inputs of the members from a cursor on, and the value that later fan-out messages read them from.</summary>
    /// <exception cref="TaskArgumentException">What arrived is not a list.</exception>
    public async ValueTask<(Elements Elements, FlowValue Input)> ReadAsync(
        Place place, PlanNode node, FlowValue input, int cursor, CancellationToken cancellationToken)
    {
        var (elements, kept) = await FindAsync(place, node, input, cursor, cancellationToken).ConfigureAwait(false);
        if (cursor == 0 && elements.Total > 0 && place.IsOpened)
            await store.ExecuteAsync([new OpenJoin(place.Flow.Key, place.Path.Text, elements.Total)], cancellationToken).ConfigureAwait(false);
        return (node.Elements is not null ? await PutAsideAsync(place, elements, cursor, cancellationToken).ConfigureAwait(false) : elements, kept);
    }

    /// <summary>A value of the plan as messages carry it; one that is too large lies where a step's result would.</summary>
    public async ValueTask<FlowValue> GiveAsync(Place place, RawValue given, CancellationToken cancellationToken)
    {
        var limit = await room.ForValuesAsync(Messages.QueueOf(place.Node, inLine: true), cancellationToken).ConfigureAwait(false);
        if (given.Json.Length <= limit)
            return FlowValue.Inline(given.Json);
        await store.ExecuteAsync([new PutValue(place.Flow.Key, place.Path.Text, given.Json)], cancellationToken).ConfigureAwait(false);
        return FlowValue.Stored(place.Path.Text);
    }

    private async ValueTask<(Elements Elements, FlowValue Input)> FindAsync(
        Place place, PlanNode node, FlowValue input, int cursor, CancellationToken cancellationToken)
    {
        if (node.Elements is not { } each)
            return (Elements.Shared(node.Children.Length, input), input);
        if (input.Kind == ValueKind.None)
            throw new TaskArgumentException("Each() needs a list, but nothing arrived.");
        if (each.MaxParallelism > 0 && !(input.Kind == ValueKind.Joined && input.Path == Joining.ListOf(place)))
            input = await KeepAsync(place, input, cancellationToken).ConfigureAwait(false);
        if (input.Kind == ValueKind.Joined)
            return (await WindowAsync(place.Flow.Key, each, input, cursor, cancellationToken).ConfigureAwait(false), input);
        if (input.Kind == ValueKind.JoinedOutcomes && each.ChunkSize == 0)
        {
            var path = input.Path!;
            return (Elements.Window(input.Count, 0, [.. Enumerable.Range(0, input.Count).Select(i => FlowValue.Outcome(path, i))]), input);
        }

        return (Elements.Whole(each, await WholeAsync(place.Flow.Key, input, cancellationToken).ConfigureAwait(false)), input);
    }

    // What is too large for a message goes where the member finds it, under a path that no step has below an Each. A list that holds
    // something so large is recorded itself, so every run of this puts the same aside.
    private async ValueTask<Elements> PutAsideAsync(Place place, Elements elements, int cursor, CancellationToken cancellationToken)
    {
        var list = place.Path.Enter(StepPath.PlanLevel);
        var limit = await room.ForValuesAsync(Messages.QueueOf(place.Node, inLine: true), cancellationToken).ConfigureAwait(false);
        var large = Enumerable.Range(cursor, FanOut.MaxSends)
            .Where(i => elements.Has(i) && elements[i].Kind == ValueKind.Inline && elements[i].Json.Length > limit)
            .ToArray();
        if (large.Length == 0)
            return elements;
        await store.ExecuteAsync(
            [.. large.Select(i => new PutValue(place.Flow.Key, list.Child(i).Text, elements[i].Json))], cancellationToken).ConfigureAwait(false);
        return elements.With(large.ToDictionary(static i => i, i => FlowValue.Stored(list.Child(i).Text)));
    }

    // Where only some members run at once, messages of later ones need to find their elements one by one.
    private async ValueTask<FlowValue> KeepAsync(Place place, FlowValue input, CancellationToken cancellationToken)
    {
        var path = input.Path!;
        var list = input.Kind switch
        {
            ValueKind.Joined => [.. Enumerable.Range(0, input.Count).Select(i => FlowValue.Member(path, i))],
            ValueKind.JoinedOutcomes => [.. Enumerable.Range(0, input.Count).Select(i => FlowValue.Outcome(path, i))],
            _ => await WholeAsync(place.Flow.Key, input, cancellationToken).ConfigureAwait(false),
        };
        var kept = Joining.ListOf(place);
        for (var first = 0; first < list.Count; first += Batch)
        {
            var batch = Enumerable.Range(first, Math.Min(Batch, list.Count - first))
                .Select(i => new RecordMember(place.Flow.Key, kept, i, list.Count, new(list[i], null)));
            await store.ExecuteAsync([.. batch], cancellationToken).ConfigureAwait(false);
        }

        return FlowValue.Joined(kept, list.Count);
    }

    private async ValueTask<Elements> WindowAsync(
        FlowKey key, ElementRule each, FlowValue list, int cursor, CancellationToken cancellationToken)
    {
        var size = Math.Max(each.ChunkSize, 1);
        var page = await store.ExecuteAsync(
            new ReadMembers(key, list.Path!, cursor * size, FanOut.MaxSends * size), cancellationToken).ConfigureAwait(false);
        if (page.Count == 0 && list.Count > 0)
            throw new StoreException($"The store has no results of join '{list.Path}' of flow {key} from {cursor * size} on.");
        if (each.ChunkSize == 0)
            return Elements.Window(list.Count, cursor, [.. page.Select(static m => m.Value)]);
        var values = new List<FlowValue>(page.Count);
        foreach (var member in page)
            values.Add(FlowValue.Inline(await ValueReader.ReadAsync(store, key, member.Value, cancellationToken).ConfigureAwait(false)));
        return Elements.Window(each.Members(list.Count), cursor, [.. values.Chunk(size).Select(Elements.Join)]);
    }

    private async ValueTask<IReadOnlyList<FlowValue>> WholeAsync(FlowKey key, FlowValue input, CancellationToken cancellationToken) =>
        Elements.Read(await ValueReader.ReadAsync(store, key, input, cancellationToken).ConfigureAwait(false));
}

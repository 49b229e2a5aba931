using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>A question about many flows.</summary>
internal sealed record AskStep(string Text, Func<ITaskStore, Teller, Task<string>> Ask) : Step
{
    public static AskStep Of<TResult>(StoreQuery<TResult> query) => new(
        $"{query}", async (store, _) => Seen.Of(await store.QueryAsync(query, CancellationToken.None)));

    /// <summary>Cancellations after the one at a position among those that were read last; -1: all.</summary>
    public static AskStep Cancellations(int position, TimeSpan within, int limit) => new(
        $"cancellations after {position} within {within}, {limit} at most",
        async (store, teller) =>
        {
            var read = await store.QueryAsync(new ReadCancellations(position < 0 ? 0 : teller.Sequence(position), within, limit), CancellationToken.None);
            if (position < 0)
                teller.Read(read);
            var rises = read.Zip(read.Skip(1)).All(static p => p.First.Sequence < p.Second.Sequence);
            return $"{(rises ? "in order" : "not in order")} {Seen.Of(read.Select(static c => c with { Sequence = 0 }))}";
        });

    /// <summary>What operators have done, without the numbers.</summary>
    public static AskStep Actions(string? flow, int limit) => new(
        $"actions on {flow ?? "all"}, {limit} at most",
        async (store, _) =>
        {
            var read = await store.QueryAsync(new ReadActions(flow, null, limit), CancellationToken.None);
            var falls = read.Zip(read.Skip(1)).All(static p => p.First.Number > p.Second.Number);
            return $"{(falls ? "in order" : "not in order")} {Seen.Of(read.Select(static a => a with { Number = 0 }))}";
        });

    /// <summary>Which flows have changed since this was asked before; at first none.</summary>
    public static AskStep Changes() => new(
        "changes",
        async (store, teller) =>
        {
            var changes = await store.QueryAsync(new ReadChanges(teller.Position, 100), CancellationToken.None);
            teller.Position = changes.Position;
            return $"{changes.IsWhole} {string.Join(' ', changes.Flows.Order(StringComparer.Ordinal))}";
        });

    /// <summary>All flows, one a page; more pages than there can be.</summary>
    public static AskStep Pages() => new(
        "the pages of flows",
        static async (store, _) =>
        {
            List<FlowRecord> seen = [];
            FlowPosition? after = null;
            for (var page = 0; page <= Pool.Flows.Length; page++)
            {
                var read = await store.QueryAsync(new ListFlows(new(), after, 1), CancellationToken.None);
                if (read.Count == 0)
                    break;
                seen.Add(read[0]);
                after = new(read[0].AcceptedAt, read[0].Key.FlowId);
            }

            return Seen.Of(seen);
        });

    public override Task<string> RunAsync(ITaskStore store, Teller teller) => CatchAsync(() => Ask(store, teller));

    public override string ToString() => Text;
}

using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Shared;
using TypedTasks.Serialization;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Alerts;

/// <summary>Finds what there is to tell, as the store shows it: nothing is noted down when it happens, so nothing can be lost on the way.</summary>
internal sealed class AlertReader(FlowStore store, IOptions<TypedTasksOptions> options)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // Clocks of stores and workers differ, and what was seen twice is told once.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private const int MostFlows = 1000;
    private const int MostLetters = 500;

    // What is older is told no more: the flow that told of it may be gone.
    private TimeSpan LooksBack => new(Math.Min(Day.Ticks, Math.Min(options.Value.Retention.Ticks, options.Value.FailedRetention.Ticks)));

    /// <summary>What there is to tell of a kind, one for each fingerprint.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="since">When it was looked at last; null for never.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<IReadOnlyList<FlowAlert>> ReadAsync(AlertKind kind, DateTimeOffset? since, DateTimeOffset now, CancellationToken cancellationToken) => kind switch
    {
        AlertKind.Failed => ReadFailedAsync(since is { } last && now - last + Margin < LooksBack ? now - last + Margin : LooksBack, cancellationToken),
        AlertKind.Late => ReadOpenAsync(kind, new() { IsLate = true }, static f => f.ExpectedAt!.Value, now, cancellationToken),
        _ => ReadOpenAsync(kind, new() { IsQuiet = true }, static f => f.QuietSince!.Value, now, cancellationToken),
    };

    private async ValueTask<IReadOnlyList<FlowAlert>> ReadFailedAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        var flows = await store.QueryAsync(new FindFailed(within, MostFlows), cancellationToken).ConfigureAwait(false);
        List<FlowAlert> alerts = [];
        foreach (var group in flows.Where(static f => !AlertIds.IsAlert(f.Key.FlowId)).GroupBy(static f => f.Fingerprint ?? "", StringComparer.Ordinal))
        {
            var standing = group.Key.Length == 0
                ? group.Count()
                : await store.QueryAsync(new CountFlows(new() { Failure = group.Key, States = [FlowState.Failed] }, MostFlows), cancellationToken).ConfigureAwait(false);
            alerts.Add(Failed(group.First(), group.Key, Math.Max(standing, 1)));
        }

        return alerts;
    }

    private static FlowAlert Failed(FlowRecord flow, string fingerprint, int standing)
    {
        var failure = flow.Outcome.Failure is { } json ? FailureJson.Read(json) : null;
        var where = failure?.Task is { Length: > 0 } task ? $" in task {task}" : "";
        return new(AlertKind.Failed, flow.Key.FlowId, flow.Name, fingerprint, $"{Subject(flow)} has failed{where}: {failure?.Type}: {Cut(failure?.Message ?? "")}", flow.EndedAt!.Value, standing)
        {
            ErrorType = failure?.Type,
            Task = failure?.Task is { Length: > 0 } name ? name : null,
        };
    }

    private async ValueTask<IReadOnlyList<FlowAlert>> ReadOpenAsync(
        AlertKind kind, FlowFilter filter, Func<FlowRecord, DateTimeOffset> since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var flows = await store.QueryAsync(new ListFlows(filter, null, MostFlows), cancellationToken).ConfigureAwait(false);
        return
        [
            .. flows
                .Where(f => !AlertIds.IsAlert(f.Key.FlowId))
                .GroupBy(static f => f.Name ?? string.Join(", ", f.Tasks), StringComparer.Ordinal)
                .Select(g => (Print: g.Key, Flow: g.MaxBy(since)!, Count: g.Count()))
                .Where(g => now - since(g.Flow) < LooksBack)
                .Select(g => new FlowAlert(kind, g.Flow.Key.FlowId, g.Flow.Name, g.Print, Text(kind, g.Flow, since(g.Flow)), since(g.Flow), g.Count)),
        ];
    }

    private static string Text(AlertKind kind, FlowRecord flow, DateTimeOffset since) => kind == AlertKind.Late
        ? $"{Subject(flow)} is late: it was to end by {since:u}, and runs still."
        : $"{Subject(flow)} is quiet: nothing was heard of it since {since:u}. Its message is lost, or no worker takes its queue.";

    private static string Subject(FlowRecord flow) => flow.Name is { } name ? $"Flow {flow.Key.FlowId} ({name})" : $"Flow {flow.Key.FlowId}";

    private static string Cut(string text) => text.Length <= MostLetters ? text : $"{text[..MostLetters]}…";
}

using System.Globalization;
using TypedTasks.Hosting.Shared;
using TypedTasks.Serialization;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Alerts;

/// <summary>Finds what there is to tell, as the store shows it: nothing is noted down when it happens, so nothing can be lost on the way.</summary>
internal sealed class AlertReader(FlowStore store)
{
    /// <summary>What is older is told no more.</summary>
    public static readonly TimeSpan LooksBack = TimeSpan.FromDays(1);

    private const int MostKinds = 100;
    private const int MostFlows = 1000;
    private const int Newest = 20;
    private const int MostLetters = 500;

    /// <summary>What there is to tell of a kind, one for each fingerprint.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="seen">What was looked at before, by fingerprint; kinds of failure that have not changed since are left out.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<IReadOnlyList<FlowAlert>> ReadAsync(AlertKind kind, Dictionary<string, string> seen, DateTimeOffset now, CancellationToken cancellationToken) => kind switch
    {
        AlertKind.Failed => ReadFailedAsync(seen, cancellationToken),
        AlertKind.Late => ReadOpenAsync(kind, new() { IsLate = true }, static f => f.ExpectedAt!.Value, now, cancellationToken),
        _ => ReadOpenAsync(kind, new() { IsQuiet = true }, static f => f.QuietSince!.Value, now, cancellationToken),
    };

    /// <summary>What tells whether a kind of failure has changed.</summary>
    private static string Look(FailureTally failure) => string.Create(CultureInfo.InvariantCulture, $"{failure.Count}/{failure.LastAt.UtcTicks}/{failure.Flows}");

    private async ValueTask<IReadOnlyList<FlowAlert>> ReadFailedAsync(Dictionary<string, string> seen, CancellationToken cancellationToken)
    {
        List<FlowAlert> alerts = [];
        foreach (var failure in await store.QueryAsync(new ReadFailures(LooksBack, MostKinds), cancellationToken).ConfigureAwait(false))
        {
            var print = failure.Kind.Fingerprint;
            if (seen.TryGetValue(print, out var look) && look == Look(failure))
                continue;
            var flows = await store.QueryAsync(new ListFlows(new() { Failure = print, States = [FlowState.Failed] }, null, Newest), cancellationToken).ConfigureAwait(false);
            if (flows.Where(static f => !AlertIds.IsAlert(f.Key.FlowId)).MaxBy(static f => f.EndedAt) is { EndedAt: { } at } flow)
                alerts.Add(Failed(flow, failure, at));
            seen[print] = Look(failure);
        }

        return alerts;
    }

    private static FlowAlert Failed(FlowRecord flow, FailureTally failure, DateTimeOffset at)
    {
        var kind = failure.Kind;
        var message = flow.Outcome.Failure is { } json ? FailureJson.Read(json).Message : "";
        return new(AlertKind.Failed, flow.Key.FlowId, flow.Name, kind.Fingerprint, $"{Subject(flow)} has failed{(kind.Task.Length > 0 ? $" in task {kind.Task}" : "")}: {kind.Type}: {Cut(message)}", at, Math.Max(failure.Flows, 1))
        {
            ErrorType = kind.Type,
            Task = kind.Task.Length > 0 ? kind.Task : null,
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

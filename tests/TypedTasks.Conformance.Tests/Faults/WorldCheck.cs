using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Conformance.Tests;

/// <summary>Compares what the store says with what clients and tasks wrote down while it happened.</summary>
public sealed class WorldCheck : IAsyncDisposable
{
    private readonly WorkerSettings settings;
    private readonly ServiceProvider services;
    private readonly Dictionary<string, string> ended = new(StringComparer.Ordinal);

    public WorldCheck(WorkerSettings settings)
    {
        this.settings = settings;
        var collection = new ServiceCollection();
        // No host: it looks, and mends nothing.
        collection.AddLogging();
        collection.AddTypedTasks().UseStore(settings).AddTypedTasksConformanceWorkerTasks();
        services = collection.BuildServiceProvider();
    }

    /// <summary>How many flows have ended.</summary>
    public int Flows => ended.Count;

    /// <summary>How many of them took longer than a lock: a fault has met them.</summary>
    public int Hit { get; private set; }

    private ITaskClient Client => services.GetRequiredService<ITaskClient>();

    /// <summary>Waits for every flow that was accepted until now, and says what is wrong with any.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        var accepted = Accepted();
        var stored = await Client.ListAsync(cancellationToken: cancellationToken).Select(static f => f.FlowId).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        List<string> wrong = [.. accepted.Where(id => !stored.Contains(id)).Select(static id => $"{id}: it was accepted, and the store does not know it.")];

        // What a client that was killed had no answer for counts too: the store has it.
        var open = stored.Where(id => !ended.ContainsKey(id)).ToArray();
        foreach (var (id, problem) in open.Zip(await Task.WhenAll(open.Select(id => EndAsync(id, cancellationToken)))))
        {
            if (problem is not null)
                wrong.Add($"{id}: {problem}");
        }

        if (wrong.Count > 0)
            return wrong;
        var runs = Runs();
        foreach (var id in open)
            wrong.AddRange((await StepProblemsAsync(id, runs)).Select(p => $"{id}: {p}"));
        return wrong;
    }

    /// <summary>Whether every flow is still as it ended, for the store and for the clients that waited.</summary>
    public async Task<IReadOnlyList<string>> LookAgainAsync(CancellationToken cancellationToken)
    {
        List<string> wrong = [];
        foreach (var (id, outcome) in ended)
        {
            var now = await FlowShape.OutcomeAsync(Client.GetHandle<int>(id), cancellationToken);
            if (now != outcome)
                wrong.Add($"{id}: it ended as '{outcome}', and now as '{now}'.");
        }

        wrong.AddRange(
            from line in LedgerFile.ReadAll(settings.Flows)
            let parts = line.Split(' ', 3)
            where parts[0] == "ended" && ended.TryGetValue(parts[1], out var outcome) && outcome != parts[2]
            select $"{parts[1]}: its client saw '{parts[2]}', and the store says '{ended[parts[1]]}'.");
        return wrong;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private List<string> Accepted() =>
    [
        .. LedgerFile.ReadAll(settings.Flows).Where(static l => l.StartsWith("accepted ", StringComparison.Ordinal)).Select(static l => l.Split(' ')[1]),
    ];

    private Dictionary<string, List<TracedRun>> Runs() =>
        LedgerFile.ReadAll(settings.Ledgers).Select(TracedRun.Read).GroupBy(static r => r.Flow).ToDictionary(static g => g.Key, static g => g.ToList());

    private async Task<string?> EndAsync(string id, CancellationToken cancellationToken)
    {
        var (shape, number) = FlowShape.Of(id);
        try
        {
            var outcome = await FlowShape.OutcomeAsync(Client.GetHandle<int>(id), cancellationToken);
            lock (ended)
                ended.Add(id, outcome);
            return outcome == shape.Outcome(number) ? null : $"it ended as '{outcome}', and not as '{shape.Outcome(number)}'. {await DescribeAsync(id)}";
        }
        catch (OperationCanceledException)
        {
            return $"it did not end. {await DescribeAsync(id)}";
        }
    }

    private async Task<string> DescribeAsync(string id)
    {
        var details = await Client.GetAsync(id);
        return $"{details.Flow.State}, accepted {details.Flow.AcceptedAt:HH:mm:ss.fff}; {string.Join(", ", details.Steps.Select(static s => $"{s.Path} {s.Task} {s.State} {s.Attempts} {s.Worker} {s.StartedAt:HH:mm:ss.fff}"))}";
    }

    private async Task<IReadOnlyList<string>> StepProblemsAsync(string id, Dictionary<string, List<TracedRun>> all)
    {
        var runs = all.GetValueOrDefault(id) ?? [];
        List<string> wrong = [];
        var details = await Client.GetAsync(id);
        if (details.Flow.EndedAt - details.Flow.AcceptedAt >= FaultWorld.Lock)
            Hit++;
        foreach (var step in details.Steps)
        {
            if (step.State == StepState.Succeeded && !runs.Any(r => r.Step == step.Path))
                wrong.Add($"the store has step '{step.Path}' ({step.Task}) as done, and it never ran to its end.");
        }

        // A message that nothing is wrong with is delivered again because of faults only, and there is one of those in a round.
        wrong.AddRange(
            from run in runs.GroupBy(static r => (r.Step, r.Attempt, r.Task))
            where run.Count() >= FaultWorld.MaxDeliveries
            select $"step '{run.Key.Step}' ({run.Key.Task}) ran {run.Count()} times to the end of attempt {run.Key.Attempt}.");

        var undone = runs.Where(static r => r.Task.StartsWith("undo:", StringComparison.Ordinal)).Select(static r => (r.Step, r.Task)).Distinct().Count();
        var (shape, _) = FlowShape.Of(id);
        if (undone != shape.Undone)
            wrong.Add($"{undone} of its steps were undone, and {shape.Undone} had to be.");
        return wrong;
    }
}

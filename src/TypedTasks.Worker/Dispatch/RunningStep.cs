using Microsoft.Extensions.Logging;
using TypedTasks.Contracts;
using TypedTasks.Flows;

namespace TypedTasks.Worker;

/// <summary>A step that runs here: its token, and what it reports. Most steps take no token, so it is made when it is asked for.</summary>
internal sealed class RunningStep(
    Envelope envelope,
    StepNode step,
    IDelivery delivery,
    FlowStore store,
    string worker,
    TimeProvider time,
    ILogger taskLogger,
    Func<ITaskClient> client,
    CancellationToken stopping)
    : IStepRun, IDisposable
{
    // A task may report in a tight loop; people look a few times a second.
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private readonly DateTimeOffset startedAt = time.GetUtcNow();
    private CancellationTokenSource? source;
    private CancellationTokenRegistration lockLost;
    private CancellationTokenRegistration stop;
    private (double Fraction, string? Text)? progress;
    private long lastReport;
    private bool isFiring;
    private volatile bool isReported;

    public FlowKey Key => envelope.Key;

    /// <summary>Whether it waits for its next attempt, which nobody is told of as a run.</summary>
    public bool IsPausing { get; init; }

    public string Path => envelope.Path.Text;

    /// <summary>Whether its scope was cancelled while it ran.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Whether its token has fired.</summary>
    public bool IsTokenCancelled => source is { IsCancellationRequested: true };

    public TaskContext Context => field ??= new(Key.FlowId, Path, envelope.Attempt, taskLogger, Report, client, step.Options?.Headers);

    /// <summary>Fires on cancellation, lost lock, time-out and stop.</summary>
    public CancellationToken CancellationToken
    {
        get
        {
            lock (gate)
                return (source ??= CreateSource()).Token;
        }
    }

    public void Cancel()
    {
        CancellationTokenSource? fired;
        lock (gate)
        {
            IsCancelled = true;
            isFiring = true;
            fired = source;
        }

        fired?.Cancel();
    }

    public StepRecord Record(StepState state, DateTimeOffset? endedAt, ReadOnlyMemory<byte>? failure = null)
    {
        var p = progress;
        return new(Path, step.Task, state, envelope.Attempt, worker, startedAt, endedAt, p?.Fraction, p?.Text)
        {
            Failure = failure,
        };
    }

    /// <summary>Writes, once, that it runs: most steps end before anybody could look.</summary>
    public void ReportRunning()
    {
        if (!envelope.Stored || isReported || IsPausing)
            return;
        isReported = true;
        store.WriteBehind(new RecordStep(Key, Record(StepState.Running, null)));
    }

    public void Dispose()
    {
        if (source is null)
            return;
        stop.Dispose();
        lockLost.Dispose();
        lock (gate)
        {
            // Whoever cancels it at this moment needs it whole; without its timer it holds nothing anyway.
            if (!isFiring)
                source.Dispose();
            source = null;
        }
    }

    private CancellationTokenSource CreateSource()
    {
        var created = step.Options?.Timeout is { } timeout ? new CancellationTokenSource(timeout, time) : new();
        lockLost = delivery.LockLost.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), created);
        stop = stopping.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), created);
        if (IsCancelled)
            created.Cancel();
        return created;
    }

    private void Report(double fraction, string? text)
    {
        progress = (fraction, text);
        if (!envelope.Stored || (lastReport != 0 && time.GetElapsedTime(lastReport) < ReportInterval))
            return;
        lastReport = time.GetTimestamp();
        isReported = true;
        store.WriteBehind(new RecordStep(Key, Record(StepState.Running, null)));
    }
}

using TypedTasks.Generated;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>A step that runs here: its token, and what it reports. Most steps take no token, so it is made when it is asked for.</summary>
internal sealed class RunningStep(Arrival arrival, StepTools tools, CancellationToken stopping) : IStepRun, IDisposable
{
    // A task may report in a tight loop; people look a few times a second.
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(200);

    private readonly Envelope envelope = arrival.Envelope;
    private readonly StepCall step = arrival.Call!;
    private readonly IDelivery delivery = arrival.Delivery;
    private readonly Lock gate = new();
    private readonly DateTimeOffset startedAt = tools.Time.GetUtcNow();
    private StepToken? token;
    private TaskContext? context;
    private int? element;
    private Progress? progress;
    private long lastReport;
    private long? began;
    private long ended;
    private bool isFiring;
    private volatile bool isReported;

    public FlowKey Key => envelope.Key;

    /// <summary>Whether it waits for its next attempt, which nobody is told of as a run.</summary>
    public bool IsPausing { get; init; }

    public string Path => envelope.Path.Text;

    /// <summary>Whether its scope was cancelled while it ran.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Whether its token has fired.</summary>
    public bool IsTokenCancelled => token is { IsCancelled: true };

    public TaskContext Context => context ??= new(
        Key.FlowId, Path, envelope.Attempt, tools.Logger, Report, tools.Client, step.Options?.Headers, tools.Json, element);

    /// <summary>Fires on cancellation, lost lock, time-out and stop.</summary>
    public CancellationToken CancellationToken
    {
        get
        {
            lock (gate)
                return (token ??= CreateToken()).Token;
        }
    }

    /// <summary>Whether the attempt has taken longer than it may, whether or not the task looked at its token.</summary>
    public bool HasTimedOut => began is { } start && step.Options?.Timeout is { } bound && tools.Time.GetElapsedTime(start) >= bound;

    /// <summary>How long the user's code ran; null where it did not, or has not returned.</summary>
    public TimeSpan? Took => began is { } start && ended > 0 ? tools.Time.GetElapsedTime(start, ended) : null;

    /// <summary>The user's code begins; its time-out counts from here.</summary>
    public void Begin() => began = tools.Time.GetTimestamp();

    /// <summary>The user's code has returned, or does not run.</summary>
    public void End() => ended = tools.Time.GetTimestamp();

    /// <summary>An element of a chunk begins. It has a context of its own, so that the flows that it starts are not taken for another element's.</summary>
    public void BeginElement(int index)
    {
        element = index;
        context = null;
    }

    public void Cancel()
    {
        StepToken? fired;
        lock (gate)
        {
            IsCancelled = true;
            isFiring = true;
            fired = token;
        }

        fired?.Cancel();
    }

    public StepRecord Record(StepState state, DateTimeOffset? endedAt, ReadOnlyMemory<byte>? failure = null)
    {
        var p = progress;
        return new(Path, step.Name, state, envelope.Attempt, tools.Worker, startedAt, endedAt, p?.Fraction, p?.Text)
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
        tools.Store.WriteBehind(new RecordStep(Key, Record(StepState.Running, null)));
    }

    /// <summary>The step as people see it in the list of workers; null where only its next attempt is waited for.</summary>
    public ReportedStep? Tell() => IsPausing || began is not { } start
        ? null
        : new(Key.FlowId, Path, step.Name, delivery.Message.Queue, envelope.Attempt, tools.Time.GetElapsedTime(start), delivery.LockLeft);

    public void Dispose()
    {
        if (token is null)
            return;
        token.Unregister();
        lock (gate)
        {
            // Whoever cancels it at this moment needs it whole; without its timer it holds nothing anyway.
            if (!isFiring)
                token.Dispose();
            token = null;
        }
    }

    private StepToken CreateToken()
    {
        var created = new StepToken(IsPausing ? null : TimeLeft(), tools.Time, delivery.LockLost, stopping);
        if (IsCancelled)
            created.Cancel();
        return created;
    }

    private TimeSpan? TimeLeft()
    {
        if (step.Options?.Timeout is not { } bound || began is not { } start)
            return step.Options?.Timeout;
        var left = bound - tools.Time.GetElapsedTime(start);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Report(double fraction, string? text)
    {
        progress = new(fraction, text);
        if (!envelope.Stored || (lastReport != 0 && tools.Time.GetElapsedTime(lastReport) < ReportInterval))
            return;
        lastReport = tools.Time.GetTimestamp();
        isReported = true;
        tools.Store.WriteBehind(new RecordStep(Key, Record(StepState.Running, null)));
    }

    private sealed record Progress(double Fraction, string? Text);
}

using TypedTasks.Contracts;

namespace TypedTasks.Worker;

/// <summary>A step that runs here: its token, and what it reports.</summary>
internal sealed class RunningStep(FlowKey key, string path, string task, int attempt, DateTimeOffset startedAt, CancellationTokenSource source)
{
    private (double Fraction, string? Text)? progress;

    public FlowKey Key => key;

    public string Path => path;

    public CancellationTokenSource Source => source;

    /// <summary>Whether its scope was cancelled while it ran.</summary>
    public bool IsCancelled { get; private set; }

    public void Cancel()
    {
        IsCancelled = true;
        source.Cancel();
    }

    public void Report(double fraction, string? text) => progress = (fraction, text);

    public StepRecord Record(StepState state, string worker, DateTimeOffset? endedAt)
    {
        var p = progress;
        return new(path, task, state, attempt, worker, startedAt, endedAt, p?.Fraction, p?.Text);
    }
}

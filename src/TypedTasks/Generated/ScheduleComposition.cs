namespace TypedTasks.Generated;

/// <summary>A schedule with the type of what its flows yield.</summary>
internal sealed class ScheduleComposition<TOut>(string name, string cron, Func<ScheduledRun, ISignature<TOut>> compose, ScheduleOptions options)
    : ScheduleDefinition(name, cron, options)
{
    internal override ISignature Compose(ScheduledRun run) => Required(run);

    internal override TResult Compose<TResult>(ScheduledRun run, ISignatureUser<TResult> user) => user.Use(Required(run));

    private ISignature<TOut> Required(ScheduledRun run) => compose(run) ?? throw new InvalidOperationException($"Schedule '{Name}' composes no flow: its function has returned null.");
}

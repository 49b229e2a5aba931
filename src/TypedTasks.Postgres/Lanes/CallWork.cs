namespace TypedTasks.Postgres.Lanes;

/// <summary>A call whose operations only read.</summary>
internal sealed class CallWork(PendingCall call) : ReadWork
{
    private readonly PendingCall call = call;

    public override bool Begin() => call.Begin();

    public override void Run(ReadTransaction transaction) => Run(transaction, [this]);

    /// <summary>Reads several in one moment.</summary>
    public static void Run(ReadTransaction transaction, IReadOnlyList<CallWork> calls)
    {
        transaction.Read(calls is [var single] ? single.call.Operations : [.. calls.SelectMany(static c => c.call.Operations)]);
        foreach (var work in calls)
            work.call.TrySetResult();
    }

    public override void Fail(Exception error) => call.TrySetException(error);
}

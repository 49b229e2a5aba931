namespace TypedTasks.Postgres.Lanes;

/// <summary>A call whose operations only read.</summary>
internal sealed class CallWork(PendingCall call) : ReadWork
{
    public override bool Begin() => call.Begin();

    public override void Run(ReadTransaction transaction)
    {
        transaction.Read(call.Operations);
        call.TrySetResult();
    }

    public override void Fail(Exception error) => call.TrySetException(error);
}

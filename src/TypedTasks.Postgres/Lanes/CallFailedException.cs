namespace TypedTasks.Postgres.Lanes;

/// <summary>An operation of a call cannot be decided; the other calls of its transaction can.</summary>
internal sealed class CallFailedException(PendingCall call, Exception reason) : Exception($"A call of {call.Operations.Count} operations cannot be decided.", reason)
{
    public PendingCall Call => call;

    public Exception Reason => InnerException!;
}

namespace TypedTasks.Operations;

/// <summary>A failure in short.</summary>
/// <param name="Type">The full name of the exception type.</param>
/// <param name="Message">Its message, up to 300 characters.</param>
/// <param name="Fingerprint">What tells its kind from others (<see cref="FailureKind.Fingerprint"/>).</param>
public sealed record OutlineFailure(string Type, string Message, string Fingerprint)
{
    private const int MostLetters = 300;

    /// <summary>A failure in short.</summary>
    /// <param name="failure">The failure.</param>
    public static OutlineFailure Of(TaskFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var message = failure.Message.Length <= MostLetters ? failure.Message : failure.Message[..(MostLetters - 1)] + "…";
        return new(failure.Type, message, FailureKind.Of(failure).Fingerprint);
    }
}

namespace TypedTasks.Emulator.Control;

/// <summary>A request to the emulator itself that is refused, with the HTTP status.</summary>
internal sealed class ControlException(int status, string text) : Exception(text)
{
    public int Status => status;

    public static ControlException NotFound(string what) => new(404, $"There is no {what}.");
}

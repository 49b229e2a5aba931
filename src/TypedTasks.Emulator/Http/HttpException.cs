namespace TypedTasks.Emulator.Http;

/// <summary>A request that is refused before anybody looks at what it wants.</summary>
internal sealed class HttpException(int status, string text) : Exception(text)
{
    public int Status => status;
}

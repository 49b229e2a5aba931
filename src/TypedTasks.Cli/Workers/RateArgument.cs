using TypedTasks.Cli.Targets;

namespace TypedTasks.Cli.Workers;

/// <summary>A rate limit, or <c>default</c> for none.</summary>
internal static class RateArgument
{
    /// <exception cref="UsageException">It is neither.</exception>
    public static RateLimit? Read(string? text)
    {
        if (text is null or "default")
            return null;
        try
        {
            return RateLimit.Parse(text);
        }
        catch (FormatException e)
        {
            throw new UsageException($"--rate: {e.Message}");
        }
    }
}

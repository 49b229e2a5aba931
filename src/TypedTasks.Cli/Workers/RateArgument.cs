using TypedTasks.Cli.Targets;

namespace TypedTasks.Cli.Workers;

/// <summary>A rate limit, or <c>default</c> for none.</summary>
internal static class RateArgument
{
    /// <summary>A limit as it is written on the command line, where it can be.</summary>
    public static string Text(RateLimit rate) =>
        rate.Period == TimeSpan.FromSeconds(1) ? $"{rate.Count}/s"
        : rate.Period == TimeSpan.FromMinutes(1) ? $"{rate.Count}/m"
        : rate.Period == TimeSpan.FromHours(1) ? $"{rate.Count}/h"
        : rate.Period == TimeSpan.FromDays(1) ? $"{rate.Count}/d"
        : rate.ToString();

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

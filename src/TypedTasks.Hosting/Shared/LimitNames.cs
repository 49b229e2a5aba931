namespace TypedTasks.Hosting.Shared;

/// <summary>What limits are called in the store.</summary>
internal static class LimitNames
{
    /// <summary>The permits of a task.</summary>
    public static string PermitOf(string task) => $"task:{task}";

    /// <summary>The permits of a key.</summary>
    public static string PermitOfKey(string key) => $"key:{key}";

    /// <summary>The rate limit of a task.</summary>
    public static string RateOf(string task) => $"rate:{task}";
}

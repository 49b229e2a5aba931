namespace TypedTasks.Plans;

/// <summary>Times that a flow cannot live to see.</summary>
internal static class Lifetime
{
    /// <summary>Why a part of a compiled plan would come too late; null where none does.</summary>
    public static string? Refusal(PlanNode node, TimeSpan lifetime, DateTimeOffset now)
    {
        var refusal = node.Options is { } own ? Refusal(own.Delay, own.At, own.Expiry, lifetime, now)
            : node.Limit is { } limit ? Refusal(limit.Delay, limit.At, limit.Expiry, lifetime, now)
            : null;
        if (refusal is not null)
            return node.Call is { } call ? $"Task '{call.Name}' {refusal}" : $"A part of the flow {refusal}";
        foreach (var child in node.Children)
        {
            if (Refusal(child, lifetime, now) is { } below)
                return below;
        }

        return null;
    }

    private static string? Refusal(TimeSpan? delay, DateTimeOffset? at, TimeSpan? expiry, TimeSpan lifetime, DateTimeOffset now)
    {
        var what = delay >= lifetime ? $"waits for {delay} (WithDelay)"
            : at is { } due && due - now >= lifetime ? $"waits until {due:u} (At), which is {Rounded(due - now)} from now"
            : expiry > lifetime ? $"is wanted for {expiry} (ExpiresAfter)"
            : null;
        return what is null ? null : $"{what}, but a flow fails after {lifetime}: set TypedTasksOptions.FlowLifetime to more, or wait for less.";
    }

    private static TimeSpan Rounded(TimeSpan time) => TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
}

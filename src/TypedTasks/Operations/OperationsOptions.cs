namespace TypedTasks.Operations;

/// <summary>What people may see of flows, through <see cref="IFlowReader"/> and all that is built on it.</summary>
public sealed class OperationsOptions
{
    /// <summary>How many bytes of a value are shown, as JSON; 1 KB to 1 MB, 64 KB by default. What is longer is cut.</summary>
    public int MaxValueBytes { get; set; } = 64 * 1024;

    /// <summary>
    /// Whether values are shown of tasks that this process does not know: it cannot tell then which of them are marked <see cref="SensitiveAttribute"/>. False by default.
    /// </summary>
    public bool ShowsUnknownTasks { get; set; }

    /// <summary>
    /// Changes what is shown of a value, given the name of the task and the JSON; null hides it. It sees values after those marked <see cref="SensitiveAttribute"/> were taken out, and before they are cut. Null, the default: nothing is
    /// changed.
    /// </summary>
    public Func<string, string, string?>? Redact { get; set; }

    /// <summary>How often a minute the broker's management is asked, at most; 1 to 6,000, 60 by default.</summary>
    public int BrokerCallsPerMinute { get; set; } = 60;

    /// <summary>For how long an answer of the broker is told again; a second or more, 5 seconds by default.</summary>
    public TimeSpan BrokerAnswersFor { get; set; } = TimeSpan.FromSeconds(5);
}

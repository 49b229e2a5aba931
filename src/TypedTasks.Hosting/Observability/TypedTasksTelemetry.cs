namespace TypedTasks;

/// <summary>The names under which traces and metrics are found: hand them to <c>AddSource</c> and <c>AddMeter</c>.</summary>
public static class TypedTasksTelemetry
{
    /// <summary>The activity source of flows and steps: <c>send</c>, <c>process</c> and <c>settle</c> spans.</summary>
    public const string ActivitySourceName = "TypedTasks";

    /// <summary>The meter of client and worker. Transports have meters of their own, whose names begin with this one.</summary>
    public const string MeterName = "TypedTasks";
}
